/**
 * The note beside a Batch input file of what was submitted: `requests.jsonl.batch.json`. Written before and after each
 * step that costs something, so that a command that was interrupted goes on instead of paying twice.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isRecord } from './answers';
import { ApiProblem } from './apiProblem';

export interface BatchRecord {
  readonly version: 1;
  /** SHA-256 of the file that was submitted. */
  readonly sha256: string;
  readonly endpoint: string;
  readonly inputFileId?: string;
  readonly batchId?: string;
  /** ISO date and time. */
  readonly submittedAt?: string;
}

export function recordPath(file: string): string {
  return `${file}.batch.json`;
}

/** The note of a file; undefined when it was never submitted. @throws ApiProblem when the note can't be read. */
export function readRecord(file: string): BatchRecord | undefined {
  const path = recordPath(file);
  if (!existsSync(path)) return undefined;
  try {
    const record = JSON.parse(readFileSync(path, 'utf8')) as unknown;
    const isNote = isRecord(record) && record.version === 1 && isText(record.sha256) && isText(record.endpoint);
    if (isNote && isId(record.inputFileId) && isId(record.batchId)) return record as unknown as BatchRecord;
  } catch {
    // Said below.
  }
  throw new ApiProblem(`${path} is no note of a submitted batch: move it away to submit the file anew`);
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isId = (value: unknown): boolean => value === undefined || isText(value);

export function writeRecord(file: string, record: BatchRecord): void {
  const path = recordPath(file);
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, `${JSON.stringify(record, null, 2)}\n`);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

export async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
