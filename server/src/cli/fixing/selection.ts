import { FIX_PROVIDERS } from '../../core/fixes';
import { isSilencing, type Fix } from '../../core/findings/fix';
import { UsageError } from '../exit';

/** Names of tiers on the command line, and the value of `service_tier` each stands for. */
const TIERS: Readonly<Record<string, string>> = {
  standard: 'default',
  default: 'default',
  priority: 'priority',
  fast: 'priority',
  auto: 'auto',
  flex: 'flex',
};

/** Whether `tierlint fix` applies the fix without being asked for it by name: one that only silences a finding is safe, but never what "fix" means. */
export function isOfferedByDefault(fix: Pick<Fix, 'kind' | 'applicability'>): boolean {
  return fix.applicability === 'safe' && !isSilencing(fix);
}

export interface Selection {
  /** The fix of a finding that is to be applied, if any: the first in the order in which they were asked for. */
  pick(fixes: readonly Fix[]): Fix | undefined;
  /** Whether a person asked for the fix, by its name or that of a tier. */
  isNamed(id: string): boolean;
}

/** What `--apply` and `--tier` ask for. @throws UsageError on unknown or contradicting names. */
export function selectionOf({ apply, tier }: { readonly apply?: string | undefined; readonly tier?: string | undefined }): Selection {
  const ids = apply
    ?.split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const known = FIX_PROVIDERS.map(({ id }) => id);
  const unknown = ids?.find((id) => !known.includes(id));
  if (unknown !== undefined || ids?.length === 0) throw new UsageError(`no fix "${unknown ?? ''}"; there are: ${known.join(', ')}`);
  if (tier !== undefined && !(tier in TIERS)) throw new UsageError(`no tier "${tier}"; there are: standard, priority (fast), auto, flex`);
  const value = tier === undefined ? undefined : TIERS[tier];
  if (ids === undefined && value === undefined) return { pick: (fixes) => fixes.find(isOfferedByDefault), isNamed: () => false };
  const kind = value === 'flex' ? 'flex' : 'tier';
  const wanted = ids
    ? ids.flatMap((id) => FIX_PROVIDERS.find((provider) => provider.id === id) ?? [])
    : FIX_PROVIDERS.filter((provider) => provider.kind === kind);
  const choosing = wanted.find((provider) => provider.kind === 'tier');
  if (choosing && (value === undefined || value === 'flex')) throw new UsageError(`${choosing.id} needs --tier standard, priority or auto`);
  const isNamed = (id: string): boolean => wanted.some((provider) => provider.id === id);
  const suits = (fix: Fix): boolean => fix.kind !== 'tier' || fix.tier === value;
  return { pick: (fixes) => wanted.flatMap(({ id }) => fixes.find((fix) => fix.id === id && suits(fix)) ?? [])[0], isNamed };
}
