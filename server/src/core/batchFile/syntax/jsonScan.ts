/** JSON text by its brackets and strings: where values begin and end, without a tree. Linear, and bounded by the text. */

/** Brackets within each other; no request has a tenth of it. */
const MOST_DEPTH = 200;

export interface ScanState {
  /** Brackets that are open. */
  readonly open: string;
  /** A string is open. */
  readonly inString: boolean;
  /** Where the first value ends: after its closing bracket; undefined while it is open or where there is none. */
  readonly end?: number;
  /** A bracket that closes another than the one that is open, at this offset. */
  readonly wrong?: number;
}

/** Reads on from brackets that are open already, up to the end of the first value. Deeper than 200 counts as wrong. */
export function scanValue(text: string, start = 0, before = ''): ScanState {
  let open = before;
  for (let at = start; at < text.length; at++) {
    const character = text[at]!;
    if (character === '"') {
      const close = endOfText(text, at);
      if (close < 0) return { open, inString: true };
      at = close;
    } else if (character === '{' || character === '[') {
      if (open.length >= MOST_DEPTH) return { open, inString: false, wrong: at };
      open += character;
    } else if (character === '}' || character === ']') {
      if (open.at(-1) !== (character === '}' ? '{' : '[')) return { open, inString: false, wrong: at };
      open = open.slice(0, -1);
      if (open === '') return { open, inString: false, end: at + 1 };
    }
  }
  return { open, inString: false };
}

/** The offset of the quote that ends the string that begins at `start`; -1 when it is not ended. */
export function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return -1;
}

/** The objects that stand one after the other in a text, commas and white space between them left out; undefined where something else is there. */
export function objectsIn(text: string): readonly string[] | undefined {
  const found: string[] = [];
  for (let at = 0; ; ) {
    while (at < text.length && /[\s,]/.test(text[at]!)) at++;
    if (at >= text.length) return found;
    if (text[at] !== '{') return undefined;
    const { end } = scanValue(text, at);
    if (end === undefined) return undefined;
    found.push(text.slice(at, end));
    at = end;
  }
}

/** JSON without white space outside its strings: on one line, and every number as it was written. */
export function compacted(text: string): string {
  let out = '';
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === '"') {
      const close = endOfText(text, at);
      if (close < 0) break;
      at = close;
    } else if (character === ' ' || character === '\n' || character === '\r' || character === '\t') {
      out += text.slice(start, at);
      start = at + 1;
    }
  }
  return out + text.slice(start);
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The same text with what stands between double quotes replaced by blanks: a search then finds only what is outside. */
export function withoutTexts(text: string): string {
  let out = '';
  let start = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    const close = endOfText(text, at);
    const end = close < 0 ? text.length : close;
    out += `${text.slice(start, at + 1)}${' '.repeat(end - at - 1)}`;
    start = end;
    if (close < 0) break;
    at = close;
  }
  return out + text.slice(start);
}

/** Whether brackets stand so deep in each other that a parser that calls itself would not come back. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{' || character === '[') {
      if (++depth > MOST_DEPTH) return true;
    } else if (character === '}' || character === ']') depth--;
  }
  return false;
}
