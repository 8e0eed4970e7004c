/** The built server as a process: how soon it speaks, and how much memory it keeps. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { TestClient } from '../lsp/client';
import { pythonFile, typescriptFile } from './corpus';
import { median, type Target } from './measure';

const STARTS = 7;
const OPEN_FILES = 200;

export async function measureServer(): Promise<Target[]> {
  return [
    await firstDiagnostic('app.py', pythonFile(110, 'calls')),
    await firstDiagnostic('app.ts', typescriptFile(110, 'calls')),
    await memory(),
  ];
}

async function firstDiagnostic(name: string, text: string): Promise<Target> {
  const times: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const start = performance.now();
    const client = await TestClient.start();
    const uri = await client.open(name, text);
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length > 0);
    times.push(performance.now() - start);
    await client.stop();
  }
  return {
    name: `spawn to first diagnostic, ${name}`,
    value: median(times),
    limit: 450,
    unit: ' ms',
    note: `median of ${STARTS}, ${text.split('\n').length} lines`,
  };
}

async function memory(): Promise<Target> {
  const client = await TestClient.start();
  const uris: string[] = [];
  for (let i = 0; i < OPEN_FILES; i++) {
    const isPython = i % 2 === 0;
    uris.push(await client.open(isPython ? `a${i}.py` : `b${i}.ts`, isPython ? pythonFile(8, 'calls') : typescriptFile(8, 'calls')));
  }
  for (const uri of uris) await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length > 0);
  const value = residentMegabytes(client.process.pid);
  await client.stop();
  return {
    name: `server memory, ${OPEN_FILES} files open`,
    value,
    limit: 120,
    unit: ' MB',
    note: 'resident, half Python, half TypeScript',
  };
}

function residentMegabytes(pid: number | undefined): number | undefined {
  try {
    const kilobytes =
      process.platform === 'linux'
        ? /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
        : spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
    return Number(kilobytes) / 1024 || undefined;
  } catch {
    return undefined;
  }
}
