/** Rows of days put together by month: a year of daily rows of many keys and models is larger than anybody reads. */
import type { CostRow, UsageRow } from './usage';

/** Adds rows up that differ in nothing but the day within a month. Sorted by date, then by what they are about. */
export function usageByMonth(rows: readonly UsageRow[]): readonly UsageRow[] {
  return combined(
    rows,
    ({ start, kind, model, project, apiKey, batch, tier }) => [start.slice(0, 7), project, apiKey, model, kind, batch, tier],
    (a, b) => ({
      ...a,
      ...dates(a, b),
      inputTokens: a.inputTokens + b.inputTokens,
      cachedInputTokens: a.cachedInputTokens + b.cachedInputTokens,
      outputTokens: a.outputTokens + b.outputTokens,
      requests: a.requests + b.requests,
      cost: a.cost === null || b.cost === null ? null : a.cost + b.cost,
    }),
  );
}

export function costsByMonth(rows: readonly CostRow[]): readonly CostRow[] {
  return combined(
    rows,
    ({ start, project, apiKey, lineItem, currency }) => [start.slice(0, 7), project, apiKey, lineItem, currency],
    (a, b) => ({ ...a, ...dates(a, b), amount: a.amount + b.amount }),
  );
}

interface Dated {
  readonly start: string;
  readonly end: string;
}

function combined<T extends Dated>(rows: readonly T[], keyOf: (row: T) => readonly unknown[], add: (a: T, b: T) => T): readonly T[] {
  const byKey = new Map<string, T>();
  for (const row of rows) {
    const key = JSON.stringify(keyOf(row));
    const before = byKey.get(key);
    byKey.set(key, before ? add(before, row) : row);
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => row);
}

function dates(a: Dated, b: Dated): Dated {
  return { start: a.start < b.start ? a.start : b.start, end: a.end > b.end ? a.end : b.end };
}
