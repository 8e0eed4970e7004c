/**
 * Installs the real SDKs that the execution tests run programs against, under `.cache/` (git-ignored):
 *
 *     node test/execution/setup.mjs
 *
 * Idempotent, and done in milliseconds when everything is there. Versions are exact where the facts this project
 * relies on were read from them, and a major version otherwise.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const CACHE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../.cache');

/** undici 7, because 8 doesn't load on Node 20; zod 3, because SDK 4 knows no other. SDK 4 brings a fetch of its own. */
const NODE_PROJECTS = {
  openai7: ['openai@7.57.0', 'undici@7', 'zod@4', 'p-limit@6', 'p-map@7', 'bluebird@3', '@types/node@22'],
  openai6: ['openai@6.49.0', 'undici@7', 'zod@4', '@types/node@22'],
  openai4: ['openai@4', 'zod@3', 'p-limit@6', 'p-map@7', 'bluebird@3', '@types/node@22'],
  eslint: ['eslint@10', '@eslint/js@10', 'typescript-eslint@8', 'typescript@5'],
};

const PYTHON_PROJECTS = {
  py: ['openai==3.22.1', 'pandas', 'tqdm', 'tenacity', 'backoff', 'pyright', 'ruff'],
  py1: ['openai<2', 'pandas', 'tqdm', 'tenacity', 'backoff'],
};

// Side by side, because most of the time goes into waiting for packages; one npm at a time, because its installs share a cache.
await Promise.all([installNodeProjects(), ...Object.entries(PYTHON_PROJECTS).map(installPythonProject)]);

async function installNodeProjects() {
  for (const [name, packages] of Object.entries(NODE_PROJECTS)) {
    const folder = path.join(CACHE, 'node', name);
    await install(`node/${name}`, folder, packages, async () => {
      writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, name: `tierlint-execution-${name}` }));
      // openai 7 asks for Node 22 in `engines`, but runs on 20: without the flag npm falls back to an older major.
      const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', '--engine-strict=false'];
      await run('npm', ['install', ...flags, ...packages], folder);
    });
  }
}

async function installPythonProject([name, packages]) {
  const folder = path.join(CACHE, name);
  await install(name, folder, packages, async () => {
    const python = path.join(folder, 'bin', 'python');
    if (!existsSync(python)) await run('python3', ['-m', 'venv', folder], CACHE);
    await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages], CACHE);
    // Its first run fetches the checker itself.
    if (packages.includes('pyright')) await run(path.join(folder, 'bin', 'pyright'), ['--version'], CACHE);
  });
}

/** Runs `steps` unless the folder's stamp says that exactly these packages were installed before. */
async function install(name, folder, packages, steps) {
  const stamp = path.join(folder, '.tierlint-installed');
  const wanted = packages.join('\n');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log(`.cache/${name}: installing ${packages.join(', ')}`);
  mkdirSync(folder, { recursive: true });
  await steps();
  writeFileSync(stamp, wanted);
}

/** Ends the process with what the command said, should it fail. */
function run(command, args, cwd) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
    const fail = (why) => {
      console.error(`${said}\ntest/execution/setup.mjs: \`${command} ${args.join(' ')}\` failed: ${why}`);
      process.exit(1);
    };
    child.on('error', (error) => fail(error.message));
    child.on('close', (code, signal) => (code === 0 ? resolve() : fail(signal ?? `exit code ${code}`)));
  });
}
