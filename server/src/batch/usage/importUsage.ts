/** Usage from a file: the CSV that the dashboard exports (completions, embeddings, costs), or JSON as the usage API answers. */
import { parse } from 'csv-parse/sync';
import { costRowOf, isoDate, usageRowOf, type ApiResult, type Bucket } from '../../core/usage/apiResults';
import { costsByMonth, usageByMonth } from '../../core/usage/combine';
import { USAGE_VERSION, type CostRow, type Usage, type UsageRow } from '../../core/usage/usage';

/** What is wrong with an export, in words that follow its name. */
export class ImportProblem extends Error {}

type Found = readonly (readonly [Bucket, ApiResult])[];

/** Reads exports together: usage and costs come in files of their own. @throws ImportProblem */
export function importUsage(files: readonly { readonly name: string; readonly text: string }[], now: string, daily: boolean): Usage {
  const rows: UsageRow[] = [];
  const costs: CostRow[] = [];
  let [first, last] = [Infinity, -Infinity];
  for (const { name, text } of files) {
    for (const [bucket, result] of read(name, text)) {
      first = Math.min(first, bucket.start);
      last = Math.max(last, bucket.end);
      const cost = costRowOf(bucket, result);
      if (cost) costs.push(cost);
      const row = usageRowOf(bucket, result);
      if (row) rows.push(row);
    }
  }
  if (rows.length + costs.length === 0)
    throw new ImportProblem(
      `${files.map(({ name }) => name).join(', ')}: neither tokens nor costs in it: export "Completions usage" or "Costs" from the dashboard, grouped by model and project`,
    );
  return {
    version: USAGE_VERSION,
    source: 'import',
    pulledAt: now,
    start: isoDate(first),
    end: isoDate(last),
    rows: daily ? rows : usageByMonth(rows),
    costs: daily ? costs : costsByMonth(costs),
  };
}

function read(name: string, text: string): Found {
  return /^\s*[[{]/.test(text) ? fromJson(name, text) : fromTable(name, text);
}

function fromTable(name: string, text: string): Found {
  const [head = ''] = text.split('\n', 1);
  let records: readonly Readonly<Record<string, string>>[];
  try {
    records = parse(text, {
      columns: true,
      bom: true,
      skip_empty_lines: true,
      trim: true,
      relax_column_count: true,
      delimiter: head.includes('\t') ? '\t' : head.includes(';') && !head.includes(',') ? ';' : ',',
    });
  } catch (error) {
    throw new ImportProblem(`${name}: no CSV: ${(error as Error).message.split('\n')[0]}`);
  }
  return records.map((record, index) => {
    const bucket = bucketOf(record);
    if (!bucket)
      throw new ImportProblem(`${name}: line ${index + 2} has no start_time and end_time: is this an export of the usage dashboard?`);
    return [bucket, record];
  });
}

/** `{ "data": [bucket, ...] }`, several of these, or the buckets themselves. */
function fromJson(name: string, text: string): Found {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ImportProblem(`${name}: no JSON`);
  }
  const found: (readonly [Bucket, ApiResult])[] = [];
  const visit = (each: unknown): void => {
    if (Array.isArray(each)) return each.forEach(visit);
    if (each === null || typeof each !== 'object') return;
    const { data, results } = each as { readonly data?: unknown; readonly results?: unknown };
    if (Array.isArray(data)) return visit(data);
    const bucket = bucketOf(each as ApiResult);
    if (!bucket) throw new ImportProblem(`${name}: an entry without start_time and end_time: is this an answer of the usage API?`);
    for (const result of Array.isArray(results) ? (results as readonly ApiResult[]) : [each as ApiResult]) found.push([bucket, result]);
  };
  visit(value);
  return found;
}

function bucketOf({ start_time, end_time, start_time_iso, end_time_iso }: ApiResult): Bucket | undefined {
  const start = seconds(start_time) ?? seconds(start_time_iso);
  const end = seconds(end_time) ?? seconds(end_time_iso);
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** Unix seconds, or a date and time. */
function seconds(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value === '') return undefined;
  const number = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : Date.parse(value) / 1000;
  return Number.isFinite(number) ? number : undefined;
}
