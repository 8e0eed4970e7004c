// Runs commands one after another, says what it does, and stops at the first that fails.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import * as path from 'node:path';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Runs one command in the project's folder; ends the process with a clear message when it fails. */
export function step(title, command, args, { env = {}, allow = [0] } = {}) {
  console.log(`\n> ${title}`);
  const started = Date.now();
  const { status, error, signal } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  if (error) fail(`${title}: ${command} could not be started (${error.message}).`);
  if (signal) fail(`${title}: ended by ${signal}.`);
  if (!allow.includes(status))
    fail(`${title}: failed with exit code ${status}. The lines above say why; run "${command} ${args.join(' ')}" alone to see it again.`);
  console.log(`  done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return status;
}

/**
 * Starts a command beside the steps that follow; what it returns waits for the end, shows what the command said, and ends the
 * process when it failed. It writes to a file: nobody reads a pipe while a step runs.
 */
export function startStep(title, command, args) {
  console.log(`\n> ${title} (beside what follows)`);
  const started = Date.now();
  const folder = mkdtempSync(path.join(tmpdir(), 'tierlint-step-'));
  const log = path.join(folder, 'log');
  const file = openSync(log, 'w');
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', file, file], shell: process.platform === 'win32' });
  closeSync(file);
  process.once('exit', () => child.kill());
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(code === 0 ? undefined : (signal ?? `exit code ${code}`)));
  }).then((problem) => ({ problem, seconds: (Date.now() - started) / 1000 }));
  return async () => {
    console.log(`\n> ${title}`);
    const { problem, seconds } = await ended;
    process.stdout.write(readFileSync(log, 'utf8'));
    rmSync(folder, { recursive: true, force: true });
    if (problem)
      fail(`${title}: failed with ${problem}. The lines above say why; run "${command} ${args.join(' ')}" alone to see it again.`);
    console.log(`  done in ${seconds.toFixed(1)} s at most, beside other steps`);
  };
}

export function fail(message) {
  console.error(`\ntierlint: ${message}`);
  process.exit(1);
}

/** Installs the npm packages when they are missing or older than the lock file. */
export function installPackages() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) fail(`Node ${process.versions.node} is too old: Node 20.11 or newer is needed.`);
  const marker = path.join(ROOT, 'node_modules/.package-lock.json');
  const lock = path.join(ROOT, 'package-lock.json');
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync(lock).mtimeMs) return;
  step('Install the npm packages', 'npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']);
}

export function manifest() {
  return JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
}
