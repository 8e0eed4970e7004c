// End-to-end tests in a real VS Code: the extension tests in its extension host, then the packed extension in its window.
//   npm run test:e2e                              code-server and a headless browser, installed on first use
//   TIERLINT_E2E=desktop npm run test:e2e         a desktop VS Code (downloaded by @vscode/test-electron)
//   VSCODE_EXECUTABLE_PATH=/path/to/code ...      that VS Code
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from './codeServer.mjs';
import { installation, isDesktop } from './tools.mjs';

const here = import.meta.dirname;

const missing = installation();
if (missing) {
  const { status } = spawnSync(missing.command, missing.args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const isPassed = (await extensionTests()) && (isDesktop || windowTests());
process.exitCode = isPassed ? 0 : 1;

async function extensionTests() {
  const folder = path.join(ROOT, '.cache/e2e-suite');
  await build({
    entryPoints: [path.join(here, 'suite/index.ts')],
    outfile: path.join(folder, 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  // Tests write into their workspace: they get a copy.
  const workspace = fs.mkdtempSync('/tmp/tl-ws-');
  fs.cpSync(path.join(here, 'fixture'), workspace, { recursive: true });
  try {
    const code = await runTests({
      vscodeExecutablePath: process.env.VSCODE_EXECUTABLE_PATH ?? (isDesktop ? undefined : path.join(here, 'codeShim.mjs')),
      extensionDevelopmentPath: ROOT,
      extensionTestsPath: path.join(folder, 'index'),
      launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust'],
    });
    return code === 0;
  } catch (error) {
    console.error(String(error));
    return false;
  } finally {
    fs.rmSync(workspace, { recursive: true, force: true });
  }
}

function windowTests() {
  const vsix = path.join(ROOT, '.cache/e2e-suite/tierlint.vsix');
  const vsce = path.join(ROOT, 'node_modules/@vscode/vsce/vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', vsix];
  execFileSync(process.execPath, [vsce, 'package', ...flags], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  return spawnSync(process.execPath, [path.join(here, 'window.mjs'), vsix], { stdio: 'inherit' }).status === 0;
}
