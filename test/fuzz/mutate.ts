/** Changes programs the way people and generators do: a piece goes, comes twice, moves, or another program's takes its place. */
import type { Random } from '../core/syntax/random';

const TOKENS = [
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  ':',
  '=',
  '=>',
  '.',
  '"',
  "'",
  '`',
  '"""',
  '#',
  '//',
  '/*',
  '*/',
  '\\',
  '\n',
  '\r',
  '\r\n',
  '\t',
  '    ',
  '\ufeff',
  '\u2028',
  '😀',
  '\0',
];
const WORDS = [
  'await ',
  'async ',
  'yield ',
  '(yield)',
  'lambda: ',
  'for x in y: ',
  'if True: ',
  'return ',
  'client!',
  '?.',
  '...',
  '**kwargs',
  '*args',
  'service_tier="flex", ',
  'timeout=1, ',
  "service_tier: 'flex', ",
  '# tier: flex\n',
  '// tier: ignore\n',
  'f"{',
  '${',
  '<div>',
  ' as any',
  ' satisfies X',
  'with_options(timeout=5).',
  '["responses"]',
];
const OPEN = '([{';
const CLOSE = ')]}';

/** One to four changes. `others` lend pieces. */
export function mutate(text: string, others: readonly string[], random: Random): string {
  let result = text;
  for (let i = random.below(4); i >= 0; i--) result = CHANGES[random.below(CHANGES.length)]!(result, others, random);
  return result.slice(0, 60_000);
}

type Change = (text: string, others: readonly string[], random: Random) => string;

const CHANGES: readonly Change[] = [
  // A line goes, comes twice, or changes places with another.
  (text, _, random) => onLines(text, (lines) => lines.splice(random.below(lines.length), 1 + random.below(3))),
  (text, _, random) => onLines(text, (lines) => lines.splice(random.below(lines.length), 0, lines[random.below(lines.length)]!)),
  (text, _, random) =>
    onLines(text, (lines) => {
      const [a, b] = [random.below(lines.length), random.below(lines.length)];
      [lines[a], lines[b]] = [lines[b]!, lines[a]!];
    }),
  // What stands in brackets is another program's.
  (text, others, random) => {
    const piece = bracketed(text, random);
    const other = random.pick(others);
    const lent = bracketed(other, random);
    return piece && lent ? text.slice(0, piece[0]) + other.slice(...lent) + text.slice(piece[1]) : text;
  },
  (text, _, random) => {
    const piece = bracketed(text, random);
    return piece ? text.slice(0, piece[0] + 1) + text.slice(piece[1] - 1) : text;
  },
  // Something is typed, or rubbed out.
  (text, _, random) => insertAt(text, border(text, random), random.pick(TOKENS)),
  (text, _, random) => insertAt(text, border(text, random), random.pick(WORDS)),
  (text, _, random) => {
    const at = border(text, random);
    return text.slice(0, at) + text.slice(at + 1 + random.below(12));
  },
  // Other line ends and other indentation.
  (text, _, random) => text.replaceAll('\r\n', '\n').replaceAll('\n', random.pick(['\r\n', '\r', '\n'])),
  (text, _, random) => text.replace(/^ {4}/gm, random.pick(['\t', '  ', '   '])),
  (text) => `#!/usr/bin/env x\n${text}`,
];

function onLines(text: string, change: (lines: string[]) => unknown): string {
  const lines = text.split('\n');
  change(lines);
  return lines.join('\n');
}

function insertAt(text: string, at: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at);
}

/** An offset where a word begins or ends. */
function border(text: string, random: Random): number {
  let at = random.below(text.length + 1);
  while (at < text.length && /\w/.test(text[at]!) && /\w/.test(text[at - 1] ?? ' ')) at++;
  return at;
}

/** Brackets that belong together, from some place on. */
function bracketed(text: string, random: Random): [number, number] | undefined {
  let start = random.below(text.length + 1);
  while (start < text.length && !OPEN.includes(text[start]!)) start++;
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (OPEN.includes(text[at]!)) depth++;
    else if (CLOSE.includes(text[at]!) && --depth === 0) return [start, at + 1];
  }
  return undefined;
}
