/** How a file is written: a fix follows it. */

import { newlineOf, type Newline } from '../text/lines';

export interface CodeStyle {
  readonly quote: '"' | "'";
  readonly semicolons: boolean;
  readonly newline: Newline;
}

/** Reads the style off a text. `near` is looked at first: the call itself says more than the rest of the file. */
export function styleOf(text: string, near: string): CodeStyle {
  if (text !== lastText) {
    lastText = text;
    lastStyle = { quote: quoteOf(text) ?? '"', semicolons: usesSemicolons(text), newline: newlineOf(text) };
  }
  return { ...lastStyle, quote: quoteOf(near) ?? lastStyle.quote };
}

// Fixes come file by file: the style of the file before is never asked for again.
let lastText: string | undefined;
let lastStyle: CodeStyle = { quote: '"', semicolons: true, newline: '\n' };

function quoteOf(text: string): CodeStyle['quote'] | undefined {
  const double = count(text, /(?<![\w"'\\])"(?!"")[^"\n]{0,200}"/g);
  const single = count(text, /(?<![\w"'\\])'(?!'')[^'\n]{0,200}'/g);
  if (double === single) return undefined;
  return double > single ? '"' : "'";
}

function usesSemicolons(text: string): boolean {
  const ended = count(text, /;[ \t]*\r?$/gm);
  const open = count(text, /[\w)\]'"`][ \t]*\r?$/gm);
  return ended > 0 && ended * 3 >= open;
}

function count(text: string, pattern: RegExp): number {
  return [...text.slice(0, 50_000).matchAll(pattern)].length;
}
