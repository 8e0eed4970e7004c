/** f-strings round a place: before Python 3.12 the code inside one may not use the quote the string itself uses. */

const OPENING = /^([A-Za-z]{0,2})("""|'''|"|')/;

interface Open {
  readonly quote: string;
  /** Depth of brackets inside the replacement field; 0: in the literal part. */
  depth: number;
}

/** The quotes of the f-strings that enclose `offset`, outermost first. `start` is the start of a statement before it. */
export function enclosingQuotes(text: string, start: number, offset: number): readonly string[] {
  const open: Open[] = [];
  let at = start;
  while (at < offset) {
    const inner = open[open.length - 1];
    if (inner && inner.depth === 0) at = literalStep(text, at, inner, open);
    else at = codeStep(text, at, inner, open);
  }
  return open.map(({ quote }) => quote);
}

/** One step in the literal part of an f-string. */
function literalStep(text: string, at: number, inner: Open, open: Open[]): number {
  if (text[at] === '\\') return at + 2;
  if (text.startsWith('{{', at) || text.startsWith('}}', at)) return at + 2;
  if (text[at] === '{') {
    inner.depth = 1;
    return at + 1;
  }
  if (!text.startsWith(inner.quote, at)) return at + 1;
  open.pop();
  return at + inner.quote.length;
}

/** One step in code: of the statement, or of a replacement field. */
function codeStep(text: string, at: number, inner: Open | undefined, open: Open[]): number {
  const char = text[at]!;
  if (char === '#') {
    const end = text.indexOf('\n', at);
    return end < 0 ? text.length : end;
  }
  if (inner && '([{'.includes(char)) inner.depth++;
  if (inner && ')]}'.includes(char)) inner.depth--;
  const match = /[A-Za-z"']/.test(char) && !/\w/.test(text[at - 1] ?? '') ? OPENING.exec(text.slice(at, at + 5)) : null;
  if (!match) return at + 1;
  const [whole, prefix, quote] = match as unknown as [string, string, string];
  if (/[ft]/i.test(prefix)) {
    open.push({ quote, depth: 0 });
    return at + whole.length;
  }
  return endOfString(text, at + whole.length, quote);
}

function endOfString(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(quote, at)) return at + quote.length;
  }
  return text.length;
}
