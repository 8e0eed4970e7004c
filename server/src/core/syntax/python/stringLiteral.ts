/** The pieces of a string literal's source. */
export interface LiteralParts {
  /** Lower-case prefix letters. */
  readonly prefix: string;
  /** Where the content starts and ends within the source. */
  readonly start: number;
  readonly end: number;
}

/** Splits a literal's source into prefix, quotes and content; a missing closing quote is no matter. */
export function splitLiteral(source: string): LiteralParts {
  let quoteAt = 0;
  while (quoteAt < source.length && quoteAt < 3 && !isQuote(source[quoteAt]!)) quoteAt++;
  const quote = source[quoteAt] ?? '';
  const delimiter = source.startsWith(quote.repeat(3), quoteAt) ? quote.repeat(3) : quote;
  const start = Math.min(quoteAt + delimiter.length, source.length);
  const closed = delimiter !== '' && source.length >= start + delimiter.length && source.endsWith(delimiter);
  return { prefix: source.slice(0, quoteAt).toLowerCase(), start, end: closed ? source.length - delimiter.length : source.length };
}

/** The string that a literal's content stands for. */
export function decodeContent(content: string, prefix: string): string {
  const text = content.includes('\r') ? content.replace(/\r\n?/g, '\n') : content;
  if (prefix.includes('r') || !text.includes('\\')) return text;
  return text.replace(prefix.includes('b') ? BYTES_ESCAPE : TEXT_ESCAPE, decodeEscape);
}

const BYTES_ESCAPE = /\\(\n|x[0-9a-fA-F]{2}|[0-7]{1,3}|[\\'"abfnrtv])/g;
const TEXT_ESCAPE = /\\(\n|x[0-9a-fA-F]{2}|[0-7]{1,3}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[\\'"abfnrtv])/g;

const SIMPLE: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function decodeEscape(whole: string, escape: string): string {
  const simple = SIMPLE[escape];
  if (simple !== undefined) return simple;
  // The table of character names is not worth its megabyte.
  if (escape.startsWith('N')) return '\ufffd';
  const code = /^[xuU]/.test(escape) ? parseInt(escape.slice(1), 16) : parseInt(escape, 8);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'" || character === '`';
}
