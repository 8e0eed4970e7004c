/** Adds items at the end of an argument list or an object literal, in the way it is laid out already. */
import type { Expression } from '../syntax/expression';
import type { Span } from '../text/span';
import { insertion, type TextEdit } from '../text/textEdit';

export interface ListLayout {
  readonly text: string;
  /** From the opening to the closing bracket, both included. */
  readonly brackets: Span;
  /** The items there are, in order. */
  readonly items: readonly Span[];
  /** Start of a comment to the end of its line: `#` or `//`. */
  readonly lineComment: '#' | '//';
  /** Spaces inside the brackets of a one-line object literal: `{ a: 1 }`. */
  readonly padding: '' | ' ';
  readonly newline: string;
}

/** Edits that append the items; undefined when the closing bracket is not there (half-typed code). */
export function appendItems(layout: ListLayout, added: readonly string[]): readonly TextEdit[] | undefined {
  const { text, brackets, items, padding, newline } = layout;
  const close = brackets.end - 1;
  if (!')}]'.includes(text[close] ?? '\0') || brackets.end - brackets.start < 2) return undefined;
  const last = items[items.length - 1];
  if (!last) {
    const inner = text.slice(brackets.start + 1, close);
    const padded = padding !== '' && inner.trim() === '' ? `${padding}${added.join(', ')}${padding}` : added.join(', ');
    return inner.trim() === '' ? [{ span: { start: brackets.start + 1, end: close }, newText: padded }] : undefined;
  }
  const comma = findComma(layout, last.end, close);
  const lineStart = text.lastIndexOf('\n', last.start - 1) + 1;
  const closesOnOwnLine = text.slice(text.lastIndexOf('\n', close) + 1, close).trim() === '' && text.lastIndexOf('\n', close) >= last.end;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, last.start))![0];
  const onOwnLine =
    lineStart > brackets.start &&
    (lineStart + indent.length === last.start || (closesOnOwnLine && items.some((item) => item.start === lineStart + indent.length)));
  if (!onOwnLine) return inline(last, comma, added);
  const separator = `,${newline}${indent}`;
  if (!closesOnOwnLine) {
    if (comma !== undefined) return [insertion(comma + 1, `${newline}${indent}${added.join(separator)},`)];
    return [insertion(last.end, `${separator}${added.join(separator)}`)];
  }
  // After a trailing comment on the last item's line, so that it stays with its item.
  const lineEnd = endOfLine(text, pastBlockComments(layout, comma ?? last.end, close), close);
  const lines = `${newline}${indent}${added.join(separator)}`;
  if (comma !== undefined) return [insertion(lineEnd, `${lines},`)];
  return lineEnd === last.end ? [insertion(last.end, `,${lines}`)] : [insertion(last.end, ','), insertion(lineEnd, lines)];
}

function inline(last: Span, comma: number | undefined, added: readonly string[]): readonly TextEdit[] {
  if (comma === undefined) return [insertion(last.end, `, ${added.join(', ')}`)];
  return [insertion(comma + 1, ` ${added.join(', ')},`)];
}

/** Puts another value in the place of one. A shorthand property, `{ timeout }`, becomes `{ timeout: value }`. */
export function replacement(text: string, written: Expression, key: string, value: string): TextEdit {
  const isShorthand =
    written.kind === 'name' &&
    written.name === key &&
    /[{,]\s*$/.test(text.slice(Math.max(0, written.span.start - 200), written.span.start));
  return { span: written.span, newText: isShorthand ? `${key}: ${value}` : value };
}

/** Offset of the comma after the last item, comments passed over. */
function findComma({ text, lineComment }: ListLayout, from: number, to: number): number | undefined {
  for (let at = from; at < to; at++) {
    if (text[at] === ',') return at;
    if (text.startsWith(lineComment, at)) at = endOfLine(text, at, to) - 1;
    else if (lineComment === '//' && text.startsWith('/*', at)) at = Math.max(at, text.indexOf('*/', at) + 1);
  }
  return undefined;
}

/** A block comment that starts on the line and ends on a later one belongs to it. */
function pastBlockComments({ text, lineComment }: ListLayout, from: number, to: number): number {
  if (lineComment !== '//') return from;
  for (let at = from; at < to && text[at] !== '\n' && !text.startsWith('//', at); at++) {
    if (!text.startsWith('/*', at)) continue;
    at = text.indexOf('*/', at) + 1;
    from = at;
  }
  return from;
}

/** End of the line an offset lies in, the line end and a carriage return before it not included; at most `limit`. */
function endOfLine(text: string, from: number, limit: number): number {
  const newline = text.indexOf('\n', from);
  let end = newline < 0 ? limit : Math.min(newline, limit);
  while (end > from && /[\r\t ]/.test(text[end - 1]!)) end--;
  return end;
}
