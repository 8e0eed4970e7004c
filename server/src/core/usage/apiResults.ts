/** Results of the usage and costs APIs, and rows of the dashboard's exports, which have the same field names, as usage rows. */
import type { CostRow, UsageRow } from './usage';

export type ApiResult = Readonly<Record<string, unknown>>;

/** A range of dates in Unix seconds, as the API's buckets have it. */
export interface Bucket {
  readonly start: number;
  readonly end: number;
}

/** Tokens that a result tells of; undefined for an empty one and for one of another kind (images, audio, costs). */
export function usageRowOf(bucket: Bucket, result: ApiResult): UsageRow | undefined {
  const input = count(result.input_tokens);
  if (input === undefined || count(result.num_model_requests) === undefined) return undefined;
  const output = count(result.output_tokens);
  return {
    ...datesOf(bucket),
    kind: output === undefined || /embedding/.test(text(result.object) ?? text(result.model) ?? '') ? 'embeddings' : 'completions',
    model: text(result.model),
    project: text(result.project_id),
    apiKey: text(result.api_key_id),
    batch: flag(result.batch),
    tier: text(result.service_tier),
    inputTokens: input,
    cachedInputTokens: count(result.input_cached_tokens) ?? 0,
    outputTokens: output ?? 0,
    requests: count(result.num_model_requests) ?? 0,
    cost: null,
  };
}

/** What a result says was billed; undefined where it says nothing of that. */
export function costRowOf(bucket: Bucket, result: ApiResult): CostRow | undefined {
  const amount = (result.amount ?? {}) as { readonly value?: unknown; readonly currency?: unknown };
  const value = decimal(amount.value ?? result.amount_value);
  if (value === undefined) return undefined;
  return {
    ...datesOf(bucket),
    project: text(result.project_id),
    apiKey: text(result.api_key_id),
    lineItem: text(result.line_item),
    amount: value,
    currency: (text(amount.currency ?? result.amount_currency) ?? 'usd').toLowerCase(),
  };
}

function datesOf({ start, end }: Bucket): { readonly start: string; readonly end: string } {
  return { start: isoDate(start), end: isoDate(end) };
}

/** The UTC day of a time in Unix seconds. */
export function isoDate(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function flag(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' && /^(?:true|false)$/i.test(value) ? value.toLowerCase() === 'true' : null;
}

function count(value: unknown): number | undefined {
  const number = decimal(value);
  return number === undefined || number < 0 ? undefined : number;
}

function decimal(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
