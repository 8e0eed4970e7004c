/** The organisation's usage and costs API on 127.0.0.1: daily buckets in pages, an admin key that is checked, refusals on demand. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export const ADMIN_KEY = 'sk-admin-0123456789abcdefghijklmnop';

export type Result = Readonly<Record<string, unknown>>;

export interface LocalAdminApiOptions {
  /** Results of a day (0 for 2026-01-01) by endpoint: `completions`, `embeddings`, `costs`. */
  readonly results: (endpoint: string, day: number) => readonly Result[];
  /** Status to answer the nth call (from 0) with instead. */
  readonly refuse?: (nth: number) => number | undefined;
}

export interface LocalAdminApi {
  readonly baseUrl: string;
  /** Queries in order of arrival. */
  readonly calls: readonly { readonly endpoint: string; readonly query: URLSearchParams }[];
  close(): Promise<void>;
}

const DAY = 86_400;
const FIRST = Date.UTC(2026, 0, 1) / 1000;
const MOST = { completions: 31, embeddings: 31, costs: 180 } as const;
const GROUPS: Readonly<Record<keyof typeof MOST, readonly string[]>> = {
  completions: ['project_id', 'user_id', 'api_key_id', 'model', 'batch', 'service_tier', 'api_source'],
  embeddings: ['project_id', 'user_id', 'api_key_id', 'model'],
  costs: ['project_id', 'user_id', 'line_item', 'api_key_id', 'api_source'],
};

export async function startLocalAdminApi(options: LocalAdminApiOptions): Promise<LocalAdminApi> {
  const calls: { endpoint: string; query: URLSearchParams }[] = [];
  const server = http.createServer((request, reply) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const endpoint = /^\/v1\/organization\/(?:usage\/)?(completions|embeddings|costs)$/.exec(url.pathname)?.[1] as
      | keyof typeof MOST
      | undefined;
    const send = (status: number, body: object): void =>
      void reply
        .writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '5', 'x-request-id': 'req_admin' })
        .end(JSON.stringify(body));
    const refuse = (status: number, message: string): void =>
      send(status, { error: { message, type: 'invalid_request_error', param: null, code: null } });
    if (request.method !== 'GET' || !endpoint) return refuse(404, `Invalid URL (${request.method} ${url.pathname})`);
    const refused = options.refuse?.(calls.length);
    calls.push({ endpoint, query: url.searchParams });
    if (refused !== undefined)
      return refuse(
        refused,
        refused === 403 ? 'You have insufficient permissions for this operation. Missing scopes: api.usage.read.' : 'Refused.',
      );
    if (request.headers.authorization !== `Bearer ${ADMIN_KEY}`)
      return refuse(401, `Incorrect API key provided: ${request.headers.authorization}.`);
    const page = pageOf(endpoint, url.searchParams, options);
    return typeof page === 'string' ? refuse(400, page) : send(200, page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A page of daily buckets, or what is wrong with the query. */
function pageOf(endpoint: keyof typeof MOST, query: URLSearchParams, { results }: LocalAdminApiOptions): object | string {
  const limit = Number(query.get('limit') ?? 7);
  if (!(limit >= 1 && limit <= MOST[endpoint])) return `limit must be between 1 and ${MOST[endpoint]}`;
  const groups = [...query.getAll('group_by[]'), ...query.getAll('group_by')];
  const unknown = groups.find((group) => !GROUPS[endpoint].includes(group));
  if (unknown !== undefined) return `can't group by ${unknown}`;
  const start = Number(query.get('start_time'));
  const end = Number(query.get('end_time') ?? start + 7 * DAY);
  if (!Number.isInteger(start) || start % DAY !== 0) return 'start_time is required';
  const from = query.get('page') === null ? start : Number(query.get('page')!.replace('page_', ''));
  const until = Math.min(end, from + limit * DAY);
  const data = [];
  for (let at = from; at < until; at += DAY) {
    data.push({
      object: 'bucket',
      start_time: at,
      end_time: at + DAY,
      results: results(endpoint, (at - FIRST) / DAY).map((result) => grouped(result, groups)),
    });
  }
  const hasMore = until < end;
  return { object: 'page', data, has_more: hasMore, next_page: hasMore ? `page_${until}` : null };
}

/** What was not asked for is null, as the service has it. */
function grouped(result: Result, groups: readonly string[]): Result {
  const names = ['project_id', 'user_id', 'api_key_id', 'model', 'batch', 'service_tier', 'line_item'];
  return Object.fromEntries(
    Object.entries(result).map(([name, value]) => [name, names.includes(name) && !groups.includes(name) ? null : value]),
  );
}
