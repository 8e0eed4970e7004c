/** Lines and indentation of Python code that is moved about. */
import type { Span } from '../../../text/span';
import { indentAt, lineEnd, lineOf, lineStart } from '../shared/lines';
import { decline } from '../shared/declined';

export { decline } from '../shared/declined';
export { indentAt, lineOf, lineStart } from '../shared/lines';

/** Whether the span starts its line: nothing but white space before it. */
export function startsLine(text: string, { start }: Span): boolean {
  return text.slice(lineStart(text, start), start).trim() === '';
}

/** The whole lines of a statement, a comment behind it and comments directly above it included; declines a statement that shares its lines. */
export function statementLines(text: string, span: Span): Span {
  if (!startsLine(text, span)) return decline(`two statements share line ${lineOf(text, span.start)}`);
  const end = lineEnd(text, span.end);
  if (!/^[ \t]*(#.*)?\r?\n?$/.test(text.slice(span.end, end))) return decline(`two statements share line ${lineOf(text, span.end)}`);
  const indent = indentAt(text, span.start);
  let start = lineStart(text, span.start);
  for (;;) {
    const above = lineStart(text, start - 1);
    if (start === 0 || !text.slice(above, start).startsWith(`${indent}#`)) return { start, end };
    start = above;
  }
}

/** Whether the code has a string that goes over lines: its indentation can't be changed. */
function hasLongString(code: string): boolean {
  return /"""|'''/.test(code);
}

/** The same lines further in or out. Declines where a string over several lines would change with them. */
export function reindent(code: string, from: string, to: string): string {
  if (from === to || !code.includes('\n')) return from !== '' && code.startsWith(from) ? to + code.slice(from.length) : code;
  if (hasLongString(code)) return decline('a string over several lines stands where code has to move in or out');
  return code
    .split('\n')
    .map((line) => (line.startsWith(from) && line.trim() !== '' ? to + line.slice(from.length) : line))
    .join('\n');
}

/** An item put before another one of a list, on a line of its own where that one has one. */
export function beforeItem(text: string, item: Span, added: string): string {
  return startsLine(text, item) ? `${added},${newlineOf(text)}${indentAt(text, item.start)}` : `${added}, `;
}

/** An item put behind another one. */
export function afterItem(text: string, item: Span, added: string): string {
  return startsLine(text, item) ? `,${newlineOf(text)}${indentAt(text, item.start)}${added}` : `, ${added}`;
}

export function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** A target as one item of another: `i, d` needs parentheses, `(i, d)` and `d` do not. */
export function asItem(code: string): string {
  return isBracketed(code) || !/,/.test(code) ? code : `(${code})`;
}

/** Whether the brackets at both ends belong together. */
export function isBracketed(code: string): boolean {
  if (!/^[([]/.test(code) || !/[)\]]$/.test(code)) return false;
  let depth = 0;
  for (let at = 0; at < code.length; at++) {
    if ('([{'.includes(code[at]!)) depth++;
    if (')]}'.includes(code[at]!) && --depth === 0) return at === code.length - 1;
  }
  return false;
}
