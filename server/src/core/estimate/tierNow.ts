import type { TierName } from '../catalog/serviceTier';
import type { KnownValue } from '../link/linkedCall';

/** The tier a request runs on as it is written; undefined when that can't be told. An absent tier is the project's default, assumed standard. */
export function tierOf(tier: KnownValue<string>): TierName | undefined {
  if (tier.state === 'dynamic') return undefined;
  switch (tier.state === 'literal' ? tier.value : 'default') {
    case 'default':
    case 'auto':
      return 'standard';
    case 'priority':
    case 'fast':
      return 'priority';
    case 'flex':
      return 'flex';
    default:
      return undefined;
  }
}
