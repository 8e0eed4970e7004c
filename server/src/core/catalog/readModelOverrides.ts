/** Reads the `models` section of a configuration file: what is wrong is said and left out, the rest is used. */
import { PRICED_TIERS, type PricedTier, type TierPrice } from './model';
import type { ModelOverride } from './modelOverrides';

export interface ReadOverrides {
  readonly models: Readonly<Record<string, ModelOverride>>;
  /** One sentence each, with the path of the value: `models."gpt-x".prices.flex.input must be a number of dollars`. */
  readonly problems: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;
type Draft = { -readonly [K in keyof ModelOverride]: ModelOverride[K] };

const ISO_DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TAKES = ['flex', 'priority', 'batch', 'background', 'ultrafast'] as const;

/** Checks values of unknown origin. Never throws. */
export function readModelOverrides(section: unknown): ReadOverrides {
  const problems: string[] = [];
  if (section === undefined) return { models: {}, problems };
  if (!isObject(section)) return { models: {}, problems: ['models must be an object with a model’s name for each key'] };
  const models: Record<string, ModelOverride> = {};
  for (const [name, value] of Object.entries(section)) {
    if (isObject(value)) models[name] = new Reader(`models."${name}"`, problems).override(value);
    else problems.push(`models."${name}" must be an object`);
  }
  return { models, problems };
}

class Reader {
  constructor(
    private readonly path: string,
    private readonly problems: string[],
  ) {}

  override(given: Json): ModelOverride {
    const draft: Draft = {};
    for (const [key, value] of Object.entries(given)) this.field(draft, key, value);
    return draft;
  }

  private field(draft: Draft, key: string, value: unknown): void {
    const readers: Readonly<Record<string, () => void>> = {
      aliases: () => this.take(Array.isArray(value) && value.every((each) => typeof each === 'string'), key, 'a list of names', () => (draft.aliases = value as string[])),
      prices: () => (draft.prices = this.prices(value, key, true)),
      longContextPrices: () => (draft.longContextPrices = this.prices(value, key, false) as Record<PricedTier, TierPrice>),
      takes: () => this.takes(draft, value),
      longContextAbove: () => this.take(isCount(value), key, 'a number of tokens', () => (draft.longContextAbove = value as number)),
      cacheWriteFactor: () => this.take(isAmount(value), key, 'a number', () => (draft.cacheWriteFactor = value as number)),
      regionalFactor: () => this.take(isAmount(value), key, 'a number', () => (draft.regionalFactor = value as number)),
      reasoning: () => this.take(typeof value === 'boolean', key, 'true or false', () => (draft.reasoning = value as boolean)),
      shutdown: () => this.take(value === null || isDate(value), key, 'a date such as 2027-01-31, or null', () => (draft.shutdown = value as string | null)),
      replacement: () => this.take(typeof value === 'string', key, 'a model’s name', () => (draft.replacement = value as string)),
      asOf: () => this.take(isDate(value), key, 'a date such as 2027-01-31', () => (draft.asOf = value as string)),
      source: () => this.take(typeof value === 'string', key, 'a text', () => (draft.source = value as string)),
    };
    const read = Object.hasOwn(readers, key) ? readers[key] : undefined;
    if (read) read();
    else this.problems.push(`${this.path}.${key} is not known; there are ${Object.keys(readers).join(', ')}`);
  }

  private prices(value: unknown, key: string, mayBeNull: boolean): Partial<Record<PricedTier, TierPrice | null>> {
    const prices: Partial<Record<PricedTier, TierPrice | null>> = {};
    if (!isObject(value)) {
      this.problems.push(`${this.path}.${key} must be an object with a price per tier`);
      return prices;
    }
    for (const [tier, price] of Object.entries(value)) {
      const at = `${key}.${tier}`;
      if (!PRICED_TIERS.includes(tier as PricedTier)) this.problems.push(`${this.path}.${at} is no tier; there are ${PRICED_TIERS.join(', ')}`);
      else if (price === null && mayBeNull) prices[tier as PricedTier] = null;
      else if (isPrice(price)) prices[tier as PricedTier] = price;
      else this.problems.push(`${this.path}.${at} must have input and output, and may have cachedInput, in dollars per million tokens`);
    }
    return prices;
  }

  private takes(draft: Draft, value: unknown): void {
    const isRight = isObject(value) && Object.entries(value).every(([tier, yes]) => (TAKES as readonly string[]).includes(tier) && typeof yes === 'boolean');
    this.take(isRight, 'takes', `an object of true and false for ${TAKES.join(', ')}`, () => (draft.takes = value as NonNullable<ModelOverride['takes']>));
  }

  private take(isRight: boolean, key: string, wanted: string, use: () => void): void {
    if (isRight) use();
    else this.problems.push(`${this.path}.${key} must be ${wanted}`);
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isCount(value: unknown): boolean {
  return isAmount(value) && Number.isInteger(value) && value > 0;
}

function isDate(value: unknown): boolean {
  return typeof value === 'string' && ISO_DATE.test(value);
}

function isPrice(value: unknown): value is TierPrice {
  if (!isObject(value)) return false;
  const known = Object.keys(value).every((key) => key === 'input' || key === 'cachedInput' || key === 'output');
  return known && isAmount(value['input']) && isAmount(value['output']) && (value['cachedInput'] === undefined || isAmount(value['cachedInput']));
}
