import { formatRange } from '../core/estimate/money';
import { tierOf } from '../core/estimate/tierNow';
import type { CallSite } from '../core/callSite/callSite';
import type { CallCost } from './callCost';

/** `standard, $0.40–2.10 per 1,000 calls`; undefined where there is nothing to say: another provider, no price. */
export function costInWords(site: CallSite, cost: CallCost): string | undefined {
  const tier = tierOf(site.tier);
  const now = cost.estimate?.costs.find(({ label }) => label === rowOf(cost, tier)?.label);
  return now && `${now.label}, ${formatRange(now.perThousand)} per 1,000 calls${cost.table.stale ? ' (old prices)' : ''}`;
}

/** The cost, and the tiers on which it would be lower: `standard, $0.40–2.10 per 1,000 calls · flex −50 %, batch −50 %`. */
export function savingInWords(site: CallSite, cost: CallCost): string | undefined {
  const now = costInWords(site, cost);
  if (now === undefined) return undefined;
  const current = rowOf(cost, tierOf(site.tier))?.savingPercent ?? 0;
  const lower = cost.table.rows.filter(({ available, savingPercent }) => available === 'yes' && (savingPercent ?? 0) > current);
  return lower.length === 0 ? now : `${now} · ${lower.map(({ label, savingPercent }) => `${label} −${savingPercent} %`).join(', ')}`;
}

function rowOf({ table }: CallCost, tier: ReturnType<typeof tierOf>): CallCost['table']['rows'][number] | undefined {
  return tier && table.rows.find((row) => row.tier === tier);
}
