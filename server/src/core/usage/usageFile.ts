/** Reading usage.json, which a person may have edited. */
import { USAGE_VERSION, type CostRow, type Usage, type UsageRow } from './usage';

/** What is wrong with the file, in words that end a message like "usage.json: ". */
export class UsageFileError extends Error {}

/** @throws UsageFileError when the text is no usage file of this version. */
export function parseUsage(text: string): Usage {
  const file = record(parseJson(text), 'the file');
  if (file.version !== USAGE_VERSION) {
    throw new UsageFileError(
      file.version === undefined
        ? 'is no usage file: write one with `tierlint usage pull` or `tierlint usage import`'
        : `has version ${JSON.stringify(file.version)}; this Tierlint reads version ${USAGE_VERSION}`,
    );
  }
  return {
    version: USAGE_VERSION,
    source: file.source === 'import' ? 'import' : 'api',
    pulledAt: string(file.pulledAt, 'pulledAt'),
    start: string(file.start, 'start'),
    end: string(file.end, 'end'),
    rows: list(file.rows, 'rows').map(usageRow),
    costs: list(file.costs ?? [], 'costs').map(costRow),
  };
}

function usageRow(value: unknown, index: number): UsageRow {
  const at = `rows[${index}]`;
  const row = record(value, at);
  return {
    start: string(row.start, `${at}.start`),
    end: string(row.end, `${at}.end`),
    kind: row.kind === 'embeddings' ? 'embeddings' : 'completions',
    model: optionalString(row.model, `${at}.model`),
    project: optionalString(row.project, `${at}.project`),
    apiKey: optionalString(row.apiKey, `${at}.apiKey`),
    batch: typeof row.batch === 'boolean' ? row.batch : null,
    tier: optionalString(row.tier, `${at}.tier`),
    inputTokens: count(row.inputTokens, `${at}.inputTokens`),
    cachedInputTokens: count(row.cachedInputTokens ?? 0, `${at}.cachedInputTokens`),
    outputTokens: count(row.outputTokens, `${at}.outputTokens`),
    requests: count(row.requests ?? 0, `${at}.requests`),
    cost: row.cost === null || row.cost === undefined ? null : number(row.cost, `${at}.cost`),
  };
}

function costRow(value: unknown, index: number): CostRow {
  const at = `costs[${index}]`;
  const row = record(value, at);
  return {
    start: string(row.start, `${at}.start`),
    end: string(row.end, `${at}.end`),
    project: optionalString(row.project, `${at}.project`),
    apiKey: optionalString(row.apiKey, `${at}.apiKey`),
    lineItem: optionalString(row.lineItem, `${at}.lineItem`),
    amount: number(row.amount, `${at}.amount`),
    currency: string(row.currency ?? 'usd', `${at}.currency`),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageFileError('is no JSON');
  }
}

function record(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new UsageFileError(`${at} is no object`);
  return value as Readonly<Record<string, unknown>>;
}

function list(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new UsageFileError(`${at} is no list`);
  return value;
}

function string(value: unknown, at: string): string {
  if (typeof value !== 'string') throw new UsageFileError(`${at} is no string`);
  return value;
}

function optionalString(value: unknown, at: string): string | null {
  return value === null || value === undefined ? null : string(value, at);
}

function number(value: unknown, at: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new UsageFileError(`${at} is no number`);
  return value;
}

function count(value: unknown, at: string): number {
  const counted = number(value, at);
  if (counted < 0) throw new UsageFileError(`${at} is negative`);
  return counted;
}
