/** Reads and writes the file of a baseline. */
import { readFileSync } from 'node:fs';
import { writeWhole } from '../../workspace/writeFile';
import { UsageError } from '../exit';
import { shown } from '../input';
import type { BaselineEntry } from './baseline';

const VERSION = 1;
const RETRY = 'write it anew with --write-baseline';

/** @throws UsageError when there is no such file, or it is no baseline. */
export function readBaseline(file: string): readonly BaselineEntry[] {
  const entries = readIfThere(file);
  if (!entries) throw new UsageError(`no baseline ${shown(file)}; ${RETRY}`);
  return entries;
}

/** Undefined when there is no such file. @throws UsageError when it is no baseline. */
export function readIfThere(file: string): readonly BaselineEntry[] | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new UsageError(`can't read the baseline ${shown(file)}: ${code ?? 'unknown error'}`);
  }
  return parse(text, file);
}

function parse(text: string, file: string): readonly BaselineEntry[] {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new UsageError(`${shown(file)} is no JSON; ${RETRY}`);
  }
  const { version, findings } = (typeof json === 'object' && json !== null ? json : {}) as { version?: unknown; findings?: unknown };
  if (typeof version === 'number' && version > VERSION)
    throw new UsageError(`${shown(file)} was written by a newer Tierlint; update, or ${RETRY}`);
  if (version !== VERSION || !Array.isArray(findings) || !findings.every(isEntry))
    throw new UsageError(`${shown(file)} is no baseline; ${RETRY}`);
  return findings;
}

function isEntry(value: unknown): value is BaselineEntry {
  const { rule, path, fingerprint } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return typeof rule === 'string' && typeof path === 'string' && typeof fingerprint === 'string';
}

/** One entry a line, so that a change of the baseline reads well in review. @throws UsageError when it can't be written. */
export function writeBaseline(file: string, entries: readonly BaselineEntry[]): void {
  const lines = entries.map(({ rule, path, fingerprint }) => `    ${JSON.stringify({ rule, path, fingerprint })}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  try {
    writeWhole(file, `{\n  "version": ${VERSION},\n  "findings": ${list}\n}\n`);
  } catch (error) {
    throw new UsageError(`can't write the baseline ${shown(file)}: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}`);
  }
}
