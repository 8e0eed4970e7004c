#!/usr/bin/env node
// Poses as the desktop program `code` for @vscode/test-electron, and runs the extension tests in code-server instead.
// Understands a folder to open, --extensionDevelopmentPath= and --extensionTestsPath=; the exit code is the tests'.
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { format } from 'node:util';
import { launchBrowser, newPage } from './browser.mjs';
import { codeVersion, makeFolders, pageUrl, remoteUri, removeFolders, startServer } from './codeServer.mjs';

const TIMEOUT = Number(process.env.E2E_TIMEOUT ?? 180_000);
/** Lines of the workbench itself that say nothing about the tests. */
const NOISE =
  /^Canceled|^\s*\[[\w-]+[^\]]*\] |Ignoring fetching|Resolv(ing|ed) connection|Creating a socket|builtin extensions cache|reconnection-grace|Service Worker/;

const args = process.argv.slice(2);
if (args.includes('--version')) {
  console.log(`${codeVersion()}\ncode-server\nx64`);
  process.exit(0);
}
const flag = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const folder = args.find((arg) => !arg.startsWith('-'));

const folders = makeFolders();
const passedOn = Object.entries(process.env).filter(([name]) => name.startsWith('TIERLINT_'));
const server = await startServer(folders, { env: Object.fromEntries(passedOn), testDriver: true });
const browser = await launchBrowser();
let code = 99;
try {
  const page = await newPage(browser);
  const log = fs.createWriteStream(path.join(folders.base, 'workbench.log'));
  // The workbench calls these two: with its console and the extension host's, and with the result of the tests.
  await page.exposeFunction('codeAutomationLog', (type, parts) => {
    const line = format(...parts);
    log.write(`[${type}] ${line}\n`);
    if (!NOISE.test(line)) (type === 'error' ? process.stderr : process.stdout).write(`${line}\n`);
  });
  const finished = new Promise((resolve, reject) => {
    page.exposeFunction('codeAutomationExit', resolve);
    page.on('crash', () => reject(new Error('the page crashed')));
    setTimeout(() => reject(new Error(`the extension tests did not finish in ${TIMEOUT / 1000} s`)), TIMEOUT).unref();
  });
  const tests = createRequire(import.meta.url).resolve(path.resolve(flag('extensionTestsPath')));
  const payload = [
    ['extensionDevelopmentPath', remoteUri(server, path.resolve(flag('extensionDevelopmentPath')))],
    ['extensionTestsPath', remoteUri(server, tests)],
    ['enableProposedApi', ''],
    ['skipWelcome', 'true'],
  ];
  const query = folder ? { folder: path.resolve(folder) } : { ew: 'true' };
  await page.goto(pageUrl(server, { query, payload }), { waitUntil: 'commit' });
  try {
    code = await finished;
  } catch (error) {
    console.error(String(error));
    await page.screenshot({ path: path.join(folders.base, 'failure.png') }).catch(() => {});
  }
} finally {
  await browser.close();
  await server.stop();
  removeFolders(folders, code === 0);
  process.exitCode = code;
}
