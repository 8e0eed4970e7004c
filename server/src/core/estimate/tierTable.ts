/**
 * What a call costs on every tier, as data: a hover, a terminal table and a report render it. No tokens are counted;
 * rates are per million, and every figure comes with its assumptions.
 */
import { BACKGROUND_WINDOWS, type BackgroundWindow, type Catalog } from '../catalog/catalog';
import type { Endpoint } from '../catalog/endpoint';
import type { Model } from '../catalog/model';
import type { TierName } from '../catalog/serviceTier';
import { assumptionsFor, isStale, noticesFor, shutdownNotice, type ShutdownNotice } from './caveats';
import { HALF, rateOf, type PricedWay, type Rate } from './rate';
import type { TierRow } from './tierRow';

export type { TierRow } from './tierRow';

export interface TierTable {
  /** The catalog's name for the model; absent when it has none. */
  readonly model?: string;
  readonly rows: readonly TierRow[];
  readonly assumptions: readonly string[];
  /** What a reader should know before acting: shutdown, promises that ran out, tiers that are ending. */
  readonly notices: readonly string[];
  readonly shutdown?: ShutdownNotice;
  /** The price row is more than 90 days old. */
  readonly stale: boolean;
  readonly asOf?: string;
  readonly source?: string;
}

export interface TierTableQuery {
  readonly catalog: Catalog;
  /** As written in the code; absent when it can't be told. */
  readonly modelName?: string;
  /** Absent: about the model alone, whatever the call. */
  readonly endpoint?: Endpoint;
  /** ISO date, handed in. */
  readonly today: string;
}

/**
 * Sources of the words: https://developers.openai.com/api/docs/guides/flex-processing, /guides/batch,
 * /guides/fast-mode and /guides/background.
 */
const LATENCY: Readonly<Record<Exclude<TierName, 'background'>, string>> = {
  standard: 'as usual',
  priority: 'faster and steadier, at a higher price',
  flex: 'slower, may refuse with 429; needs a timeout of 15 minutes and a fallback',
  batch: 'up to 24 h; requests go in a file, results are joined by custom_id',
};

export function tierTable({ catalog, modelName, endpoint, today }: TierTableQuery): TierTable {
  const model = modelName === undefined ? undefined : catalog.model(modelName);
  const query = { catalog, model, modelName, endpoint };
  const rows = [tierRow(query, 'standard'), tierRow(query, 'priority'), tierRow(query, 'flex'), tierRow(query, 'batch')];
  if (model?.takes.background && (endpoint === undefined || endpoint.background)) {
    rows.push(...BACKGROUND_WINDOWS.map((each) => windowRow(model, each)));
  }
  const shutdown = model && shutdownNotice(model, today);
  return {
    ...(model && { model: model.id }),
    rows,
    assumptions: assumptionsFor(model, rows),
    notices: noticesFor({ catalog, model, endpoint, rows, shutdown, today }),
    ...(shutdown && { shutdown }),
    stale: model !== undefined && isStale(model, today),
    ...(model?.asOf && { asOf: model.asOf }),
    ...(model && { source: model.source }),
  };
}

interface RowQuery {
  readonly catalog: Catalog;
  readonly model: Model | undefined;
  readonly modelName: string | undefined;
  readonly endpoint: Endpoint | undefined;
}

function tierRow({ catalog, model, modelName, endpoint }: RowQuery, tier: Exclude<TierName, 'background'>): TierRow {
  const base = { tier, label: tier === 'priority' ? 'priority (fast)' : tier, latency: LATENCY[tier] };
  const refusal = endpoint && refusedByEndpoint(endpoint, tier);
  if (refusal !== undefined) return { ...base, available: 'no', reason: refusal, computed: false };
  const available = catalog.tierSupport(modelName, tier);
  if (available === 'no') {
    return { ...base, available, reason: `${modelName ?? 'the model'} is not offered on it`, computed: false };
  }
  const rate = model && rateOf(model, tier);
  if (model && rate) return { ...base, available, ...figures(model, tier, rate), ...(available === 'unknown' && { reason: UNKNOWN }) };
  if (available === 'yes') return { ...base, available, computed: false, ...(tier !== 'standard' && { reason: 'its price is not known' }) };
  // No row for the model: the general rule is all there is to say.
  const general = tier === 'flex' || tier === 'batch' ? { savingPercent: HALF * 100, computed: true } : { computed: false };
  return { ...base, available, reason: UNKNOWN, ...(model ? { computed: false } : general) };
}

const UNKNOWN = 'no source says whether the model takes it';

function refusedByEndpoint(endpoint: Endpoint, tier: Exclude<TierName, 'background'>): string | undefined {
  if (tier === 'batch') return endpoint.batch ? undefined : `the Batch API does not take ${endpoint.path}`;
  if (tier === 'standard') return undefined;
  if (endpoint.tier === 'none') return `${endpoint.api} takes no service_tier`;
  return endpoint.tierValues && !endpoint.tierValues.includes(tier) ? `${endpoint.api} does not take it` : undefined;
}

function windowRow(model: Model, { window, factor }: BackgroundWindow): TierRow {
  const hours = window.slice(0, -1);
  const rate = rateOf(model, window);
  return {
    tier: 'background',
    label: `background, ${hours} h`,
    window,
    available: 'yes',
    ...(rate ? figures(model, window, rate) : { savingPercent: Math.round((1 - factor) * 100), computed: true }),
    latency: `up to ${hours} h; the response is created in the background and fetched later`,
  };
}

function figures(
  model: Model,
  way: PricedWay,
  rate: Rate,
): Pick<TierRow, 'input' | 'cachedInput' | 'output' | 'savingPercent' | 'computed'> {
  const standard = model.prices.standard;
  const savings = standard
    ? [saved(standard.input, rate.input), saved(standard.output, rate.output)].filter((each) => each !== undefined)
    : [];
  return {
    input: rate.input,
    ...(rate.cachedInput !== undefined && { cachedInput: rate.cachedInput }),
    output: rate.output,
    ...(way !== 'standard' && savings.length > 0 && { savingPercent: Math.min(...savings) }),
    computed: rate.computed,
  };
}

/** Whole percent; nothing can be saved on what is free. */
function saved(standard: number, price: number): number | undefined {
  return standard === 0 ? undefined : Math.round((1 - price / standard) * 100);
}
