/** Lines and indentation of Python code that is moved about. */
import type { Span } from '../../../text/span';

/** Where code can't be taken apart by lines: said to the reader. */
export class Refusal extends Error {}

export function refuse(reason: string): never {
  throw new Refusal(reason);
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The offset after the line break that ends the line, or the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}

/** 1-based. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** White space before the first character of the line. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))![0];
}

/** Whether the span starts its line: nothing but white space before it. */
export function startsLine(text: string, { start }: Span): boolean {
  return text.slice(lineStart(text, start), start).trim() === '';
}

/** The whole lines of a statement, a comment behind it and comments directly above it included; refuses a statement that shares its lines. */
export function statementLines(text: string, span: Span): Span {
  if (!startsLine(text, span)) return refuse(`two statements share line ${lineOf(text, span.start)}`);
  const end = lineEnd(text, span.end);
  if (!/^[ \t]*(#.*)?\r?\n?$/.test(text.slice(span.end, end))) return refuse(`two statements share line ${lineOf(text, span.end)}`);
  const indent = indentAt(text, span.start);
  let start = lineStart(text, span.start);
  for (;;) {
    const above = lineStart(text, start - 1);
    if (start === 0 || !text.slice(above, start).startsWith(`${indent}#`)) return { start, end };
    start = above;
  }
}

/** Whether the code has a string that goes over lines: its indentation can't be changed. */
export function hasLongString(code: string): boolean {
  return /"""|'''/.test(code);
}

/** The same lines further in or out. Refuses where a string over several lines would change with them. */
export function reindent(code: string, from: string, to: string): string {
  if (from === to || !code.includes('\n')) return from !== '' && code.startsWith(from) ? to + code.slice(from.length) : code;
  if (hasLongString(code)) return refuse('a string over several lines stands where code has to move in or out');
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
