/** What a pricing page says otherwise than the catalog, in words for a maintainer. */
import type { Catalog } from '../../server/src/core/catalog/catalog';
import { PRICED_TIERS, type Model, type PricedTier, type TierPrice } from '../../server/src/core/catalog/model';
import type { PagePrice, PageRow, PricingPage } from './pricingPage';

/** One line each; empty when page and catalog agree. Rows that the page no longer has are told, not judged. */
export function priceDifferences(page: PricingPage, catalog: Catalog): string[] {
  const said: string[] = [];
  for (const tier of PRICED_TIERS) {
    const seen = new Set<string>();
    for (const row of page[tier]) {
      const model = catalog.model(row.model);
      if (!model || model.unpriced) {
        said.push(
          `+ ${row.model} ${tier}: ${show(row.short)}${row.long.input === null ? '' : `, long context ${show(row.long)}`} (not in the catalog)`,
        );
        continue;
      }
      seen.add(model.id);
      said.push(...differencesOf(model, tier, row));
    }
    for (const model of catalog.models) {
      if (model.prices[tier] && model.kind === 'text' && !seen.has(model.id))
        said.push(`- ${model.id} ${tier}: in the catalog, not on the page`);
    }
  }
  return said;
}

function differencesOf(model: Model, tier: PricedTier, row: PageRow): string[] {
  const said: string[] = [];
  const compare = (what: string, ours: TierPrice | undefined, theirs: PagePrice): void => {
    const [before, after] = [ours ? show(fromCatalog(ours)) : '–', show({ ...theirs, cacheWrites: null })];
    if (before !== after) said.push(`~ ${model.id} ${tier}${what}: ${before} → ${after}`);
  };
  compare('', model.prices[tier], row.short);
  compare(' long context', model.longContextPrices?.[tier], row.long);
  const writes = row.short.cacheWrites;
  const ours = model.cacheWriteFactor === undefined ? null : round((model.prices[tier]?.input ?? 0) * model.cacheWriteFactor);
  if (writes !== ours) said.push(`~ ${model.id} ${tier} cache writes: ${ours ?? '–'} → ${writes ?? '–'}`);
  return said;
}

function fromCatalog({ input, cachedInput, output }: TierPrice): PagePrice {
  return { input, cachedInput: cachedInput ?? null, cacheWrites: null, output };
}

function show({ input, cachedInput, output }: PagePrice): string {
  return input === null && output === null ? '–' : [input, cachedInput, output].map((price) => price ?? '–').join(' / ');
}

function round(value: number): number {
  return Number(value.toPrecision(12));
}
