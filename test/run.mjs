// Runs the tests. `node test/run.mjs [filter...]`: files whose path contains one of the filters (a suite's name:
// core, lsp, cli, execution), all without. Node 20's runner takes no globs, so the files are collected here.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const SUITES = ['core', 'lsp', 'cli', 'execution'];
const filters = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));

const files = SUITES.flatMap((suite) => readdirSync(join(root, 'test', suite), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
  .map((entry) =>
    relative(root, join(entry.parentPath ?? entry.path, entry.name))
      .split(sep)
      .join('/'),
  )
  .filter(
    (file) =>
      filters.length === 0 ||
      filters.some((filter) => (SUITES.includes(filter) ? file.startsWith(`test/${filter}/`) : file.includes(filter))),
  )
  .sort();

if (files.length === 0) {
  console.error(`no test file matches ${filters.join(' ')}`);
  process.exit(1);
}
const { status } = spawnSync(process.execPath, ['--import', 'tsx', '--test', '--test-concurrency=2', ...options, ...files], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
