/** Which cheaper way fits a call: never one that would make a person wait, never Batch for what can't be batched, nothing where the provider is not known. */
import type { WayCost } from '../estimate/callEstimate';
import { tierOf } from '../estimate/tierNow';
import type { TierRow } from '../estimate/tierRow';
import type { CallSite } from '../callSite/callSite';
import type { BetterWay } from './auditCall';

/** Undefined when none is cheaper than what the call runs on now, or a person waits. */
export function betterWay(site: CallSite, now: WayCost, rows: readonly TierRow[], costs: readonly WayCost[]): BetterWay | undefined {
  const { workload } = site.workload;
  const meant = site.intent?.tier;
  if (site.client.provider !== 'openai' || workload === 'interactive' || meant === 'standard' || meant === 'priority') return undefined;
  const fitting = rows.flatMap((row): BetterWay[] => {
    const cost = costs.find(({ label }) => label === row.label);
    if (!cost || row.available !== 'yes' || row.tier === 'priority' || !fits(site, row.tier)) return [];
    const savingPercent = now.perCall.likely > 0 ? Math.round((1 - cost.perCall.likely / now.perCall.likely) * 100) : 0;
    return savingPercent < 1
      ? []
      : [
          {
            label: row.label,
            tier: row.tier,
            savingPercent,
            perThousand: cost.perThousand,
            isSure: workload !== 'unknown' || meant !== undefined,
          },
        ];
  });
  return fitting.sort((a, b) => b.savingPercent - a.savingPercent || effort(site, a) - effort(site, b))[0];
}

/** For a call whose model is not known: flex costs half of standard wherever it is offered. */
export function generalWay(site: CallSite, rows: readonly TierRow[]): BetterWay | undefined {
  const { workload } = site.workload;
  const meant = site.intent?.tier;
  if (workload === 'interactive' || meant === 'standard' || meant === 'priority' || tierOf(site.tier) !== 'standard') return undefined;
  const row = rows.find(({ tier, available, savingPercent }) => tier === 'flex' && available !== 'no' && savingPercent !== undefined);
  return (
    row && {
      label: row.label,
      tier: 'flex',
      savingPercent: row.savingPercent!,
      ifModelTakesIt: true,
      isSure: workload !== 'unknown' || meant !== undefined,
    }
  );
}

function fits({ loop, stream, intent }: CallSite, tier: TierRow['tier']): boolean {
  const streams = stream.state === 'literal' && stream.value;
  // A file for one request saves nobody anything, and requests that need each other's answers fit into none.
  if (tier === 'batch') return !streams && (loop?.verdict === 'batchable' || intent?.tier === 'batch');
  return tier !== 'background' || !streams;
}

/** Of two ways that save the same: a loop goes to Batch, which has no limit of rate; a single call is least changed by flex. */
function effort({ loop }: CallSite, { tier }: BetterWay): number {
  const order = loop?.verdict === 'batchable' ? ['batch', 'flex', 'background', 'standard'] : ['flex', 'background', 'batch', 'standard'];
  return order.indexOf(tier);
}
