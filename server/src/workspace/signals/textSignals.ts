import { projectSpeaksOfOthers } from '../../core/providers/textSigns';
import type { FrontEndFamily } from '../frontEnds';

/** What the text of one code file says about who the project talks to: a cheap look, no analysis. */
export interface TextSignals {
  readonly importsOpenAI: boolean;
  readonly usesOtherProvider: boolean;
}

const NOTHING: TextSignals = { importsOpenAI: false, usesOtherProvider: false };

const IMPORT: Readonly<Record<FrontEndFamily, RegExp>> = {
  // A notebook's text may be its JSON, with the lines as strings.
  python: /(?:^|\\n|["'])[ \t]*(?:from|import)[ \t]+openai\b/m,
  ecmascript: /(?:\bfrom|\brequire\s*\(|\bimport\s*\(?)\s*["']openai(?:\/[\w./-]*)?["']/,
};

/** Places where a foreign URL is a stand-in, not a provider. */
const TESTING = /(?:^|\/)(?:tests?|__tests__|__mocks__|spec|e2e|fixtures)\/|(?:\.|_)(?:test|spec)\.[a-z]+$|\/(?:test_[^/]*|conftest)\.py$/;

/** Signals of a file's text. `path` tells tests apart, whose servers and fakes say nothing about the project. */
export function readTextSignals(path: string, text: string, family: FrontEndFamily): TextSignals {
  if (!/openai/i.test(text)) return NOTHING;
  const importsOpenAI = IMPORT[family].test(text);
  const usesOtherProvider = !TESTING.test(path) && projectSpeaksOfOthers(family, text);
  return importsOpenAI || usesOtherProvider ? { importsOpenAI, usesOtherProvider } : NOTHING;
}

export function saysNothing(signals: TextSignals): boolean {
  return signals === NOTHING;
}
