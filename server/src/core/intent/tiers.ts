/** The tiers that annotations and `tierlint.json` know, with what each means for a call. */
import type { IntendedTier } from './intent';

export interface TierMeaning {
  readonly value: IntendedTier;
  /** Markdown, one sentence. */
  readonly description: string;
}

export const INTENDED_TIERS: readonly TierMeaning[] = [
  { value: 'standard', description: 'A person waits, or the answer is needed soon: no `service_tier`, `default` or `auto`.' },
  { value: 'priority', description: 'Speed is worth a higher price: `priority` or `fast`.' },
  { value: 'flex', description: 'Nobody waits: half the price, slower, may be refused with 429.' },
  { value: 'batch', description: 'Many requests within 24 hours at half the price: the Batch API, or flex, which costs the same.' },
  { value: 'background', description: 'A background response with a completion window of 2 or 8 hours.' },
];

export function isIntendedTier(word: string): word is IntendedTier {
  return INTENDED_TIERS.some(({ value }) => value === word);
}
