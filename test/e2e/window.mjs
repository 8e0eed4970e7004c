// Drives the packed extension through the window of VS Code as a person would, and takes pictures on the way.
//   node test/e2e/window.mjs x.vsix [folder for pictures, default test-results/shots]
import * as fs from 'node:fs';
import * as path from 'node:path';
import { launchBrowser, newPage } from './browser.mjs';
import { ROOT, codeVersion, installVsix, makeFolders, pageUrl, remoteUri, removeFolders, startServer } from './codeServer.mjs';

const [vsix, shots = path.join(ROOT, 'test-results/shots')] = process.argv.slice(2);
const started = Date.now();
const say = (what) => console.log(`${String(Date.now() - started).padStart(6)} ms  ${what}`);
const shot = (page, name) => page.screenshot({ path: path.join(shots, `${name}.png`) });

fs.mkdirSync(shots, { recursive: true });
const folders = makeFolders(path.join(import.meta.dirname, 'fixture'), {
  'editor.fontSize': 14,
  'editor.hover.delay': 200,
  'workbench.layoutControl.enabled': false,
  'breadcrumbs.enabled': false,
});
const file = path.join(folders.workspace, 'summarize.py');
say(`VS Code ${codeVersion()}: ${installVsix(folders, vsix).split('\n').at(-1)}`);
const server = await startServer(folders);
const browser = await launchBrowser();
let page;
let isPassed = false;
try {
  page = await newPage(browser, { width: 1180, height: 760, scale: 2 });
  const outside = new Set();
  page.on('request', (request) => {
    const { host } = new URL(request.url());
    if (host && host !== server.host) outside.add(host);
  });
  await openFile();
  await seeProblems();
  await seeHover();
  await applyFix();
  if (outside.size > 0) console.log(`other hosts asked for: ${[...outside].join(', ')}`);
  isPassed = true;
} catch (error) {
  console.error(error);
  if (page) await shot(page, 'failure').catch(() => {});
} finally {
  await browser.close();
  await server.stop();
  say(isPassed ? 'the window tests passed' : 'the window tests FAILED');
  removeFolders(folders, isPassed);
  process.exitCode = isPassed ? 0 : 1;
}

async function openFile() {
  const payload = [['openFile', remoteUri(server, file)]];
  await page.goto(pageUrl(server, { query: { folder: folders.workspace }, payload }), { waitUntil: 'commit' });
  await page.waitForSelector('.monaco-editor [class*="squiggly-"]', { timeout: 90_000 });
  say('squiggle');
}

async function seeProblems() {
  await page.keyboard.press('Control+Shift+M');
  await page.waitForSelector('.markers-panel-container .monaco-list-row >> text=missing-service-tier', { timeout: 15_000 });
  await shot(page, '1-problems');
  await page.keyboard.press('Control+Shift+M');
  say('problem listed');
}

function callLine() {
  return page.locator('.monaco-editor .view-line', { hasText: 'chat.completions.create' }).first();
}

async function seeHover() {
  // The side bar takes the room the table needs.
  await page.keyboard.press('Control+b');
  const word = await callLine().locator('span', { hasText: /^create$/ }).last().boundingBox().catch(() => null);
  const line = await callLine().boundingBox();
  const x = word ? word.x + word.width / 2 : line.x + 430;
  await page.mouse.move(x, line.y + line.height / 2);
  await page.waitForSelector('.monaco-hover table >> text=flex', { timeout: 15_000 });
  await page.waitForTimeout(500);
  await shot(page, '2-hover');
  say('hover with a table of tiers');
}

async function applyFix() {
  const line = await callLine().boundingBox();
  await page.mouse.click(line.x + 470, line.y + line.height / 2);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+.');
  await page.waitForSelector('.action-widget >> text=/flex/i', { timeout: 15_000 });
  await page.waitForTimeout(300);
  await shot(page, '3-quick-fixes');
  await page.locator('.action-widget .monaco-list-row', { hasText: /flex/i }).first().click();
  await page.waitForSelector('.monaco-editor .view-line >> text=/service_tier\\s*=\\s*"flex"/', { timeout: 15_000 });
  await page.keyboard.press('Control+s');
  for (const end = Date.now() + 5000; !/service_tier="flex"/.test(fs.readFileSync(file, 'utf8')); await page.waitForTimeout(50)) {
    if (Date.now() > end) throw new Error('the fix did not reach the disk');
  }
  await page.waitForTimeout(600);
  await shot(page, '4-after-fix');
  say('quick fix applied and saved');
}
