import type { CallSite } from '../core/callSite/callSite';
import type { CallCost } from '../core/estimate/callCost';
import { formatRange } from '../core/estimate/money';

/** `standard, $0.40–2.10 per 1,000 calls`; undefined where there is nothing to say: another provider, no price. */
export function costInWords({ now, table }: CallCost): string | undefined {
  return now && `${now.label}, ${formatRange(now.perThousand)} per 1,000 calls${table.stale ? ' (old prices)' : ''}`;
}

/** The cost, and the ways that would cost less here, those that ask for rebuilding last: `standard, $0.40–2.10 per 1,000 calls · flex −50 %, batch −50 %`. */
export function savingInWords({ cheaperWays }: CallSite, cost: CallCost): string | undefined {
  const now = costInWords(cost);
  if (now === undefined) return undefined;
  const lower = cheaperWays();
  return lower.length === 0 ? now : `${now} · ${lower.map(({ label, savingPercent }) => `${label} −${savingPercent} %`).join(', ')}`;
}
