/** How arguments and dictionaries are spelled in each family of languages. */
import type { Family } from '../../syntax/family';
import { enclosingQuotes } from '../pythonStrings';

export interface Spelling {
  readonly lineComment: '#' | '//';
  /** Spaces inside the braces of a dictionary on one line. */
  readonly padding: '' | ' ';
  /** One entry of a dictionary. */
  entry(key: string, value: string, quote: string): string;
  /** A dictionary with all that an expression holds, and more. */
  extended(written: string, entry: string): string;
  /** Whether an expression may be spread as it is written, without brackets. */
  isSimple(written: string): boolean;
  /** Quotes of a string round the offset, from the start of its statement on, that a text there can't use. */
  quotesRound(text: string, start: number, offset: number): readonly string[];
  /** 15 minutes, as a number of that unit. */
  duration(seconds: number, unit: 'seconds' | 'milliseconds'): string;
}

export const SPELLINGS: Readonly<Record<Family, Spelling>> = {
  python: {
    lineComment: '#',
    padding: '',
    entry: (key, value, quote) => `${quote}${key}${quote}: ${value}`,
    extended: (written, entry) => `{**${written}, ${entry}}`,
    isSimple: (written) => /^[\w.()[\]]+$/.test(written),
    quotesRound: enclosingQuotes,
    // A float is right in every major version of the SDK; `httpx.Timeout` objects changed their package in 3.0.
    duration: (seconds, unit) => (unit === 'seconds' ? seconds.toFixed(1) : grouped(seconds * 1000)),
  },
  ecmascript: {
    lineComment: '//',
    padding: ' ',
    entry: (key, value, quote) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : `${quote}${key}${quote}`}: ${value}`,
    extended: (written, entry) => `{ ...${written}, ${entry} }`,
    isSimple: (written) => /^[\w$.()[\]]+$/.test(written),
    quotesRound: () => [],
    duration: (seconds, unit) => (unit === 'seconds' ? String(seconds) : grouped(seconds * 1000)),
  },
};

/** `900_000`. */
function grouped(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, '_');
}
