/** Reads a `tierlint.json`: JSON with comments and trailing commas. */
import { parseTree, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { parseVolume } from '../intent/volume';
import { check, type ConfigProblem } from './check';
import type { Config, PathSettings } from './config';
import { CONFIG_SHAPE } from './schema';

export interface ReadConfig {
  /** What could be read: parts with a problem count as not written. */
  readonly config: Config;
  /** In the order of the file. */
  readonly problems: readonly ConfigProblem[];
}

/** Never throws: a file that is no JSON at all gives an empty configuration and says what is wrong. */
export function readConfig(file: string, text: string): ReadConfig {
  try {
    return parseConfig(file, text);
  } catch (error) {
    // The parser goes as deep as the file does.
    if (!(error instanceof RangeError)) throw error;
    return { config: configOf(file, {}), problems: [{ span: { start: 0, end: 1 }, message: 'the file is nested too deeply to be read' }] };
  }
}

function parseConfig(file: string, text: string): ReadConfig {
  const errors: ParseError[] = [];
  const problems: ConfigProblem[] = [];
  const body = text.replace(/^\uFEFF/, ' ');
  const tree = parseTree(body, errors, { allowTrailingComma: true });
  const [first] = errors;
  // What follows the first syntax error is mostly its echo.
  if (first) problems.push({ span: { start: first.offset, end: first.offset + Math.max(1, first.length) }, message: syntaxMessage(first) });
  else if (!tree) problems.push({ span: { start: 0, end: 0 }, message: 'the file is empty; write {} for the defaults' });
  const value = tree && (check(tree, CONFIG_SHAPE, (span, message) => problems.push({ span, message })) as Partial<Written> | undefined);
  problems.sort((a, b) => a.span.start - b.span.start);
  return { config: configOf(file, value ?? {}), problems };
}

interface Written extends Omit<Config, 'file' | 'paths'> {
  readonly paths: Readonly<Record<string, Omit<PathSettings, 'glob' | 'volume'> & { readonly volume?: string }>>;
}

function configOf(file: string, { preset = 'recommended', rules = {}, paths = {}, exclude = [], models = {} }: Partial<Written>): Config {
  const settings = Object.entries(paths).map(([glob, { volume, ...rest }]): PathSettings => {
    const parsed = volume === undefined ? undefined : parseVolume(volume);
    return { glob, ...rest, ...(parsed && { volume: parsed }) };
  });
  return { file, preset, rules, paths: settings, exclude, models };
}

const SYNTAX: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this word is no JSON; texts stand in double quotes',
  InvalidNumberFormat: 'this is no number',
  PropertyNameExpected: 'a key in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is expected here',
  CloseBraceExpected: 'a closing } is missing',
  CloseBracketExpected: 'a closing ] is missing',
  EndOfFileExpected: 'nothing may follow the closing bracket',
  UnexpectedEndOfComment: 'this comment has no end',
  UnexpectedEndOfString: 'this text has no closing quote',
};

function syntaxMessage({ error }: ParseError): string {
  const code = printParseErrorCode(error);
  return SYNTAX[code] ?? `this is no JSON (${code})`;
}
