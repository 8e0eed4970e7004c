import type { FrontEndFamily } from '../frontEnds';

/** What the text of one code file says about who the project talks to: a cheap look, no analysis. */
export interface TextSignals {
  readonly importsOpenAI: boolean;
  readonly usesOtherProvider: boolean;
}

const NOTHING: TextSignals = { importsOpenAI: false, usesOtherProvider: false };

// A notebook's text may be its JSON, with the lines as strings.
const PYTHON_IMPORT = /(?:^|\\n|["'])[ \t]*(?:from|import)[ \t]+openai\b/m;
const NODE_IMPORT = /(?:\bfrom|\brequire\s*\(|\bimport\s*\(?)\s*["']openai(?:\/[\w./-]*)?["']/;

const OTHER_PROVIDER = [
  // A base URL given as a literal that is not OpenAI's; keyword, property or assignment.
  /\b(?:base_?url|baseUrl|baseURL|api_base)\b["']?\s*[:=]\s*["'`]https?:\/\/(?!(?:[\w-]+\.)*openai\.com\b)/,
  /\bAzureOpenAI\b|\bAsyncAzureOpenAI\b|\bBedrockOpenAI\b/,
  /\bapi_type\s*=\s*["']azure/,
  // The URL comes from outside: what it is can't be seen.
  /\bOPENAI_(?:BASE_URL|API_BASE)\b/,
  /\b(?:from|import)\s+(?:groq|together|mistralai|litellm|ollama)\b|["'](?:groq-sdk|together-ai|@mistralai\/[\w-]+|ollama|litellm|@azure\/openai)["']/,
];

/** Places where a foreign URL is a stand-in, not a provider. */
const TESTING = /(?:^|\/)(?:tests?|__tests__|__mocks__|spec|e2e|fixtures)\/|(?:\.|_)(?:test|spec)\.[a-z]+$|\/(?:test_[^/]*|conftest)\.py$/;

/** Signals of a file's text. `path` tells tests apart, whose servers and fakes say nothing about the project. */
export function readTextSignals(path: string, text: string, family: FrontEndFamily): TextSignals {
  if (!/openai/i.test(text)) return NOTHING;
  const importsOpenAI = (family === 'python' ? PYTHON_IMPORT : NODE_IMPORT).test(text);
  const usesOtherProvider = !TESTING.test(path) && OTHER_PROVIDER.some((pattern) => pattern.test(text));
  return importsOpenAI || usesOtherProvider ? { importsOpenAI, usesOtherProvider } : NOTHING;
}

export function saysNothing(signals: TextSignals): boolean {
  return signals === NOTHING;
}
