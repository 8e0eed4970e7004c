/** What so many tokens of a model cost on every way to run it: the sums behind `tierlint price`. */
import type { Model } from '../catalog/model';
import { wayOf } from './callEstimate';
import { withoutNoise } from './money';
import { pricePerRequest } from './price';
import type { TierRow } from './tierRow';

/** Tokens of a month, all requests together. */
export interface MonthlyTokens {
  readonly input: number;
  readonly output: number;
  readonly cached: number;
  /** Over how many requests they are spread; absent: so many that none is long. */
  readonly requests?: number;
  readonly regional: boolean;
}

export interface BillRow {
  readonly row: TierRow;
  /** Dollars a month, not rounded; absent where the way is not offered or has no price (at this length). */
  readonly cost?: number;
  /** Against standard; negative when dearer. */
  readonly savedPerMonth?: number;
  readonly savedPerYear?: number;
  readonly savingPercent?: number;
}

/** Requests this short are repriced by no model. */
const SHORT = 1_000;

export function bill(model: Model, rows: readonly TierRow[], tokens: MonthlyTokens): readonly BillRow[] {
  const cost = (row: TierRow): number | undefined => {
    const way = wayOf(row);
    const dollars = way && row.available !== 'no' ? monthly(model, way, tokens) : undefined;
    return dollars === undefined ? undefined : withoutNoise(dollars);
  };
  const standard = rows.filter(({ tier }) => tier === 'standard').map(cost)[0];
  return rows.map((row) => {
    const dollars = cost(row);
    if (dollars === undefined) return { row };
    if (row.tier === 'standard' || standard === undefined) return { row, cost: dollars };
    const savedPerMonth = withoutNoise(standard - dollars);
    return {
      row,
      cost: dollars,
      savedPerMonth,
      savedPerYear: withoutNoise(savedPerMonth * 12),
      ...(standard > 0 && { savingPercent: Math.round((savedPerMonth / standard) * 1000) / 10 }),
    };
  });
}

function monthly(
  model: Model,
  way: NonNullable<ReturnType<typeof wayOf>>,
  { input, output, cached, requests, regional }: MonthlyTokens,
): number | undefined {
  const count = requests ?? Math.max(1, Math.ceil(input / SHORT));
  const one = pricePerRequest(model, way, {
    inputTokens: input / count,
    cachedTokens: cached / count,
    outputTokens: output / count,
    regional,
  });
  return one === undefined ? undefined : one * count;
}
