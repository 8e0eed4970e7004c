/** The price of one request in US dollars. */
import type { Model } from '../catalog/model';
import { rateOf, type PricedWay } from './rate';

export interface TokenUsage {
  /** All input tokens, cached ones included. */
  readonly inputTokens: number;
  /** Output tokens, reasoning included. */
  readonly outputTokens: number;
  readonly cachedTokens?: number;
  /** Input tokens that are written to the prompt cache; they cost more on models that charge for it. */
  readonly cacheWriteTokens?: number;
  /** Sent to a regional host, `eu.api.openai.com`. */
  readonly regional?: boolean;
}

/** The request is so long that all of it is repriced: strictly more input than the threshold. */
function isLongContext(model: Model, inputTokens: number): boolean {
  return model.longContextAbove !== undefined && inputTokens > model.longContextAbove;
}

/**
 * List price of one request in dollars, or undefined where the tier is not offered or has no known price at this length. Cached
 * tokens cost the full input price on tiers that print no cached one, as Batch does for gpt-4.1, gpt-4o and the
 * o-series (https://developers.openai.com/api/docs/pricing). Tool fees are left out.
 */
export function pricePerRequest(model: Model, way: PricedWay, usage: TokenUsage): number | undefined {
  const rate = rateOf(model, way, isLongContext(model, usage.inputTokens));
  if (!rate) return undefined;
  const cached = within(usage.cachedTokens, usage.inputTokens);
  const written = within(usage.cacheWriteTokens, usage.inputTokens - cached);
  const plain = usage.inputTokens - cached - written;
  const input = plain * rate.input + written * rate.input * (model.cacheWriteFactor ?? 1) + cached * (rate.cachedInput ?? rate.input);
  const region = usage.regional ? (model.regionalFactor ?? 1) : 1;
  return ((input + usage.outputTokens * rate.output) * region) / 1_000_000;
}

function within(tokens: number | undefined, most: number): number {
  return Math.min(Math.max(tokens ?? 0, 0), most);
}

/** Saving in percent of the standard price, negative where the way is dearer; undefined where either price is not known. */
export function savingPercent(model: Model, way: PricedWay, usage: TokenUsage): number | undefined {
  const standard = pricePerRequest(model, 'standard', usage);
  const price = pricePerRequest(model, way, usage);
  return standard === undefined || price === undefined || standard === 0 ? undefined : (1 - price / standard) * 100;
}
