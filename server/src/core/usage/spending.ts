/**
 * What was used, per model, project and tier, at list prices, and what the same tokens would have cost on a cheaper way to
 * run. List prices are not the bill: what was billed is told beside them, by project, and the two are never added.
 */
import type { Catalog } from '../catalog/catalog';
import type { Model } from '../catalog/model';
import { rateOf, type PricedWay, type Rate } from '../estimate/rate';
import type { Usage, UsageRow } from './usage';

type CheaperWay = 'flex' | 'batch' | '2h' | '8h';

export interface Alternative {
  readonly way: CheaperWay;
  /** US dollars for the same tokens. */
  readonly price: number;
  readonly saving: number;
}

export interface Spending {
  readonly model: string | null;
  readonly project: string | null;
  readonly kind: UsageRow['kind'];
  /** As a reader sees it: `standard`, `standard (assumed)`, `priority (fast)`, `flex`, `batch`, or the API's own word. */
  readonly tier: string;
  readonly requests: number;
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  /** US dollars at list price; undefined where the catalog has none for this model on this tier. */
  readonly listPrice: number | undefined;
  /** Ways that the model is offered on and that cost less, cheapest first. */
  readonly alternatives: readonly Alternative[];
}

/** What the organisation was billed for a project. One row per currency. */
export interface Billed {
  readonly project: string | null;
  readonly currency: string;
  readonly amount: number;
}

export interface SpendingReport {
  /** The dearest first; rows without a price last. */
  readonly rows: readonly Spending[];
  readonly billed: readonly Billed[];
  readonly assumptions: readonly string[];
}

export function spendingOf(usage: Pick<Usage, 'rows' | 'costs'>, catalog: Catalog): SpendingReport {
  const groups = new Map<string, UsageRow>();
  for (const row of usage.rows) {
    const key = JSON.stringify([row.project, row.model, row.kind, tierOf(row).label]);
    const before = groups.get(key);
    groups.set(key, before ? added(before, row) : row);
  }
  const rows = [...groups.values()].map((row) => spending(row, catalog)).sort((a, b) => (b.listPrice ?? -1) - (a.listPrice ?? -1));
  return { rows, billed: billedOf(usage), assumptions: assumptionsFor(usage.rows, rows, catalog) };
}

function spending(row: UsageRow, catalog: Catalog): Spending {
  const { model: name, project, kind, requests, inputTokens, cachedInputTokens, outputTokens } = row;
  const { label, way } = tierOf(row);
  const model = name === null ? undefined : catalog.model(name);
  const rate = model && way && rateOf(model, way);
  const listPrice = rate && priceOf(rate, row);
  return {
    model: name,
    project,
    kind,
    tier: label,
    requests,
    inputTokens,
    cachedInputTokens,
    outputTokens,
    listPrice,
    alternatives: listPrice === undefined || !model ? [] : alternativesFor(model, row, listPrice),
  };
}

const WAYS: readonly CheaperWay[] = ['batch', 'flex', '8h', '2h'];

function alternativesFor(model: Model, row: UsageRow, listPrice: number): readonly Alternative[] {
  // Embeddings have no tiers; the Batch API takes them.
  const ways = row.kind === 'embeddings' ? WAYS.slice(0, 1) : WAYS;
  const found = ways.flatMap((way) => {
    const rate = rateOf(model, way);
    const price = rate && priceOf(rate, row);
    return price !== undefined && price < listPrice ? [{ way, price, saving: listPrice - price }] : [];
  });
  return found.sort((a, b) => a.price - b.price);
}

/** Cached tokens cost the full input price where no cached one is published. */
function priceOf(rate: Rate, { inputTokens, cachedInputTokens, outputTokens }: UsageRow): number {
  const cached = Math.min(cachedInputTokens, inputTokens);
  return ((inputTokens - cached) * rate.input + cached * (rate.cachedInput ?? rate.input) + outputTokens * rate.output) / 1_000_000;
}

/** The tier of a row, and the price list it is on; none for tiers that are bought otherwise (scale) or that are not known. */
function tierOf({ batch, tier, kind }: UsageRow): { readonly label: string; readonly way: PricedWay | undefined } {
  if (batch === true) return { label: 'batch', way: 'batch' };
  if (kind === 'embeddings') return { label: 'standard', way: 'standard' };
  switch (tier) {
    case null:
    case 'auto':
      return { label: 'standard (assumed)', way: 'standard' };
    case 'default':
    case 'standard':
      return { label: 'standard', way: 'standard' };
    case 'flex':
      return { label: 'flex', way: 'flex' };
    case 'priority':
    case 'fast':
      return { label: 'priority (fast)', way: 'priority' };
    case 'batch':
      return { label: 'batch', way: 'batch' };
    default:
      return { label: tier, way: undefined };
  }
}

function added(a: UsageRow, b: UsageRow): UsageRow {
  return {
    ...a,
    inputTokens: a.inputTokens + b.inputTokens,
    cachedInputTokens: a.cachedInputTokens + b.cachedInputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    requests: a.requests + b.requests,
  };
}

function billedOf({ costs }: Pick<Usage, 'costs'>): readonly Billed[] {
  const sums = new Map<string, Billed>();
  for (const { project, currency, amount } of costs) {
    const key = JSON.stringify([project, currency]);
    sums.set(key, { project, currency, amount: (sums.get(key)?.amount ?? 0) + amount });
  }
  return [...sums.values()].filter(({ amount }) => amount !== 0).sort((a, b) => b.amount - a.amount);
}

function assumptionsFor(given: readonly UsageRow[], rows: readonly Spending[], catalog: Catalog): readonly string[] {
  const said = [
    `List prices as of ${catalog.asOf}, without negotiated discounts, tool fees, cache writes and regional processing. What was billed is another figure.`,
  ];
  if (rows.some(({ model }) => model !== null && catalog.model(model)?.longContextAbove !== undefined))
    said.push('Usage does not tell the length of single requests: all are priced as below the long-context step.');
  if (rows.some(({ tier }) => tier === 'standard (assumed)')) said.push('Rows without a service tier are taken as standard.');
  const unpriced = rows.filter(({ listPrice }) => listPrice === undefined).length;
  if (unpriced > 0) said.push(`${unpriced} of ${rows.length} rows have no list price and are in no sum.`);
  if (given.some(({ model }) => model === null)) said.push('Some rows name no model: the export was not grouped by model.');
  return said;
}
