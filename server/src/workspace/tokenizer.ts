import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { TokenCounter } from '../core/estimate/tokens';

const require = createRequire(__filename);

/** Counts tokens in o200k_base, the encoding of GPT-4o and later. */
export interface Tokenizer {
  /** Loads the tokenizer when it is first called, which takes a quarter of a second and some 60 MB. */
  readonly count: TokenCounter;
  isLoaded(): boolean;
}

type Encoding = { countTokens(text: string, options: { disallowedSpecial: Set<string> }): number };

/** Texts of user code may spell `<|endoftext|>`: it is counted as any text. */
const OPTIONS = { disallowedSpecial: new Set<string>() };

export function createTokenizer(): Tokenizer {
  let encoding: Encoding | undefined;
  return {
    count: (text) => (encoding ??= load()).countTokens(text, OPTIONS),
    isLoaded() {
      return encoding !== undefined;
    },
  };
}

/** From beside the bundle, or from the package when run from source. */
function load(): Encoding {
  const beside = join(__dirname, 'tokenizer.js');
  return require(existsSync(beside) ? beside : 'gpt-tokenizer/encoding/o200k_base') as Encoding;
}
