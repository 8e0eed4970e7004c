import type { CallSite } from '../core/callSite/callSite';
import { rowNow, type CallCost } from '../core/estimate/callCost';
import { formatRange } from '../core/estimate/money';

/** `standard, $0.40–2.10 per 1,000 calls`; undefined where there is nothing to say: another provider, no price. */
export function costInWords({ now, table }: CallCost): string | undefined {
  return now && `${now.label}, ${formatRange(now.perThousand)} per 1,000 calls${table.stale ? ' (old prices)' : ''}`;
}

/** The cost, and the tiers on which it would be lower: `standard, $0.40–2.10 per 1,000 calls · flex −50 %, batch −50 %`. */
export function savingInWords(site: CallSite, cost: CallCost): string | undefined {
  const now = costInWords(cost);
  if (now === undefined) return undefined;
  const current = rowNow(site, cost.table)?.savingPercent ?? 0;
  const lower = cost.table.rows.filter(({ available, savingPercent }) => available === 'yes' && (savingPercent ?? 0) > current);
  return lower.length === 0 ? now : `${now} · ${lower.map(({ label, savingPercent }) => `${label} −${savingPercent} %`).join(', ')}`;
}
