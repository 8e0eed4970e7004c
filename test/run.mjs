// Runs the tests. `node test/run.mjs [filter...]`: files whose path contains one of the filters (a suite's name:
// core, lsp, cli, execution), all without. Options (--test-reporter=spec, --test-name-pattern=...) go to Node's test runner.
import { spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleTests } from './bundle.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * How many files share a process: as many as fit where most of the time goes into starting one, few where tests themselves take
 * long. `waits`: tests that wait for other processes more than they compute, so that one more of them runs than there are cores.
 */
const SUITES = {
  core: { shared: 12, waits: false },
  lsp: { shared: 4, waits: true },
  cli: { shared: 3, waits: false },
  execution: { shared: 1, waits: true },
};

const filters = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));

const suites = Object.keys(SUITES)
  .map((suite) => ({ suite, files: filesOf(suite).filter(isWanted) }))
  .filter(({ files }) => files.length > 0);
if (suites.length === 0) {
  console.error(`no test file matches ${filters.join(' ')}`);
  process.exit(1);
}

// The runner ends what it runs when it is interrupted; then this process has to clean up.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
const { folder, programs } = await bundleTests(root, suites.flatMap(programsOf));
try {
  process.exitCode = await runTests(programs);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Node 20's runner takes no globs. */
function filesOf(suite) {
  return readdirSync(join(root, 'test', suite), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) =>
      relative(root, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    )
    .sort();
}

function isWanted(file) {
  return filters.length === 0 || filters.some((filter) => (filter in SUITES ? file.startsWith(`test/${filter}/`) : file.includes(filter)));
}

/** Few files are a program each, named after its file. */
function programsOf({ suite, files }) {
  const size = files.length <= 4 ? 1 : SUITES[suite].shared;
  return Array.from({ length: Math.ceil(files.length / size) }, (_, at) => {
    const own = files.slice(at * size, (at + 1) * size);
    const name = own.length === 1 ? basename(own[0], '.test.ts') : String(at + 1).padStart(2, '0');
    return { name: `${suite}.${name}`, files: own };
  });
}

function runTests(programs) {
  const sideBySide = availableParallelism() + (suites.some(({ suite }) => SUITES[suite].waits) ? 1 : 0);
  const args = ['--enable-source-maps', '--test', `--test-concurrency=${sideBySide}`, ...options, ...programs];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
