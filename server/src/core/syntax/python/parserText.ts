/**
 * What the parser is given instead of the text, of the same length. Its scanner reads all comments and continued lines
 * that follow each other again for every one of them, so a long stretch of them takes time that grows with its square:
 * the parser sees blanks there, and the comments are added to what it finds. A carriage return alone ends a line in
 * Python, but not for the parser.
 */
import type { Span } from '../../text/span';

export interface ParserText {
  readonly text: string;
  /** Comments that the parser does not see, in order. */
  readonly hidden: readonly Span[];
}

const NOTHING: readonly Span[] = [];

/** Stretches of fewer lines cost next to nothing. */
const LONG = 32;
const LONG_STRETCH = new RegExp(`(?:^[ \\t\\f]*(?:#[^\\n]*|\\\\\\r?)\\n\\s*){${LONG}}`, 'm');

export function parserText(text: string): ParserText {
  const lines = text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
  return LONG_STRETCH.test(lines) ? withoutStretches(lines) : { text: lines, hidden: NOTHING };
}

function withoutStretches(text: string): ParserText {
  const comments: Span[] = [];
  const continued: Span[] = [];
  for (const { kind, span } of tokens(text)) (kind === 'comment' ? comments : continued).push(span);
  const hidden = stretches(text, comments).flat();
  const joined = stretches(text, continued).map((stretch) => ({ start: stretch[0]!.end, end: stretch.at(-1)!.end }));
  return { text: blanked(blanked(text, hidden, /[^\r\n]/g), joined, /[^]/g), hidden };
}

interface Token {
  readonly kind: 'comment' | 'continuation';
  readonly span: Span;
}

const MARK = /"""|'''|["'#]|\\\r?\n|\n/g;

/** Comments that have their line to themselves, and lines of a backslash alone, outside of strings. */
function* tokens(text: string): Generator<Token> {
  let lineStart = 0;
  MARK.lastIndex = 0;
  for (let match = MARK.exec(text); match; match = MARK.exec(text)) {
    const start = match.index;
    const mark = match[0];
    const isAlone = (): boolean => isBlank(text, lineStart, start);
    if (mark === '\n') lineStart = start + 1;
    else if (mark === '#') {
      const newline = text.indexOf('\n', start);
      const end = newline < 0 ? text.length : newline;
      if (isAlone()) yield { kind: 'comment', span: { start, end } };
      MARK.lastIndex = end;
    } else if (mark.startsWith('\\')) {
      const end = start + mark.length;
      if (isAlone()) yield { kind: 'continuation', span: { start, end } };
      lineStart = end;
    } else {
      MARK.lastIndex = stringEnd(text, start + mark.length, mark);
    }
  }
}

/** Behind the closing quotes, or where a string that is not closed ends. */
function stringEnd(text: string, from: number, quotes: string): number {
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '\n' && quotes.length === 1) return at;
    else if (character === quotes[0] && text.startsWith(quotes, at)) return at + quotes.length;
  }
  return text.length;
}

/** Long runs of spans with nothing but white space between them. */
function stretches(text: string, spans: readonly Span[]): Span[][] {
  const runs: Span[][] = [];
  for (const span of spans) {
    const run = runs.at(-1);
    if (run && isBlank(text, run.at(-1)!.end, span.start)) run.push(span);
    else runs.push([span]);
  }
  return runs.filter(({ length }) => length >= LONG);
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!/\s/.test(text[at]!)) return false;
  return true;
}

function blanked(text: string, spans: readonly Span[], what: RegExp): string {
  let result = '';
  let at = 0;
  for (const { start, end } of spans) {
    result += text.slice(at, start) + text.slice(start, end).replace(what, ' ');
    at = end;
  }
  return result + text.slice(at);
}
