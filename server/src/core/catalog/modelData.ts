/** Turns the compact rows of `data/models.json` into models. The JSON says of each figure when and where it was read. */
import raw from './data/models.json';
import rawUnpriced from './data/unpriced.json';
import { PRICED_TIERS, type Model, type ModelKind, type PricedTier, type TierAvailability, type TierPrice, type TierPrices } from './model';

/** Input, cached input (null: none published), output. */
type PriceTriple = readonly [number, number | null, number];
type PriceRow = Readonly<Partial<Record<PricedTier, PriceTriple>>>;

interface SourceRow {
  readonly url: string;
  readonly asOf: string;
  /** OpenAI's own page, as against someone who quotes it. */
  readonly official: boolean;
}

interface ModelRow extends PriceRow {
  readonly id: string;
  readonly aliases?: readonly string[];
  readonly kind?: Model['kind'];
  readonly long?: PriceRow & { readonly above: number };
  readonly takes: TierAvailability;
  readonly cacheWriteFactor?: number;
  readonly regionalFactor?: number;
  readonly reasoning?: true;
  readonly shutdown?: string;
  readonly shutdownSource?: string;
  readonly replacement?: string;
  readonly replacementSource?: string;
  readonly promised?: { readonly through: string; readonly before: PriceTriple };
  readonly asOf: string;
  readonly source: string;
  readonly tierSources?: Readonly<Partial<Record<PricedTier, string>>>;
  readonly computed?: readonly PricedTier[];
  readonly notes?: readonly string[];
}

/** Something to say about a tier whatever the model. */
export interface TierNotice {
  readonly tier: 'flex' | 'background';
  readonly text: string;
  readonly asOf: string;
  readonly source: string;
}

/** What is known of models that have no row of their own, by the shape of their names. */
export interface ModelFamily {
  readonly match: RegExp;
  readonly takes: TierAvailability;
  readonly source: string;
}

interface DataFile {
  readonly asOf: string;
  readonly sources: Readonly<Record<string, SourceRow>>;
  readonly notices: readonly TierNotice[];
  readonly families: readonly { readonly match: string; readonly takes: TierAvailability; readonly source: string }[];
  readonly models: readonly ModelRow[];
}

/** Names that have no price here, with the reason; one group per reason and shutdown date. */
interface UnpricedFile {
  readonly asOf: string;
  readonly source: string;
  readonly groups: readonly {
    readonly kind: ModelKind;
    readonly why: string;
    readonly shutdown?: string;
    readonly shutdownSource?: string;
    readonly ids: readonly string[];
  }[];
}

// JSON has no tuples and no literal types, so its inferred type is too wide; `data.test.ts` checks the shape.
const data = raw as unknown as DataFile;
const unpriced = rawUnpriced as unknown as UnpricedFile;

/** The day the data was put together. */
export const DATA_AS_OF: string = data.asOf;

/** Models with their prices, newest first, and then the names that have none. */
export const MODELS: readonly Model[] = [...data.models.map(toModel), ...unpricedModels()];

export const TIER_NOTICES: readonly TierNotice[] = data.notices.map((notice) => ({ ...notice, source: address(notice.source) }));

export const MODEL_FAMILIES: readonly ModelFamily[] = data.families.map((family) => ({
  match: new RegExp(family.match),
  takes: family.takes,
  source: address(family.source),
}));

/** Where OpenAI prints the prices. */
export const PRICING_PAGE = 'https://developers.openai.com/api/docs/pricing';

function toModel(row: ModelRow): Model {
  return {
    id: row.id,
    aliases: row.aliases ?? [],
    kind: row.kind ?? 'text',
    prices: toPrices(row),
    takes: row.takes,
    ...(row.long && { longContextAbove: row.long.above, longContextPrices: toPrices(row.long) }),
    ...(row.cacheWriteFactor !== undefined && { cacheWriteFactor: row.cacheWriteFactor }),
    ...(row.regionalFactor !== undefined && { regionalFactor: row.regionalFactor }),
    ...(row.reasoning && { reasoning: true }),
    ...(row.shutdown && { shutdown: row.shutdown }),
    ...(row.shutdownSource && { shutdownSource: address(row.shutdownSource) }),
    ...(row.replacement && { replacement: row.replacement }),
    ...(row.replacementSource && { replacementSource: address(row.replacementSource) }),
    ...(row.promised && { promised: { through: row.promised.through, before: toPrice(row.promised.before) } }),
    asOf: row.asOf,
    source: address(row.source),
    official: data.sources[row.source]?.official ?? false,
    tierSources: Object.fromEntries(Object.entries(row.tierSources ?? {}).map(([tier, source]) => [tier, address(source)])),
    computed: row.computed ?? [],
    notes: row.notes ?? [],
  };
}

function unpricedModels(): Model[] {
  return unpriced.groups.flatMap(({ ids, kind, why, shutdown, shutdownSource }) =>
    ids.map((id) => ({
      id,
      aliases: [],
      kind,
      prices: {},
      takes: {},
      unpriced: why,
      ...(shutdown && { shutdown }),
      ...(shutdownSource && { shutdownSource: address(shutdownSource) }),
      asOf: unpriced.asOf,
      source: address(unpriced.source),
      official: data.sources[unpriced.source]?.official ?? false,
      tierSources: {},
      computed: [],
      notes: [],
    })),
  );
}

function toPrices(row: PriceRow): TierPrices {
  const prices: Partial<Record<PricedTier, TierPrice>> = {};
  for (const tier of PRICED_TIERS) {
    const triple = row[tier];
    if (triple) prices[tier] = toPrice(triple);
  }
  return prices;
}

function toPrice([input, cachedInput, output]: PriceTriple): TierPrice {
  return cachedInput === null ? { input, output } : { input, cachedInput, output };
}

function address(source: string): string {
  return data.sources[source]?.url ?? source;
}
