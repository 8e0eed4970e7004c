// Headless Chromium: E2E_CHROMIUM, or the one of the system, or the one install.sh brought.
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { TOOLS } from './codeServer.mjs';

const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update'],
  ...['--disable-sync', '--disable-dev-shm-usage', '--force-color-profile=srgb', '--lang=en-US'],
];

export async function launchBrowser() {
  const { chromium } = createRequire(path.join(TOOLS, 'package.json'))('playwright-core');
  return chromium.launch({ executablePath: await executable(), headless: true, args: FLAGS });
}

/** A page of a fixed size, twice as sharp for pictures. */
export async function newPage(browser, { width = 1280, height = 800, scale = 1 } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  });
  return context.newPage();
}

async function executable() {
  if (process.env.E2E_CHROMIUM) return process.env.E2E_CHROMIUM;
  if (fs.existsSync('/usr/bin/chromium')) return '/usr/bin/chromium';
  const require = createRequire(path.join(TOOLS, 'package.json'));
  // It unpacks itself into the folder for temporary files, and trusts what lies there: give it a folder of its own.
  const folder = path.join(TOOLS, '.browser');
  fs.mkdirSync(folder, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const { default: packed } = await import(pathToFileURL(require.resolve('@sparticuz/chromium')));
    return await packed.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
