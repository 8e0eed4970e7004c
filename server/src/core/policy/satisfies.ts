/** Whether a call runs on what a person said it should. */
import type { CallSite } from '../callSite/callSite';
import type { IntendedTier } from '../intent/intent';

/** Values of `service_tier` that satisfy each word; `undefined` is an absent one. Flex costs what Batch costs. */
const SATISFYING: Readonly<Record<IntendedTier, readonly (string | undefined)[]>> = {
  standard: [undefined, 'auto', 'default', 'scale'],
  priority: ['priority', 'fast', 'ultrafast', 'scale', 'auto'],
  flex: ['flex'],
  batch: ['flex'],
  background: [],
};

/** Whether a value of `service_tier` (undefined: absent) is what the word means. */
export function satisfies(value: string | undefined, wanted: IntendedTier): boolean {
  return SATISFYING[wanted].includes(value);
}

/** The word for what the call runs on now; undefined where that can't be known. */
export function intendedTierOf({ tier }: CallSite): IntendedTier | undefined {
  if (tier.state === 'dynamic') return undefined;
  const value = tier.state === 'literal' ? tier.value : undefined;
  return (['standard', 'flex', 'priority'] as const).find((word) => satisfies(value, word));
}
