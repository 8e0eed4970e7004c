/** The heads of statements round a place, read off the text: cheaper than a tree, and enough to weigh signs by. */

/** What ends a block: less indentation, or its brace. */
export type Blocks = 'indented' | 'braced';

const READERS: Readonly<Record<Blocks, (text: string, offset: number, words: string) => readonly string[]>> = {
  indented: (text, offset, words) => indentedHeads(text, offset, new RegExp(`^(?:async\\s+)?(?:${words})\\b`)),
  braced: bracedHeads,
};

/** Of the statements that begin with one of the words (`for|while`, `if`) and hold the offset within its function, innermost first. */
export function headsRound(text: string, blocks: Blocks, offset: number, words: string): readonly string[] {
  return READERS[blocks](text, offset, words);
}

const MOST_LINES = 600;

/** Lines above that are less and less indented, up to the function's own. */
function indentedHeads(text: string, offset: number, wanted: RegExp): readonly string[] {
  const found: string[] = [];
  let lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  let indent = indentAt(text, lineStart);
  for (let lines = 0; lineStart > 0 && indent > 0 && lines < MOST_LINES; lines++) {
    lineStart = text.lastIndexOf('\n', lineStart - 2) + 1;
    const own = indentAt(text, lineStart);
    const first = text[lineStart + own];
    if (own >= indent || first === '\n' || first === '\r' || first === '#' || first === ')') continue;
    indent = own;
    const line = text.slice(lineStart + own, lineEnd(text, lineStart));
    if (wanted.test(line)) found.push(line.trimEnd());
    if (/^(?:async\s+)?def\b|^class\b/.test(line)) break;
  }
  return found;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function indentAt(text: string, lineStart: number): number {
  let at = lineStart;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at - lineStart;
}

const FARTHEST = 6000;

/** Statements whose braces hold the offset. Strings with braces in them may mislead it, at the price of one sign. */
function bracedHeads(text: string, offset: number, words: string): readonly string[] {
  const found: string[] = [];
  const from = Math.max(0, offset - FARTHEST);
  for (const match of text.slice(from, offset).matchAll(new RegExp(`\\b(?:${words})\\b(?:\\s+await)?\\s*\\(`, 'g'))) {
    const start = from + match.index;
    const close = closing(text, start + match[0].length - 1, '(', ')');
    if (close < 0 || close >= offset) continue;
    const brace = /^\s*\{/.exec(text.slice(close + 1, close + 40));
    const end = brace ? closing(text, close + brace[0].length, '{', '}') : text.indexOf(';', close) + 1 || text.length;
    if (end > offset && !opensFunction(text.slice(close, offset))) found.unshift(text.slice(start, close + 1));
  }
  return found;
}

/** A named function begun inside and not ended runs when it is called; a callback runs there. */
function opensFunction(between: string): boolean {
  return /\bfunction\s+\w+\s*\([^)]*\)\s*\{[^}]*$/.test(between);
}

/** Where the bracket at an offset is closed; -1: nowhere. */
function closing(text: string, from: number, open: string, close: string): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === open) depth++;
    else if (text[at] === close && --depth === 0) return at;
  }
  return -1;
}
