/** Lines and indentation of JavaScript code that is moved about. */
import { onceForText } from '../../../text/memo';
import type { Span } from '../../../text/span';
import { lineEnd, lineOf, lineStart } from '../shared/lines';
import { decline } from '../shared/declined';

export { decline } from '../shared/declined';
export { indentAt, lineEnd, lineOf } from '../shared/lines';

/** Whether nothing but white space stands before the offset on its line. */
export function startsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}

/** The step of indentation a file is written with. */
export const indentStep = onceForText((text): string => {
  for (const [, outer = '', inner = ''] of text.matchAll(/^([ \t]*)\S[^\n]*[{([]\r?\n([ \t]+)\S/gm)) {
    if (inner.startsWith(outer) && inner.length > outer.length) return inner.slice(outer.length);
  }
  return '  ';
});

/** The whole lines of a statement, comments directly above it included; declines a statement that shares its lines. */
export function statementLines(text: string, { start, end }: Span): Span {
  const last = lineEnd(text, end);
  if (!startsLine(text, start) || !/^[ \t]*(\/\/.*)?\r?\n?$/.test(text.slice(end, last)))
    decline(`line ${lineOf(text, start)} holds more than one statement`);
  let first = lineStart(text, start);
  while (first > 0) {
    const above = lineStart(text, first - 1);
    if (!/^[ \t]*(\/\/|\/\*[^]*\*\/\s*$)/.test(text.slice(above, first))) break;
    first = above;
  }
  return { start: first, end: last };
}

/** What to cut so that the lines go: with them a blank line that would be left at the start of a block or beside another. */
export function withBlankLine(text: string, lines: Span): Span {
  const next = lineEnd(text, lines.end);
  const isBlank = lines.end < text.length && text.slice(lines.end, next).trim() === '';
  const before = text.slice(lineStart(text, lines.start - 1), lines.start).trim();
  return isBlank && (before === '' || /[{(]$/.test(before)) ? { start: lines.start, end: next } : lines;
}

/** The code with its lines moved from one indentation to another; the text of template literals stays as it is. */
export function reindent(code: string, from: string, to: string): string {
  if (from === to || !code.includes('\n')) return code;
  const fixed = linesWithinTemplates(code);
  return code
    .split('\n')
    .map((line, index) =>
      index === 0 || fixed.has(index) || line.trim() === '' ? line : line.startsWith(from) ? to + line.slice(from.length) : line,
    )
    .join('\n');
}

/** Indices of lines that start within the text of a template literal. */
function linesWithinTemplates(code: string): ReadonlySet<number> {
  const found = new Set<number>();
  // What encloses the current place: a template's text, or a brace of code within one.
  const stack: ('`' | '{')[] = [];
  let line = 0;
  for (let at = 0; at < code.length; at++) {
    const c = code[at]!;
    const inTemplate = stack[stack.length - 1] === '`';
    if (c === '\n') {
      line++;
      if (inTemplate) found.add(line);
    } else if (inTemplate) {
      if (c === '\\') at++;
      else if (c === '`') stack.pop();
      else if (c === '$' && code[at + 1] === '{') {
        stack.push('{');
        at++;
      }
    } else if (c === '`') stack.push('`');
    else if (c === '{') stack.push('{');
    else if (c === '}') stack.pop();
    else if (c === '"' || c === "'") at = stringEnd(code, at);
    else if (c === '/' && (code[at + 1] === '/' || code[at + 1] === '*')) {
      const end = code.indexOf(code[at + 1] === '/' ? '\n' : '*/', at + 2);
      const until = end < 0 ? code.length : end;
      line += code.slice(at, until).split('\n').length - 1;
      at = until - 1;
    }
  }
  return found;
}

function stringEnd(code: string, start: number): number {
  for (let at = start + 1; at < code.length && code[at] !== '\n'; at++) {
    if (code[at] === '\\') at++;
    else if (code[at] === code[start]) return at;
  }
  return start;
}
