/** JSON lines on disk, found by a key: files may be larger than what one wants in memory. */
import * as fs from 'node:fs';

export interface LinePlace {
  readonly offset: number;
  readonly length: number;
}

const PIECE = 1024 * 1024;

/** Calls `visit` with each line that is not blank. @throws Error from the file system. */
export function eachLine(path: string, visit: (line: Buffer, place: LinePlace) => void): void {
  const descriptor = fs.openSync(path, 'r');
  try {
    let rest = Buffer.alloc(0);
    let offset = 0;
    for (;;) {
      const piece = Buffer.allocUnsafe(PIECE);
      const read = fs.readSync(descriptor, piece, 0, PIECE, null);
      if (read === 0) break;
      const bytes = rest.length > 0 ? Buffer.concat([rest, piece.subarray(0, read)]) : piece.subarray(0, read);
      let start = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
        give(bytes.subarray(start, end), offset + start, visit);
        start = end + 1;
      }
      rest = bytes.subarray(start);
      offset += start;
    }
    give(rest, offset, visit);
  } finally {
    fs.closeSync(descriptor);
  }
}

function give(line: Buffer, offset: number, visit: (line: Buffer, place: LinePlace) => void): void {
  const bytes = line.at(-1) === 13 ? line.subarray(0, -1) : line;
  if (bytes.some((byte) => byte > 32)) visit(bytes, { offset, length: bytes.length });
}

/** Reads lines at places of an open file. */
export function readAt(descriptor: number, { offset, length }: LinePlace): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  fs.readSync(descriptor, bytes, 0, length, offset);
  return bytes;
}
