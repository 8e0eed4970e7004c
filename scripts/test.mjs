// `npm test`: everything, in the order in which failures are cheapest to find. Arguments name suites: `npm test -- core lsp`.
import { installPackages, step } from './steps.mjs';

const wanted = process.argv.slice(2);
const wants = (suite) => wanted.length === 0 || wanted.includes(suite);

installPackages();
step('Build dist/', 'node', ['esbuild.mjs']);
if (wants('types')) step('Check types', 'node', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.']);
if (wants('format')) step('Check that sources are formatted', 'npx', ['biome', 'format', '.']);
if (wants('lint')) step('Lint', 'npm', ['run', '--silent', 'lint']);
if (wants('docs')) step('Check that generated docs are current', 'npm', ['run', '--silent', 'docs', '--', '--check']);
if (wants('execution') || wants('core')) step('Install the SDKs that rewritten programs run with', 'node', ['test/execution/setup.mjs']);
for (const suite of ['core', 'cli', 'lsp', 'execution']) {
  if (wants(suite)) step(`Test ${suite}`, 'node', ['test/run.mjs', suite]);
}
if (wants('e2e')) step('Test the extension in a real VS Code', 'npm', ['run', '--silent', 'test:e2e']);
console.log('\nAll tests passed.');
