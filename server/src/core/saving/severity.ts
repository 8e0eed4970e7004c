/** How loud advice on cost may be: a warning comes with something that saves. */
import type { CallSite } from '../callSite/callSite';
import type { CheaperWay } from '../callSite/cheaperWay';
import type { Severity } from '../findings/severity';

/** The best way that takes a fix or another model; undefined where there is none, or only for whoever rebuilds the code. */
export function bestWay({ cheaperWays }: Pick<CallSite, 'cheaperWays'>): CheaperWay | undefined {
  const [best] = cheaperWays();
  return best?.takes === 'restructuring' ? undefined : best;
}

/** Something shows that nobody waits, or somebody said so; otherwise a cheaper way holds only if nobody does. */
export function isFreeToWait({ workload: { workload }, intent }: CallSite): boolean {
  return workload === 'offline' || workload === 'background' || intent?.tier !== undefined;
}

/**
 * Warning where nobody waits and a fix on offer, or a change of model that the catalog names, saves; information where it would if
 * somebody restructured the code, or if nobody waits; hint otherwise.
 */
export function severityOfSaving(site: CallSite): Severity {
  const [best] = site.cheaperWays();
  if (!best) return 'hint';
  const isDone = best.takes !== 'restructuring';
  if (isFreeToWait(site)) return isDone ? 'warning' : 'info';
  return isDone ? 'info' : 'hint';
}
