import { FIX_PROVIDERS } from '../../core/fixes';
import type { Fix } from '../../core/findings/fix';
import { UsageError } from '../exit';

/** Fixes that only silence a finding: safe, but never what "fix" means unless asked for by name. */
const SILENCING: ReadonlySet<string> = new Set(['suppress', 'annotate']);

/** Names of tiers on the command line, and the value of `service_tier` each stands for. */
const TIERS: Readonly<Record<string, string>> = {
  standard: 'default',
  default: 'default',
  priority: 'priority',
  fast: 'priority',
  auto: 'auto',
  flex: 'flex',
};

/** Whether `tierlint fix` applies the fix without being asked for it by name. */
export function isOfferedByDefault({ id, applicability }: Pick<Fix, 'id' | 'applicability'>): boolean {
  return applicability === 'safe' && !SILENCING.has(id);
}

/** Picks the fix of a finding that is to be applied, if any. */
export type Selection = (fixes: readonly Fix[]) => Fix | undefined;

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
  if (ids?.includes('add-tier') && (value === undefined || value === 'flex')) {
    throw new UsageError('add-tier needs --tier standard, priority or auto');
  }
  if (ids === undefined && value === undefined) return (fixes) => fixes.find(isOfferedByDefault);
  const wanted = new Set(ids ?? [value === 'flex' ? 'add-flex' : 'add-tier']);
  return (fixes) => fixes.find((fix) => wanted.has(fix.id) && (fix.id !== 'add-tier' || fix.tier === value));
}
