/** Brackets deeper than this are blanked when the parser has run out of stack; it manages about 500. */
const MAX_BRACKET_DEPTH = 100;

/**
 * The text with everything deeper than `MAX_BRACKET_DEPTH` brackets replaced by spaces: same offsets, less nesting.
 * Strings and comments are skipped roughly; this is a last resort for generated code, where the rest of the file is
 * better than nothing.
 */
export function flattenNesting(text: string): string {
  const result: string[] = [];
  let depth = 0;
  let kept = 0;
  let i = 0;
  while (i < text.length) {
    const c = text[i]!;
    if (c === '"' || c === "'") {
      i = stringEnd(text, i);
      continue;
    }
    if (c === '(' || c === '[' || c === '{') {
      if (depth++ === MAX_BRACKET_DEPTH) {
        result.push(text.slice(kept, i + 1));
        kept = i + 1;
      }
    } else if ((c === ')' || c === ']' || c === '}') && depth > 0) {
      if (--depth === MAX_BRACKET_DEPTH) {
        result.push(blank(text.slice(kept, i)));
        kept = i;
      }
    }
    i++;
  }
  result.push(depth > MAX_BRACKET_DEPTH ? blank(text.slice(kept)) : text.slice(kept));
  return result.join('');
}

/** Offset behind a string literal, or behind the quote if it is not closed on its line. */
function stringEnd(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const c = text[i]!;
    if (c === '\\') i++;
    else if (c === text[start]) return i + 1;
    else if (c === '\n') break;
  }
  return start + 1;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
