/** A cheaper way as an audit tells it: with the dollars of 1,000 calls. */
import type { CallSite } from '../callSite/callSite';
import type { CheaperWay } from '../callSite/cheaperWay';
import type { CallCost } from '../estimate/callCost';
import { bestWay, isFreeToWait } from '../saving/severity';
import type { AuditCall, BetterWay } from './auditCall';

/** What a fix or another model would save; where neither does, what could be saved if the code were rebuilt. */
export function betterWays(site: CallSite, cost: CallCost): Pick<AuditCall, 'better' | 'otherModel' | 'ifRebuilt'> {
  const best = bestWay(site);
  if (best) return { [best.successor === undefined ? 'better' : 'otherModel']: told(site, best, cost) };
  const [rebuilt] = site.cheaperWays();
  return rebuilt ? { ifRebuilt: told(site, rebuilt, cost) } : {};
}

function told(site: CallSite, way: CheaperWay, cost: CallCost): BetterWay {
  const { label, tier, savingPercent, ifModelTakesIt } = way;
  const perThousand = cost.costOf(way)?.perThousand;
  return {
    label,
    tier,
    savingPercent,
    ...(perThousand && { perThousand }),
    ...(ifModelTakesIt && { ifModelTakesIt }),
    isSure: isFreeToWait(site),
  };
}
