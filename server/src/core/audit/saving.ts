/** What several calls could save, told so that nothing is added that can't be: percents as a span, dollars only of calls with a volume. */
import type { AuditCall } from './auditCall';

export interface Saving {
  /** Calls that have a cheaper way. */
  readonly calls: number;
  /** Percent of what those cost now. */
  readonly percent?: { readonly low: number; readonly high: number };
  /** Of the calls whose volume somebody gave. */
  readonly monthly?: { readonly calls: number; readonly now: number; readonly saved: number };
}

export function savingOf(calls: readonly AuditCall[]): Saving {
  const percents = calls.flatMap(({ better }) => (better ? [better.savingPercent] : []));
  const withVolume = calls.flatMap(({ volume }) => (volume ? [volume] : []));
  return {
    calls: percents.length,
    ...(percents.length > 0 && { percent: { low: smallest(percents), high: -smallest(percents.map((each) => -each)) } }),
    ...(withVolume.length > 0 && {
      monthly: {
        calls: withVolume.length,
        now: withVolume.reduce((all, { perMonth }) => all + perMonth, 0),
        saved: withVolume.reduce((all, { savedPerMonth }) => all + (savedPerMonth ?? 0), 0),
      },
    }),
  };
}

/** `50 %`, `25–50 %`; undefined when nothing is saved. */
export function describePercent({ percent }: Saving): string | undefined {
  if (!percent) return undefined;
  return percent.low === percent.high ? `${percent.low} %` : `${percent.low}–${percent.high} %`;
}

function smallest(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b), Infinity);
}
