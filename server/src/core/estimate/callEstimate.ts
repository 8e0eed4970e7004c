/**
 * What one call costs on every tier it may use: a range with its assumptions in words. Nothing here is a monthly sum
 * unless a person gave a volume.
 */
import type { Model } from '../catalog/model';
import type { Volume } from '../intent/intent';
import { guessInput } from './inputGuess';
import { guessOutput } from './outputGuess';
import { pricePerRequest, type TokenUsage } from './price';
import type { Range } from './range';
import type { PricedWay } from './rate';
import type { RequestSize } from './requestSize';
import type { TierRow } from './tierRow';
import type { TokenCounter } from './tokens';
import { describeVolume, MONTH_ASSUMPTION, monthlyRequests } from './volume';

export interface CallEstimate {
  readonly input: Range;
  readonly output: Range;
  /** One per row of the tier table that has a price, in its order. */
  readonly costs: readonly WayCost[];
  /** The loops round the call run it this often. */
  readonly repeats?: number;
  readonly monthly?: { readonly requests: number; readonly said: string };
  readonly assumptions: readonly string[];
}

/** Dollars of one way to run the call. */
export interface WayCost {
  readonly label: string;
  readonly perCall: Range;
  readonly perThousand: Range;
  /** Percent of the standard price of the same tokens; negative when dearer. Absent for standard. */
  readonly savingPercent?: number;
  /** Only with a volume. */
  readonly perMonth?: Range;
}

export interface EstimateQuery {
  readonly model: Model;
  readonly rows: readonly TierRow[];
  /** Undefined: the arguments of the call are out of sight. */
  readonly size: RequestSize | undefined;
  readonly counter: TokenCounter;
  readonly volume?: Volume;
}

/** Prompts are cached from this length on: https://developers.openai.com/api/docs/guides/prompt-caching. */
const CACHED_FROM = 1_024;

/** Undefined for a model without a price. */
export function estimateCall({ model, rows, size, counter, volume }: EstimateQuery): CallEstimate | undefined {
  if (!model.prices.standard) return undefined;
  const input = guessInput(model, size?.prompt, counter);
  const output = guessOutput(model, size);
  const regional = size?.regional === true;
  const requests = volume && monthlyRequests(volume);
  const usage = usages(model, input.tokens, input.fixed, output.tokens, regional);
  const standard = costOf(model, 'standard', usage);
  const costs = rows.flatMap((row): WayCost[] => {
    const way = wayOf(row);
    const cost = way && row.input !== undefined ? costOf(model, way, usage) : undefined;
    if (!cost) return [];
    const saved = standard && standard.likely > 0 && way !== 'standard' ? Math.round((1 - cost.likely / standard.likely) * 100) : undefined;
    return [
      {
        label: row.label,
        perCall: cost,
        perThousand: scaled(cost, 1_000),
        ...(saved !== undefined && { savingPercent: saved }),
        ...(requests !== undefined && { perMonth: scaled(cost, requests) }),
      },
    ];
  });
  return {
    input: input.tokens,
    output: output.tokens,
    costs,
    ...(size?.repeats && { repeats: size.repeats.times }),
    ...(volume && requests !== undefined && { monthly: { requests, said: describeVolume(volume) } }),
    assumptions: [
      input.assumption,
      output.assumption,
      ...cacheAssumption(model, input.fixed),
      ...(model.cacheWriteFactor !== undefined && input.tokens.high >= CACHED_FROM
        ? ['The high end has all input written to the prompt cache.']
        : []),
      ...(regional && model.regionalFactor ? [`The regional host costs ${model.regionalFactor} times the list price; included.`] : []),
      ...(model.longContextAbove !== undefined && input.tokens.high > model.longContextAbove
        ? [`Above ${model.longContextAbove.toLocaleString('en-US')} input tokens the whole request is repriced; included.`]
        : []),
      ...(volume ? [`${describeVolume(volume)}, as the code or its configuration says. ${MONTH_ASSUMPTION}`] : []),
    ],
  };
}

/** The way a row of the tier table is priced; undefined for one that has no price of its own. */
export function wayOf({ tier, window }: TierRow): PricedWay | undefined {
  return tier === 'background' ? window : tier;
}

interface Usages {
  readonly low: TokenUsage;
  readonly likely: TokenUsage;
  readonly high: TokenUsage;
}

/** At best the fixed part of the prompt comes from the cache; at worst all of it is written there. */
function usages(model: Model, input: Range, fixed: number, output: Range, regional: boolean): Usages {
  const cached = fixed >= CACHED_FROM ? fixed : 0;
  const written = model.cacheWriteFactor !== undefined && input.high >= CACHED_FROM ? input.high : 0;
  return {
    low: { inputTokens: input.low, cachedTokens: cached, outputTokens: output.low, regional },
    likely: { inputTokens: input.likely, outputTokens: output.likely, regional },
    high: { inputTokens: input.high, cacheWriteTokens: written, outputTokens: output.high, regional },
  };
}

function costOf(model: Model, way: PricedWay, { low, likely, high }: Usages): Range | undefined {
  const [least, taken, most] = [low, likely, high].map((usage) => pricePerRequest(model, way, usage));
  return least === undefined || taken === undefined ? undefined : { low: least, likely: taken, high: most ?? taken };
}

function cacheAssumption(model: Model, fixed: number): string[] {
  if (model.kind !== 'text' || fixed < CACHED_FROM) return [];
  const standard = model.prices.standard;
  if (standard?.cachedInput === undefined) return [];
  const batch =
    model.prices.batch && model.prices.batch.cachedInput === undefined
      ? '; Batch has no price for cached input, so there it counts in full'
      : '';
  return [`The low end has the fixed ${fixed.toLocaleString('en-US')} tokens cached${batch}.`];
}

function scaled({ low, likely, high }: Range, factor: number): Range {
  return { low: low * factor, likely: likely * factor, high: high * factor };
}
