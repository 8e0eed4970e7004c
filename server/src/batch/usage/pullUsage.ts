/** The organisation's usage and costs, read page by page through the admin API. */
import type OpenAI from 'openai';
import { costRowOf, usageRowOf, type ApiResult, type Bucket } from '../../core/usage/apiResults';
import { costsByMonth, usageByMonth } from '../../core/usage/combine';
import { USAGE_VERSION, type Usage } from '../../core/usage/usage';
import { ApiProblem, apiProblem } from '../apiProblem';

export interface PullOptions {
  /** ISO dates, `end` exclusive. */
  readonly start: string;
  readonly end: string;
  /** Keep a row for each day instead of each month. */
  readonly daily: boolean;
  /** How messages speak of the key. */
  readonly keyName: string;
  /** Told of each page. */
  readonly onPage: (what: string, page: number, until: string) => void;
}

interface Page {
  readonly data: readonly { readonly start_time: number; readonly end_time: number; readonly results: readonly object[] }[];
  readonly has_more: boolean;
  readonly next_page: string | null;
}

/** Buckets of a page: the most that each endpoint gives (types of openai 7.57.0). */
const USAGE_DAYS = 31;
const COST_DAYS = 180;

/** @throws ApiProblem */
export async function pullUsage(client: OpenAI, { start, end, daily, keyName, onPage }: PullOptions): Promise<Usage> {
  const range = { start_time: Date.parse(start) / 1000, end_time: Date.parse(end) / 1000, bucket_width: '1d' as const };
  const api = client.admin.organization.usage;
  try {
    const completions = await pages('completions', onPage, (page) =>
      api.completions({ ...range, limit: USAGE_DAYS, group_by: ['project_id', 'api_key_id', 'model', 'batch', 'service_tier'], ...page }),
    );
    const embeddings = await pages('embeddings', onPage, (page) =>
      api.embeddings({ ...range, limit: USAGE_DAYS, group_by: ['project_id', 'api_key_id', 'model'], ...page }),
    );
    const costs = await pages('costs', onPage, (page) =>
      api.costs({ ...range, limit: COST_DAYS, group_by: ['project_id', 'api_key_id', 'line_item'], ...page }),
    );
    const rows = [...completions, ...embeddings].flatMap(([bucket, result]) => usageRowOf(bucket, result) ?? []);
    const billed = costs.flatMap(([bucket, result]) => costRowOf(bucket, result) ?? []);
    return {
      version: USAGE_VERSION,
      source: 'api',
      pulledAt: new Date().toISOString(),
      start,
      end,
      rows: daily ? rows : usageByMonth(rows),
      costs: daily ? billed : costsByMonth(billed),
    };
  } catch (error) {
    throw apiProblem(error, {
      keyName,
      needs:
        'usage is read with an admin key, which an owner of the organisation makes at https://platform.openai.com/settings/organization/admin-keys',
    });
  }
}

async function pages(
  what: string,
  onPage: PullOptions['onPage'],
  ask: (page: { page?: string }) => Promise<Page>,
): Promise<readonly (readonly [Bucket, ApiResult])[]> {
  const found: (readonly [Bucket, ApiResult])[] = [];
  const seen = new Set<string>();
  for (let next: string | null = null, number = 1; ; number++) {
    const page: Page = await ask(next === null ? {} : { page: next });
    for (const { start_time: start, end_time: end, results } of page.data) {
      for (const result of results) found.push([{ start, end }, result as ApiResult]);
    }
    onPage(what, number, new Date((page.data.at(-1)?.end_time ?? 0) * 1000).toISOString().slice(0, 10));
    if (!page.has_more || page.next_page === null) return found;
    if (seen.has(page.next_page)) throw new ApiProblem(`OpenAI gives the same page of ${what} again and again: try a shorter range`);
    seen.add((next = page.next_page));
  }
}

const DAY = 86_400_000;

/** The last days before `until` (an ISO date), which is not included. */
export function lastDays(days: number, until: string): { readonly start: string; readonly end: string } {
  return { start: new Date(Date.parse(until) - days * DAY).toISOString().slice(0, 10), end: until };
}
