/** What a model charges per million tokens on each way to run it. */
import { BACKGROUND_WINDOWS, type BackgroundWindow } from '../catalog/catalog';
import type { Model, PricedTier, TierPrice, TierPrices } from '../catalog/model';

/** A tier with a price of its own, or a background response with a completion window. */
export type PricedWay = PricedTier | BackgroundWindow['window'];

export interface Rate extends TierPrice {
  /** Not printed for this model: a general rule applied to its standard price. */
  readonly computed: boolean;
}

/** Flex is priced at Batch rates, and Batch costs half: https://developers.openai.com/api/docs/pricing. */
export const HALF = 0.5;

/** Above the threshold: input and cache twice, output one and a half times (same page). */
const LONG_CONTEXT = { input: 2, output: 1.5 };

/**
 * The rate of a way to run the model, or undefined where it is not offered or its price is not known. Above
 * `longContextAbove` input tokens a tier that the long-context rows leave out has none.
 */
export function rateOf(model: Model, way: PricedWay, longContext = false): Rate | undefined {
  if (!longContext) return rateIn(model, model.prices, way);
  if (model.longContextPrices) {
    const leftOut = (way === 'flex' || way === 'batch') && model.prices[way] !== undefined && model.longContextPrices[way] === undefined;
    return leftOut ? undefined : rateIn(model, model.longContextPrices, way);
  }
  const rate = rateIn(model, model.prices, way);
  return rate && scaled(rate, LONG_CONTEXT);
}

function rateIn(model: Model, prices: TierPrices, way: PricedWay): Rate | undefined {
  const { standard } = prices;
  if (way === '2h' || way === '8h') {
    const factor = BACKGROUND_WINDOWS.find((each) => each.window === way)?.factor;
    return model.takes.background && standard && factor !== undefined ? scaled(standard, { input: factor, output: factor }) : undefined;
  }
  if (way !== 'standard' && model.takes[way] === false) return undefined;
  const price = prices[way];
  if (price) return { ...price, computed: model.computed.includes(way) };
  const halved = (way === 'flex' || way === 'batch') && model.takes[way] === true;
  return halved && standard ? scaled(standard, { input: HALF, output: HALF }) : undefined;
}

/** Rounded to twelve digits, so that 0.2 * 3 shows as 0.6. */
function scaled(price: TierPrice, factor: { readonly input: number; readonly output: number }): Rate {
  const round = (value: number): number => Number(value.toPrecision(12));
  return {
    input: round(price.input * factor.input),
    ...(price.cachedInput !== undefined && { cachedInput: round(price.cachedInput * factor.input) }),
    output: round(price.output * factor.output),
    computed: true,
  };
}
