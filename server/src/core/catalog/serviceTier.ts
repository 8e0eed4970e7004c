/** Tiers as Tierlint speaks of them. `batch` and `background` are ways to run, not values of `service_tier`. */
export type TierName = 'standard' | 'priority' | 'flex' | 'batch' | 'background';

/**
 * Request values of `service_tier` in the newest SDK types (openai for Node 7.57.0, Python 3.22.1, 2026-11).
 * `fast` and `priority` are one tier with two spellings.
 */
export const SERVICE_TIER_VALUES = ['auto', 'default', 'flex', 'scale', 'priority', 'fast', 'ultrafast'] as const;
/** How a person reads a value of `service_tier`; undefined means the parameter is absent. */
export function describeTier(value: string | undefined): string {
  switch (value) {
    case undefined:
      return 'assumed standard';
    case 'auto':
      return 'auto (assumed standard)';
    case 'default':
      return 'standard';
    case 'priority':
    case 'fast':
      return 'priority (fast)';
    default:
      return value;
  }
}

/** Flex answers may take this long. Source: https://developers.openai.com/api/docs/guides/flex-processing, read 2026-11. */
export const FLEX_TIMEOUT_SECONDS = 900;
