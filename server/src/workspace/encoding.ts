import { isUtf8 } from 'node:buffer';

type Encoding = 'utf-8' | 'utf-16le' | 'latin1';

/** The text of a file and what is needed to write it back byte for byte where it was not edited. */
export interface DecodedText {
  /** Without the byte order mark: editors show and count none. */
  readonly text: string;
  readonly encoding: Encoding;
  readonly hasByteOrderMark: boolean;
}

/** A NUL this early means no text, by the rule git uses. */
const SNIFFED_BYTES = 8000;

/**
 * Bytes as text; undefined when they are no text. What is not valid UTF-8 is read as Latin-1, which maps every byte to
 * one character and back: whatever the encoding really is, an edit in ASCII leaves all other bytes as they were.
 */
export function decode(bytes: Buffer): DecodedText | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return bytes.length % 2 === 0 ? { text: bytes.toString('utf16le', 2), encoding: 'utf-16le', hasByteOrderMark: true } : undefined;
  }
  if (isBinary(bytes)) return undefined;
  if (!isUtf8(bytes)) return { text: bytes.toString('latin1'), encoding: 'latin1', hasByteOrderMark: false };
  const hasByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { text: bytes.toString('utf8', hasByteOrderMark ? 3 : 0), encoding: 'utf-8', hasByteOrderMark };
}

/** The bytes of a text in the encoding it was read in; undefined when the encoding can't hold it. */
export function encode(text: string, { encoding, hasByteOrderMark }: Omit<DecodedText, 'text'>): Buffer | undefined {
  if (encoding === 'utf-16le') return Buffer.from((hasByteOrderMark ? '\ufeff' : '') + text, 'utf16le');
  if (encoding === 'utf-8') return Buffer.from((hasByteOrderMark ? '\ufeff' : '') + text, 'utf8');
  const bytes = Buffer.from(text, 'latin1');
  return bytes.toString('latin1') === text ? bytes : undefined;
}

export function isBinary(bytes: Buffer): boolean {
  const nul = bytes.indexOf(0);
  return nul >= 0 && nul < SNIFFED_BYTES;
}
