/** Braces in globs: `{a,b/c}`, `{1..3}`, nested ones too. */
import { GlobError } from './globSegment';

/** What braces may stand for, all in all: beyond this a glob is no glob that a person wrote. */
const MOST_ALTERNATIVES = 500;

/** The globs without braces that one with braces stands for. @throws GlobError */
export function expandBraces(pattern: string): readonly string[] {
  if (!pattern.includes('{')) return [pattern];
  const { texts, end } = expand(pattern, 0, false);
  if (end < pattern.length) throw new GlobError('an opening { is missing');
  return texts;
}

interface Expanded {
  readonly texts: readonly string[];
  readonly end: number;
}

/** Reads up to the end, within braces up to a comma or the closing one. */
function expand(pattern: string, from: number, isInside: boolean): Expanded {
  let texts: readonly string[] = [''];
  let at = from;
  const append = (pieces: readonly string[]): void => {
    if (texts.length * pieces.length > MOST_ALTERNATIVES) throw new GlobError(`its braces stand for more than ${MOST_ALTERNATIVES} globs`);
    texts = texts.flatMap((text) => pieces.map((piece) => text + piece));
  };
  let plain = at;
  const flush = (): void => {
    if (plain < at) append([pattern.slice(plain, at)]);
  };
  while (at < pattern.length) {
    const character = pattern[at]!;
    if (isInside && (character === ',' || character === '}')) break;
    if (character === '\\') at += 2;
    else if (character !== '{') at++;
    else {
      flush();
      const alternatives = readAlternatives(pattern, at);
      append(alternatives.texts);
      plain = at = alternatives.end;
    }
  }
  at = Math.min(at, pattern.length);
  flush();
  return { texts, end: at };
}

function readAlternatives(pattern: string, open: number): Expanded {
  const range = /^\{(-?\d{1,6}|\w)\.\.(-?\d{1,6}|\w)\}/.exec(pattern.slice(open, open + 20));
  if (range) return { texts: rangeOf(range[1]!, range[2]!), end: open + range[0].length };
  const texts: string[] = [];
  let at = open;
  do {
    const part = expand(pattern, at + 1, true);
    texts.push(...part.texts);
    at = part.end;
  } while (pattern[at] === ',');
  if (pattern[at] !== '}') throw new GlobError('a closing } is missing');
  // One thing in braces is itself, braces included.
  return { texts: texts.length === 1 ? texts.map((text) => `\\{${text}\\}`) : texts, end: at + 1 };
}

function rangeOf(first: string, last: string): readonly string[] {
  const isNumeric = /\d$/.test(first) && /\d$/.test(last);
  const [from, to] = isNumeric ? [Number(first), Number(last)] : [first.charCodeAt(0), last.charCodeAt(0)];
  const step = from <= to ? 1 : -1;
  const count = Math.abs(to - from) + 1;
  if (count > MOST_ALTERNATIVES) throw new GlobError(`its braces stand for more than ${MOST_ALTERNATIVES} globs`);
  return Array.from({ length: count }, (_, i) => (isNumeric ? String(from + i * step) : String.fromCharCode(from + i * step)));
}
