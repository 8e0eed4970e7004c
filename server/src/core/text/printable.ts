/**
 * Text that a user's code, file names or a server brought, made harmless for where it is shown. Names of files and
 * literals may hold anything: line ends that begin a line of their own, escape sequences of terminals, commands of CI
 * systems, Markdown.
 */

/** C0 and C1 controls, DEL, line and paragraph separators, and what turns the direction of text round. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** `##[command]` and `##vso[command]` are read by CI systems wherever they stand in a line. */
const CI_COMMAND = /##(?=[\w.-]*\[)/g;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The text on one line, with its control characters spelled out (`\n`, `\x1b`), and no command of a CI system. */
export function printable(text: string): string {
  return text
    .replace(CONTROL, escapeCharacter)
    .replace(LONE_SURROGATE, escapeCharacter)
    .replace(CI_COMMAND, '#\\x23')
    .replace(/^( *):(?=:)/, '$1\\x3a');
}

/** Plain data with every string in it, names of properties apart, made `printable`. */
export function printableData<T>(data: T): T {
  if (typeof data === 'string') return printable(data) as T;
  if (Array.isArray(data)) return data.map(printableData) as T;
  if (data === null || typeof data !== 'object') return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, printableData(value)])) as T;
}

/**
 * Text as Markdown shows it, on one line, in a cell of a table too: no image, link, mention, HTML or markup of its own.
 * Code between backticks stays code.
 */
export function markdownText(text: string): string {
  const line = printable(text);
  let result = '';
  let at = 0;
  for (const { start, end } of codeSpans(line)) {
    const code = line.slice(start, end);
    // A bar in code would end the cell, and can't be escaped there in all flavours.
    result += escapeText(line.slice(at, start)) + (code.includes('|') ? escapeText(code) : code);
    at = end;
  }
  return result + escapeText(line.slice(at));
}

/** A name as code, where Markdown can show it so. */
export function markdownCode(text: string): string {
  const line = printable(text);
  return /[`|]/.test(line) || line.trim() === '' ? escapeText(line) : `\`${line}\``;
}

/** The spans of code of a line, as Markdown sees them: between two runs of equally many backticks. */
function* codeSpans(text: string): Generator<{ readonly start: number; readonly end: number }> {
  const runs = [...text.matchAll(/`+/g)];
  const closing: (number | undefined)[] = [];
  const latest = new Map<number, number>();
  for (let i = runs.length - 1; i >= 0; i--) {
    closing[i] = latest.get(runs[i]![0].length);
    latest.set(runs[i]![0].length, i);
  }
  for (let i = 0; i < runs.length; i++) {
    const close = closing[i];
    if (close === undefined) continue;
    yield { start: runs[i]!.index, end: runs[close]!.index + runs[close]![0].length };
    i = close;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/** Keeps addresses and mentions from being recognised; it has no width. */
const JOINER = '\u2060';

function escapeText(text: string): string {
  return text
    .replace(/&(?=#?\w+;)|[<>]/g, (character) => ENTITIES[character]!)
    .replace(/[\\`*_~[\]|]/g, '\\$&')
    .replace(/:\/\/|@|\bwww\./gi, (address) => (address === '://' ? `:${JOINER}//` : `${address.slice(0, 1)}${JOINER}${address.slice(1)}`));
}

function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0);
  return SHORT[character] ?? (code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`);
}
