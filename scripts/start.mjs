// `npm start`: installs, builds, and checks the example workspace.
import { installPackages, step } from './steps.mjs';

installPackages();
step('Build dist/', 'node', ['esbuild.mjs']);
step('Check the example workspace: node dist/cli.js check examples/workspace', 'node', ['dist/cli.js', 'check', 'examples/workspace', '--fail-on', 'never']);
console.log(`
Next:
  node dist/cli.js check <your folder>                            every call and finding
  node dist/cli.js fix <your folder> --apply add-flex --diff      what the fixes would change
  npm run package                                                 the VS Code extension as a .vsix`);
