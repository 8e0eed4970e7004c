import { statSync } from 'node:fs';
import type { Batch } from 'openai/resources/batches';
import type { BatchFinding, BatchSummary } from '../../../core/batchFile/batchCheck';
import { ApiProblem } from '../../../batch';
import type { Colors } from '../../colors';
import { UsageError } from '../../exit';
import { endCleanly } from '../../signals';
import { count } from '../../count';

/** @throws UsageError when the file can't be read. */
export function mustBeFile(file: string): void {
  try {
    if (statSync(file).isFile()) return;
  } catch (error) {
    throw new UsageError(`${file}: ${fileProblem(error)}`);
  }
  throw new UsageError(`${file}: no file`);
}

/** ISO date of today. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

export function fileProblem(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return 'no such file';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ENOSPC':
      return 'the disk is full; nothing was left behind';
    case 'EROFS':
      return 'the disk can only be read';
    default:
      return code ?? message;
  }
}

/** Problems of the API as the wrong usage, in one line, that the command line tells of with exit code 2. */
export async function talking<T>(work: () => Promise<T>): Promise<T> {
  endCleanly();
  try {
    return await work();
  } catch (error) {
    throw error instanceof ApiProblem ? new UsageError(error.message) : error;
  }
}

export function findingLine(file: string, { line, span, severity, message }: BatchFinding, colors: Colors): string {
  return `${colors.path(`${file}:${line + 1}:${span.start + 1}`)}  ${colors.severity(severity, severity)}  ${message}\n`;
}

/** `3 requests to /v1/responses, gpt-5.4, 1.2 kB`. */
export function describe({ requests, urls, models, bytes }: BatchSummary): string {
  return [
    `${count(requests, 'request')}${urls.length > 0 ? ` to ${listed(urls)}` : ''}`,
    ...(models.length > 0 ? [listed(models)] : []),
    size(bytes),
  ].join(', ');
}

function listed(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and others` : names.join(', ');
}

export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** `12 of 40 done, 1 failed`. */
export function progress({ request_counts: counts }: Batch): string {
  if (!counts || counts.total === 0) return '';
  return `${counts.completed} of ${counts.total} done${counts.failed > 0 ? `, ${counts.failed} failed` : ''}`;
}

/** A whole number of at least 1. @throws UsageError */
export function wholeNumber(name: string): (text: string) => number {
  return (text) => {
    const match = /^(\d+(?:\.\d+)?)([kM]?)$/.exec(text);
    const value = match ? Number(match[1]) * ({ k: 1000, M: 1_000_000 }[match[2]!] ?? 1) : NaN;
    if (!Number.isInteger(value) || value < 1)
      throw new UsageError(`${name} takes a whole number from 1, such as 500 or 10k: not "${text}"`);
    return value;
  };
}
