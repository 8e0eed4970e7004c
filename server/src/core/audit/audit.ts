/** An audit: every call of a code base, what to do first, and the same calls grouped. */
import { actionsOf, type Action } from './actions';
import type { AuditCall } from './auditCall';
import { groupBy, type Group, type Grouping } from './groups';

export interface Audit {
  /** ISO date. */
  readonly date: string;
  readonly files: number;
  readonly calls: readonly AuditCall[];
  readonly actions: readonly Action[];
  readonly groups: Readonly<Record<Grouping, readonly Group[]>>;
  /** What the figures rest on, in words. */
  readonly assumptions: readonly string[];
}

const GROUPINGS: readonly Grouping[] = ['folder', 'owner', 'model', 'workload'];

export function audit(
  calls: readonly AuditCall[],
  { date, files, oldestPrice }: { readonly date: string; readonly files: number; readonly oldestPrice?: string },
): Audit {
  const hasVolumes = calls.some(({ volume }) => volume !== undefined);
  return {
    date,
    files,
    calls,
    actions: actionsOf(calls, date),
    groups: Object.fromEntries(GROUPINGS.map((grouping) => [grouping, groupBy(calls, grouping)])) as unknown as Audit['groups'],
    assumptions: [
      ...(oldestPrice === undefined ? [] : [`List prices, the oldest read on ${oldestPrice}, without negotiated discounts and tool fees.`]),
      'Savings are percentages of what the same call costs now. They are not added up: how often a call runs is not in the code.',
      hasVolumes
        ? 'Dollars a month are those of calls with a volume in tierlint.json or an annotation; a month is 30 days.'
        : 'No dollars a month are shown, for no volume is given. `# tier: flex, volume=20k/day` or "volume" in tierlint.json gives one; `--usage` reads real usage.',
      ...(oldestPrice === undefined
        ? []
        : [
            'Dollars for 1,000 calls are a range: what stands in the code is counted, what is set at run time is assumed (docs/estimates.md).',
          ]),
      ...(calls.some(({ stale }) => stale) ? ['Some prices are older than 90 days; the calls they are used for are marked.'] : []),
    ],
  };
}
