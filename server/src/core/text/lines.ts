/** Lines of a text whose line ends are LF, CRLF or, in the oldest files, CR. */

/** Offset of the first character of the line that an offset lies on. */
export function lineStart(text: string, offset: number): number {
  if (offset <= 0) return 0;
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

export type Newline = '\n' | '\r\n' | '\r';

/** The line end a text is written with. */
export function newlineOf(text: string): Newline {
  if (text.includes('\r\n')) return '\r\n';
  return text.includes('\r') && !text.includes('\n') ? '\r' : '\n';
}
