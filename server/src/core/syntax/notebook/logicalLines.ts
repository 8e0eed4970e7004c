import type { Span } from '../../text/span';

/**
 * The first physical line of each logical line of Python code: lines inside brackets and triple-quoted strings, and
 * those after a backslash, are left out. Line ends are not part of a span.
 */
export function logicalLines(source: string): Span[] {
  const lines: Span[] = [];
  let position = 0;
  while (position < source.length) {
    const end = lineEnd(source, position);
    lines.push({ start: position, end });
    // A magic is no Python: its brackets and quotes need not match.
    const rest = /^\s*[%!?]/.test(source.slice(position, end)) ? end : endOfLogicalLine(source, position);
    position = afterLineBreak(source, rest);
  }
  return lines;
}

/** Scans from a logical line's start to its end, past strings, comments and brackets. */
function endOfLogicalLine(source: string, start: number): number {
  let depth = 0;
  let position = start;
  while (position < source.length) {
    const character = source[position]!;
    if (character === '\n' || character === '\r') {
      if (depth === 0) return position;
      position = afterLineBreak(source, position);
    } else if (character === '\\') position = afterLineBreak(source, position + 1);
    else if (character === '#') position = lineEnd(source, position);
    else if (character === '"' || character === "'") position = endOfString(source, position, character);
    else {
      if ('([{'.includes(character)) depth++;
      else if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
      position++;
    }
  }
  return source.length;
}

function endOfString(source: string, start: number, quote: string): number {
  const triple = source.startsWith(quote.repeat(3), start);
  const delimiter = triple ? quote.repeat(3) : quote;
  let position = start + delimiter.length;
  while (position < source.length) {
    if (source[position] === '\\') position += source.startsWith('\r\n', position + 1) ? 3 : 2;
    else if (source.startsWith(delimiter, position)) return position + delimiter.length;
    else if (!triple && (source[position] === '\n' || source[position] === '\r')) return position;
    else position++;
  }
  return source.length;
}

function lineEnd(source: string, from: number): number {
  let position = from;
  while (position < source.length && source[position] !== '\n' && source[position] !== '\r') position++;
  return position;
}

/** The position after a line break, or the next one where there is none. */
function afterLineBreak(source: string, position: number): number {
  return source.startsWith('\r\n', position) ? position + 2 : position + 1;
}
