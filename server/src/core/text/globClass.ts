/** Classes of characters in globs: `[a-z]`, `[!0-9]`, `[[:alpha:]_]`. */

export type CharacterTest = (character: string) => boolean;

const NAMED: Readonly<Record<string, RegExp>> = {
  alnum: /[\p{L}\p{N}]/u,
  alpha: /\p{L}/u,
  blank: /[ \t]/,
  cntrl: /\p{Cc}/u,
  digit: /[0-9]/,
  graph: /[^\s\p{Cc}]/u,
  lower: /\p{Ll}/u,
  print: /[^\p{Cc}]/u,
  punct: /[!-/:-@[-`{-~]/,
  space: /\s/,
  upper: /\p{Lu}/u,
  word: /\w/,
  xdigit: /[0-9A-Fa-f]/,
};

/** The class that begins with the bracket at an offset, and where it ends; undefined when it is not closed. */
export function readClass(pattern: string, open: number): { readonly test: CharacterTest; readonly end: number } | undefined {
  let at = open + 1;
  const isNegated = pattern[at] === '!' || pattern[at] === '^';
  if (isNegated) at++;
  const tests: CharacterTest[] = [];
  // A bracket that comes first is one of the characters.
  for (let isFirst = true; at < pattern.length && (isFirst || pattern[at] !== ']'); isFirst = false) {
    const name = /^\[:([a-z]{1,6}):\]/.exec(pattern.slice(at, at + 12))?.[1];
    if (name !== undefined) {
      const named = NAMED[name];
      if (named) tests.push((character) => named.test(character));
      at += name.length + 4;
      continue;
    }
    const from = characterAt(pattern, at);
    at = from.end;
    if (pattern[at] === '-' && at + 1 < pattern.length && pattern[at + 1] !== ']') {
      const to = characterAt(pattern, at + 1);
      at = to.end;
      tests.push((character) => from.text <= character && character <= to.text);
    } else {
      tests.push((character) => character === from.text);
    }
  }
  if (at >= pattern.length) return undefined;
  return { test: (character) => tests.some((test) => test(character)) !== isNegated, end: at + 1 };
}

function characterAt(pattern: string, at: number): { readonly text: string; readonly end: number } {
  const isEscaped = pattern[at] === '\\' && at + 1 < pattern.length;
  return { text: pattern[isEscaped ? at + 1 : at]!, end: at + (isEscaped ? 2 : 1) };
}
