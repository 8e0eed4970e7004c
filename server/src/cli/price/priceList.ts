import type { Catalog } from '../../core/catalog/catalog';
import { PRICED_TIERS, type Model } from '../../core/catalog/model';
import { isStale } from '../../core/estimate/caveats';
import { rateOf } from '../../core/estimate/rate';
import { alignColumns } from '../columns';
import type { Colors } from '../colors';
import { jsonText } from '../json';

/** All models with a price that can still be called: dollars per million tokens, input and output, on each tier. */
export function priceListText(catalog: Catalog, today: string, colors: Colors): string {
  const models = priced(catalog, today);
  const rows = models.map((model) => [
    model.id,
    ...PRICED_TIERS.map((tier) => pair(model, tier)),
    `${model.asOf || '–'}${isStale(model, today) ? ' *' : ''}`,
    model.shutdown ? `shuts down ${model.shutdown}` : '',
  ]);
  const [header, ...lines] = alignColumns([['Model', 'standard', 'priority (fast)', 'flex', 'batch', 'as of', ''], ...rows], (column) =>
    column === 0 || column > 4 ? 'left' : 'right',
  );
  const stale = models.some((model) => isStale(model, today)) ? ['* older than 90 days: check them.'] : [];
  return `${['List prices in US dollars per million tokens: input / output.', '', colors.path(header!), ...lines, '', ...stale, '`tierlint price --model NAME --input-tokens N --output-tokens N` gives sums for a month.'].join('\n')}\n`;
}

export function priceListJson(catalog: Catalog, today: string): string {
  const models = priced(catalog, today).map((model) => ({
    model: model.id,
    aliases: model.aliases,
    asOf: model.asOf || null,
    source: model.source,
    stale: isStale(model, today),
    shutdown: model.shutdown ?? null,
    replacement: model.replacement ?? null,
    tiers: Object.fromEntries(PRICED_TIERS.map((tier) => [tier, rateOf(model, tier) ?? null])),
  }));
  return jsonText({ version: 1, unit: 'US dollars per million tokens', models });
}

function priced(catalog: Catalog, today: string): Model[] {
  return catalog.models.filter(({ prices, shutdown }) => prices.standard !== undefined && (shutdown === undefined || shutdown > today));
}

function pair(model: Model, tier: (typeof PRICED_TIERS)[number]): string {
  const rate = rateOf(model, tier);
  return rate ? `${rate.input} / ${rate.output}` : '–';
}
