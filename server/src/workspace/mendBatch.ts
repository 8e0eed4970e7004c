/** Batch input files put right on disk: how lines are written, not what they ask for. */
import { isUtf8 } from 'node:buffer';
import * as fs from 'node:fs';
import { BatchMender } from '../core/batchFile/batchMender';
import { linesOf } from './batchFile';
import { writeAtomically, type Replaced } from './writeFile';

/** Larger files can't be uploaded and are not rewritten. */
const LARGEST = 256 * 1024 * 1024;

/** A file as it is and as it is to be; nothing is written before `save`. */
export class MendedBatch {
  readonly isNew = false;

  constructor(
    readonly path: string,
    /** Lines, or runs of lines, that were changed. */
    readonly changed: number,
    private readonly before: Buffer,
    readonly after: Buffer,
  ) {}

  get beforeAndAfter(): readonly [before: string, after: string] {
    return [this.before.toString('utf8'), this.after.toString('utf8')];
  }

  encode(text: string): Uint8Array {
    return Buffer.from(text);
  }

  /** @throws Error when the file changed meanwhile or can't be written. */
  save(): Replaced {
    if (!fs.readFileSync(this.path).equals(this.before)) throw new Error('it changed while it was fixed');
    return writeAtomically(this.path, this.after);
  }
}

/** What becomes of a file; undefined where nothing can be put right without guessing. @throws Error from the file system. */
export async function mendBatch(path: string): Promise<MendedBatch | undefined> {
  if (fs.statSync(path).size > LARGEST) return undefined;
  const before = fs.readFileSync(path);
  // What is read as text and written again would lose its bytes.
  if (!isUtf8(before)) return undefined;
  const lineEnd = before.subarray(0, before.indexOf(10) + 1).at(-2) === 13 ? '\r\n' : '\n';
  const mender = new BatchMender(lineEnd);
  const after: Buffer[] = [];
  const keep = (lines: readonly string[]): void => {
    if (lines.length > 0) after.push(Buffer.from(lines.map((line) => `${line}${lineEnd}`).join('')));
  };
  for await (const lines of linesOf(path)) keep(lines.flatMap(({ bytes }) => mender.add(bytes.toString('utf8'))));
  keep(mender.end());
  return mender.changed === 0 ? undefined : new MendedBatch(path, mender.changed, before, Buffer.concat(after));
}
