/** Batch input files on disk: found by a look at their beginning, read in pieces, so that 200 MB need little memory. */
import { isUtf8 } from 'node:buffer';
import * as fs from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';
import { BatchCheck, type BatchFinding, type BatchSummary } from '../core/batchFile/batchCheck';
import { readBatchLine, type BatchLine } from '../core/batchFile/batchLine';
import { looksLikeBatch, SNIFFED_CHARACTERS } from '../core/batchFile/looksLikeBatch';
import type { Catalog } from '../core/catalog/catalog';

/** Whether the file begins like Batch input. Reads 16 kB of it. @throws Error from the file system. */
export function beginsLikeBatch(path: string): boolean {
  const descriptor = fs.openSync(path, fs.constants.O_RDONLY | ((fs.constants.O_NONBLOCK as number | undefined) ?? 0));
  try {
    const beginning = Buffer.allocUnsafe(SNIFFED_CHARACTERS);
    const read = fs.readSync(descriptor, beginning, 0, beginning.length, null);
    return looksLikeBatch(beginning.toString('utf8', 0, read));
  } finally {
    fs.closeSync(descriptor);
  }
}

/** A line as it stands in the file. */
export interface RawLine {
  /** Without the line end. */
  readonly bytes: Buffer;
  /** With the line end. */
  readonly size: number;
}

const PIECE = 1024 * 1024;
/** A longer line is cut off, and so reported as no JSON: no file that may be uploaded has one. */
const LONGEST_LINE = 256 * 1024 * 1024;

/** The lines of a file, one after the other. @throws Error from the file system. */
export async function* linesOf(path: string): AsyncGenerator<readonly RawLine[]> {
  const descriptor = fs.openSync(path, 'r');
  try {
    let rest: Buffer[] = [];
    let restSize = 0;
    for (;;) {
      const piece = Buffer.allocUnsafe(PIECE);
      const read = fs.readSync(descriptor, piece, 0, PIECE, null);
      if (read === 0) break;
      const lines: RawLine[] = [];
      let start = 0;
      for (let end = piece.indexOf(10); end >= 0 && end < read; end = piece.indexOf(10, start)) {
        lines.push(lineOf([...rest, piece.subarray(start, end)], restSize + end - start + 1));
        rest = [];
        restSize = 0;
        start = end + 1;
      }
      if (restSize < LONGEST_LINE && start < read) rest.push(piece.subarray(start, read));
      restSize += read - start;
      yield lines;
      // Lets an interrupt be heard.
      await breathe();
    }
    if (restSize > 0) yield [lineOf(rest, restSize)];
  } finally {
    fs.closeSync(descriptor);
  }
}

function lineOf(parts: readonly Buffer[], size: number): RawLine {
  const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  return { bytes: bytes.at(-1) === 13 ? bytes.subarray(0, -1) : bytes, size };
}

export interface CheckedLine extends RawLine {
  readonly line: BatchLine;
}

export interface CheckedBatchFile {
  readonly findings: readonly BatchFinding[];
  readonly summary: BatchSummary;
}

/**
 * Checks a file as Batch input, whatever its beginning looks like. `visit` sees every line, `today` is an ISO date.
 * @throws Error from the file system, or from `visit`.
 */
export async function checkBatchFile(
  path: string,
  options: { readonly catalog: Catalog; readonly today: string },
  visit?: (line: CheckedLine) => void,
): Promise<CheckedBatchFile> {
  const check = new BatchCheck(options);
  for await (const lines of linesOf(path)) for (const raw of lines) checkLine(check, raw, visit);
  return { findings: check.findings(), summary: check.summary() };
}

/** The same of what is to become of a file. */
export function checkBatchBytes(bytes: Buffer, options: { readonly catalog: Catalog; readonly today: string }): CheckedBatchFile {
  const check = new BatchCheck(options);
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(10, start);
    const next = end < 0 ? bytes.length : end + 1;
    checkLine(check, lineOf([bytes.subarray(start, end < 0 ? next : end)], next - start));
    start = next;
  }
  return { findings: check.findings(), summary: check.summary() };
}

function checkLine(check: BatchCheck, raw: RawLine, visit?: (line: CheckedLine) => void): void {
  const text = raw.bytes.toString('utf8');
  const line = readBatchLine(text);
  check.add(text, line, raw.size, isUtf8(raw.bytes));
  visit?.({ ...raw, line });
}
