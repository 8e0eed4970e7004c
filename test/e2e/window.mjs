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
  page = await newPage(browser, { width: 1120, height: 860, scale: 2 });
  const outside = new Set();
  page.on('request', (request) => {
    const { host } = new URL(request.url());
    if (host && host !== server.host) outside.add(host);
  });
  await openFile();
  await seeProblems();
  await seeHover();
  await applyFix();
  await convertLoop();
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

async function openFile(path = file) {
  const payload = [['openFile', remoteUri(server, path)]];
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

/** The middle of a word in the line of the call, as painted. */
function placeOf(word) {
  return page.evaluate((wanted) => {
    for (const line of document.querySelectorAll('.monaco-editor .view-line')) {
      if (!line.textContent.includes('completions.create')) continue;
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const start = node.data.indexOf(wanted);
        if (start < 0) continue;
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, start + wanted.length);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
    }
    throw new Error(`no ${wanted} in the line of the call`);
  }, word);
}

async function seeHover() {
  // The side bar takes the room the table needs.
  await page.keyboard.press('Control+b');
  await page.waitForTimeout(500);
  const { x, y } = await placeOf('create');
  await page.mouse.move(x, y);
  await page.waitForSelector('.monaco-hover table >> text=flex', { timeout: 15_000 });
  await page.waitForTimeout(500);
  await enlargeHover();
  await shot(page, '2-hover');
  // The picture of the README: `cp test-results/shots/editor.png docs/images/`.
  await page.screenshot({ path: path.join(shots, 'editor.png'), clip: { x: 50, y: 0, width: 1000, height: 820 } });
  say('hover with a table of tiers');
}

/** Pulls the hover's lower edge down, as a reader would who wants to see all of it. */
async function enlargeHover() {
  const { x, y, width, height } = await page.locator('.monaco-resizable-hover').first().boundingBox();
  const [edge, bottom] = [x + width / 2, page.viewportSize().height - 60];
  await page.mouse.move(edge, y + height / 2, { steps: 8 });
  await page.mouse.move(edge, y + height, { steps: 8 });
  await page.mouse.down();
  await page.mouse.move(edge, bottom, { steps: 12 });
  await page.mouse.up();
  await page.mouse.move(edge, y + height / 2, { steps: 4 });
  await page.waitForTimeout(300);
}

/** A window that still loads may take the focus back and close the menu: it is asked for again. */
async function openQuickFixes(wanted) {
  const menu = page.locator('.action-widget', { hasText: wanted });
  for (let left = 3; ; left--) {
    await page.keyboard.press('Control+.');
    try {
      return await menu.waitFor({ timeout: 6000 });
    } catch (error) {
      if (left === 1) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

async function applyFix() {
  await page.keyboard.press('Escape');
  await page.mouse.move(900, 700);
  const { x, y } = await placeOf('create');
  await page.mouse.click(x, y);
  await page.keyboard.press('Escape');
  await openQuickFixes(/flex/i);
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

/** The conversion of a loop is shown as a difference first, and written only when it is accepted. */
async function convertLoop() {
  const loop = path.join(folders.workspace, 'jobs', 'label_reviews.py');
  const before = fs.readFileSync(loop, 'utf8');
  await openFile(loop);
  await page
    .locator('.monaco-editor .view-line', { hasText: 'for review in reviews' })
    .first()
    .click({ position: { x: 20, y: 8 } });
  await openQuickFixes(/Batch job/);
  await page.waitForTimeout(300);
  await shot(page, '5-loop-fixes');
  await page
    .locator('.action-widget .monaco-list-row', { hasText: /Batch job/ })
    .first()
    .click();
  await page.waitForSelector('text=/Refactor Preview/i', { timeout: 15_000 });
  await page.waitForTimeout(800);
  await shot(page, '6-loop-preview');
  if (fs.readFileSync(loop, 'utf8') !== before) throw new Error('the conversion was written before it was accepted');
  // What needs a look is not ticked: the box of the file ticks all its changes.
  await page
    .locator('.bulk-edit-panel .edit-checkbox, .bulk-edit-panel input[type=checkbox], .bulk-edit-panel .monaco-checkbox')
    .first()
    .click();
  await page
    .locator('.monaco-button', { hasText: /^Apply/ })
    .first()
    .click();
  await page.waitForSelector('.monaco-editor .view-line >> text=/run_batch/', { timeout: 15_000 });
  await page.keyboard.press('Control+s');
  for (
    const end = Date.now() + 5000;
    !/from openai_batch import run_batch/.test(fs.readFileSync(loop, 'utf8'));
    await page.waitForTimeout(50)
  ) {
    if (Date.now() > end) throw new Error('the conversion did not reach the disk');
  }
  await shot(page, '7-loop-converted');
  say('loop converted after a look at the difference');
}
