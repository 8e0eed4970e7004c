/** What the parts of the local OpenAI see of a request, and what they may say. */
import type { Refusal } from './requestRules';

export interface HttpCall {
  readonly method: string;
  /** Without `/v1` and the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}

export type HttpReply = { readonly status: number; readonly json: object } | { readonly status: number; readonly bytes: Buffer };

/** A part of the server: undefined for a call that is not its own. */
export type Route = (call: HttpCall) => HttpReply | undefined | Promise<HttpReply | undefined>;

export function refused({ status, error }: Refusal): HttpReply {
  return { status, json: { error } };
}

export function notFound(message: string): HttpReply {
  return refused({ status: 404, error: { message, type: 'invalid_request_error', param: null, code: null } });
}

export function invalidRequest(message: string, param: string | null = null): HttpReply {
  return refused({ status: 400, error: { message, type: 'invalid_request_error', param, code: null } });
}

/** One page of a list, as the service pages: `limit` (20 unless said, at most 100) items after the id in `after`. */
export function pageOf(items: readonly { readonly id: string }[], query: URLSearchParams): HttpReply {
  const limit = Math.min(100, Math.max(1, Number(query.get('limit') ?? 20)));
  const after = query.get('after');
  const start = after === null ? 0 : items.findIndex(({ id }) => id === after) + 1;
  const data = items.slice(start, start + limit);
  return {
    status: 200,
    json: { object: 'list', data, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null, has_more: start + limit < items.length },
  };
}
