/** The price of one request in US dollars. */
import type { Model } from '../catalog/model';
import { rateOf, type PricedWay } from './rate';

export interface TokenUsage {
  /** All input tokens, cached ones included. */
  readonly inputTokens: number;
  /** Output tokens, reasoning included. */
  readonly outputTokens: number;
  readonly cachedTokens?: number;
}

/** The request is so long that all of it is repriced: strictly more input than the threshold. */
export function isLongContext(model: Model, inputTokens: number): boolean {
  return model.longContextAbove !== undefined && inputTokens > model.longContextAbove;
}

/**
 * List price of one request, or undefined where the tier is not offered or has no known price at this length. Cached
 * tokens cost the full input price on tiers that print no cached one, as Batch does for gpt-4.1, gpt-4o and the
 * o-series (https://developers.openai.com/api/docs/pricing). Cache writes and tool fees are left out.
 */
export function pricePerRequest(model: Model, way: PricedWay, usage: TokenUsage): number | undefined {
  const rate = rateOf(model, way, isLongContext(model, usage.inputTokens));
  if (!rate) return undefined;
  const cached = Math.min(Math.max(usage.cachedTokens ?? 0, 0), usage.inputTokens);
  const input = (usage.inputTokens - cached) * rate.input + cached * (rate.cachedInput ?? rate.input);
  return (input + usage.outputTokens * rate.output) / 1_000_000;
}

/** Saving in percent of the standard price, negative where the way is dearer; undefined where either price is not known. */
export function savingPercent(model: Model, way: PricedWay, usage: TokenUsage): number | undefined {
  const standard = pricePerRequest(model, 'standard', usage);
  const price = pricePerRequest(model, way, usage);
  return standard === undefined || price === undefined || standard === 0 ? undefined : (1 - price / standard) * 100;
}
