/** Rows a user changes or adds in the configuration: negotiated prices, newer models, dates that moved. */
import type { Model, PricedTier, TierAvailability, TierPrice } from './model';
import { PRICING_PAGE } from './modelData';

export interface ModelOverride {
  readonly aliases?: readonly string[];
  /** A price, or null where the tier is not to be had. */
  readonly prices?: Readonly<Partial<Record<PricedTier, TierPrice | null>>>;
  readonly takes?: TierAvailability;
  readonly longContextAbove?: number;
  readonly longContextPrices?: Model['longContextPrices'];
  readonly cacheWriteFactor?: number;
  readonly regionalFactor?: number;
  readonly reasoning?: boolean;
  readonly shutdown?: string | null;
  readonly replacement?: string;
  /** ISO date of the prices; without it they are taken as current. */
  readonly asOf?: string;
  readonly source?: string;
}

export interface CatalogOverrides {
  readonly models?: Readonly<Record<string, ModelOverride>>;
}

/** The rows with the overrides laid over them, new ones last. An override by alias changes the row it names. */
export function mergeModels(rows: readonly Model[], overrides: CatalogOverrides): readonly Model[] {
  const left = new Map(Object.entries(overrides.models ?? {}));
  const merged = rows.map((row) => {
    const name = [row.id, ...row.aliases].find((each) => left.has(each));
    const override = name === undefined ? undefined : left.get(name);
    if (name === undefined || !override) return row;
    left.delete(name);
    return applyOverride(row, override);
  });
  return [...merged, ...[...left].map(([id, override]) => applyOverride(emptyModel(id), override))];
}

function applyOverride(row: Model, override: ModelOverride): Model {
  const {
    shutdown: oldShutdown,
    shutdownSource,
    replacementSource,
    longContextPrices: oldLongContextPrices,
    promised,
    unpriced,
    reasoning: oldReasoning,
    ...rest
  } = row;
  const shutdown = override.shutdown === undefined ? oldShutdown : (override.shutdown ?? undefined);
  const takes: { -readonly [K in keyof TierAvailability]: TierAvailability[K] } = { ...row.takes };
  for (const [tier, price] of Object.entries(override.prices ?? {}) as [PricedTier, TierPrice | null][]) {
    if (tier !== 'standard') takes[tier] = price !== null;
  }
  const prices: Partial<Record<PricedTier, TierPrice>> = Object.fromEntries(
    Object.entries({ ...row.prices, ...override.prices }).filter(([, price]) => price !== null),
  );
  const ownPrices = override.prices !== undefined;
  const longContextPrices = override.longContextPrices ?? (ownPrices ? undefined : oldLongContextPrices);
  return {
    ...rest,
    aliases: override.aliases ? [...new Set([...row.aliases, ...override.aliases])] : row.aliases,
    prices,
    takes: { ...takes, ...override.takes },
    ...(override.longContextAbove !== undefined && { longContextAbove: override.longContextAbove }),
    ...(longContextPrices && { longContextPrices }),
    ...(override.cacheWriteFactor !== undefined && { cacheWriteFactor: override.cacheWriteFactor }),
    ...(override.regionalFactor !== undefined && { regionalFactor: override.regionalFactor }),
    ...((override.reasoning ?? oldReasoning) && { reasoning: true as const }),
    ...(unpriced && !ownPrices && { unpriced }),
    ...(shutdown && { shutdown }),
    ...(shutdown && override.shutdown === undefined && shutdownSource && { shutdownSource }),
    ...(override.replacement ? { replacement: override.replacement } : replacementSource && { replacementSource }),
    // Notes and promises speak about OpenAI's price, which this row no longer shows.
    ...(ownPrices ? { computed: [], notes: [], tierSources: {}, official: false } : promised && { promised }),
    asOf: override.asOf ?? (ownPrices ? '' : row.asOf),
    source: override.source ?? (ownPrices ? 'your configuration' : row.source),
  };
}

function emptyModel(id: string): Model {
  return { ...NO_PRICES, id, aliases: [], takes: {}, asOf: '', source: 'your configuration', official: false, notes: [] };
}

/**
 * A fine-tuned model: its own price list, which the catalog does not carry, and neither Flex nor priority (fast),
 * whose tables have no rows for fine-tuned models (https://developers.openai.com/api/docs/pricing). It goes when its base
 * model goes (https://developers.openai.com/api/docs/deprecations).
 */
export function fineTunedModel(id: string, base: Model | undefined): Model {
  return {
    ...NO_PRICES,
    id,
    aliases: [],
    takes: { flex: false, priority: false },
    ...(base?.shutdown && { shutdown: base.shutdown }),
    ...(base?.shutdownSource && { shutdownSource: base.shutdownSource }),
    asOf: base?.asOf ?? '2026-09-02',
    source: PRICING_PAGE,
    official: true,
    notes: ['Fine-tuned models have prices of their own, which are not in this catalog.'],
  };
}

const NO_PRICES = { kind: 'text', prices: {}, tierSources: {}, computed: [] } as const;
