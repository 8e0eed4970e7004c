/**
 * Installs the real SDKs that the execution tests run programs against, under `.cache/` (git-ignored):
 *
 *     node test/execution/setup.mjs
 *
 * Idempotent, and done in milliseconds when everything is there. Versions are exact where the facts this project
 * relies on were read from them, and a major version otherwise.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const CACHE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../.cache');

/** undici 7, because 8 doesn't load on Node 20; zod 3, because SDK 4 knows no other. */
const NODE_PROJECTS = {
  openai7: ['openai@7.57.0', 'undici@7', 'zod@4', '@types/node@22'],
  openai6: ['openai@6.49.0', 'undici@7', 'zod@4', '@types/node@22'],
  openai4: ['openai@4', 'zod@3', '@types/node@22'],
  batch7: ['openai@7.57.0', 'zod@4', 'p-limit@6', 'p-map@7', 'bluebird@3', '@types/node@22'],
  eslint: ['eslint@10', '@eslint/js@10', 'typescript-eslint@8', 'typescript@5'],
  batch4: ['openai@4', 'zod@3', 'p-limit@6', 'p-map@7', 'bluebird@3', '@types/node@22'],
};

const PYTHON_PROJECTS = {
  py: ['openai==3.22.1'],
  py1: ['openai<2'],
  'py-batch': ['openai==3.22.1', 'pandas', 'tqdm', 'tenacity', 'backoff', 'pyright'],
  'py-lint': ['ruff'],
  'py1-batch': ['openai<2', 'pandas', 'tqdm', 'tenacity', 'backoff'],
};

for (const [name, packages] of Object.entries(NODE_PROJECTS)) {
  const folder = path.join(CACHE, 'node', name);
  install(`node/${name}`, folder, packages, () => {
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, name: `tierlint-execution-${name}` }));
    // openai 7 asks for Node 22 in `engines`, but runs on 20: without the flag npm falls back to an older major.
    run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', '--engine-strict=false', ...packages], folder);
  });
}

for (const [name, packages] of Object.entries(PYTHON_PROJECTS)) {
  const folder = path.join(CACHE, name);
  install(name, folder, packages, () => {
    const python = path.join(folder, 'bin', 'python');
    if (!existsSync(python)) run('python3', ['-m', 'venv', folder], CACHE);
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages], CACHE);
    // Its first run fetches the checker itself.
    if (packages.includes('pyright')) run(path.join(folder, 'bin', 'pyright'), ['--version'], CACHE);
  });
}

/** Runs `steps` unless the folder's stamp says that exactly these packages were installed before. */
function install(name, folder, packages, steps) {
  const stamp = path.join(folder, '.tierlint-installed');
  const wanted = packages.join('\n');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log(`.cache/${name}: installing ${packages.join(', ')}`);
  mkdirSync(folder, { recursive: true });
  steps();
  writeFileSync(stamp, wanted);
}

function run(command, args, cwd) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status === 0) return;
  console.error(
    `test/execution/setup.mjs: \`${command} ${args.join(' ')}\` failed${error ? `: ${error.message}` : ` with exit code ${status}`}`,
  );
  process.exit(1);
}
