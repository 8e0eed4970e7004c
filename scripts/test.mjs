// `npm test`: everything, in the order in which failures are cheapest to find. Arguments name suites: `npm test -- core lsp`.
import { installation } from '../test/e2e/tools.mjs';
import { installPackages, startStep, step } from './steps.mjs';

const SUITES = ['types', 'format', 'lint', 'knip', 'docs', 'lsp', 'cli', 'core', 'execution', 'e2e'];
const named = process.argv.slice(2);
const wanted = named.length === 0 ? SUITES : named;
const wants = (suite) => wanted.includes(suite);

installPackages();
// Downloads wait for the network more than they compute: what later suites need comes in while the first ones run.
const sdks = (wants('core') || wants('execution')) && startStep('Install the SDKs', 'node', ['test/execution/setup.mjs']);
const missing = wants('e2e') ? installation() : undefined;
const tools = missing && startStep('Install a real VS Code and a browser', missing.command, missing.args);

step('Build dist/', 'node', ['esbuild.mjs']);
if (wants('types')) step('Check types', 'node', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.']);
if (wants('format')) step('Check that sources are formatted', 'npx', ['biome', 'format', '.']);
if (wants('lint')) step('Lint', 'npm', ['run', '--silent', 'lint']);
if (wants('knip')) step('Look for exports without a user', 'npm', ['run', '--silent', 'knip']);
if (wants('docs')) step('Check that generated docs are current', 'npm', ['run', '--silent', 'docs', '--', '--check']);
for (const suite of ['lsp', 'cli']) if (wants(suite)) step(`Test ${suite}`, 'node', ['test/run.mjs', suite]);
if (sdks) await sdks();
for (const suite of ['core', 'execution']) if (wants(suite)) step(`Test ${suite}`, 'node', ['test/run.mjs', suite]);
if (tools) await tools();
if (wants('e2e')) step('Test the extension in a real VS Code', 'npm', ['run', '--silent', 'test:e2e']);
console.log('\nAll tests passed.');
