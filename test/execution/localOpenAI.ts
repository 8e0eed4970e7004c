/**
 * A small OpenAI on 127.0.0.1: the endpoints that programs under test call, files and batches included; answers that
 * can be foretold, a record of every request.
 *
 *     const openai = await startLocalOpenAI();                  // OPENAI_BASE_URL = openai.baseUrl, any OPENAI_API_KEY
 *     openai.interactive()                                      // plain calls to models: [] for a program moved to Batch
 *     openai.batches[0].lines, .endpoint, .errors, .polls       // what was submitted; batches.length: how often
 *
 * How batches go, one by one (localBatches.ts, `BatchScript`), and calls that fail whatever they ask:
 *
 *     startLocalOpenAI({
 *       batch: {
 *         script: ({ index, lines }) => ({
 *           statuses: ['in_progress', 'expired'], done: 3,      // also 'cancelled'; errors: [...] for 'failed'
 *           refuseLine: ({ custom_id, body }) => (...),         // this line to the error file, with 400, 429, 500
 *         }),
 *         limits: { lines: 10, bytes: 10_000 },                 // instead of 50,000 and 200 MB
 *       },
 *       refuseCall: ({ method, path }, nth) => (method === 'GET' && path.startsWith('/batches/') && nth === 1 ? RATE_LIMITED : undefined),
 *     })
 *
 * Answers in the output file are those of the plain endpoints for the same body, in reverse order. A line with `stream`,
 * `service_tier` or `background` in its body fails the batch.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { answer, type Answer } from './answers';
import { refused, type HttpCall, type HttpReply, type Route } from './httpCall';
import { LocalBackground, type BackgroundScript } from './localBackground';
import { LocalBatches, type LocalBatchOptions, type SubmittedBatch } from './localBatches';
import { LocalFiles } from './localFiles';
import { checkRequest, ENDPOINTS, isEndpoint, type Refusal, type RequestBody } from './requestRules';

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<http.IncomingHttpHeaders>;
  /** Empty when what was sent is no JSON, such as an upload. */
  readonly body: RequestBody;
  /** The timeout in seconds that the SDK says it waits; both SDKs send it, Python for reading, Node for the request. */
  readonly timeoutSeconds: number | undefined;
  /** The request was sent to an endpoint that takes `service_tier`. */
  readonly takesTier: boolean;
  readonly status: number;
}

export interface LocalOpenAIOptions {
  /** Refuses a request that would have been accepted; called with its 0-based number. */
  readonly refuse?: (body: RequestBody, index: number) => Refusal | undefined;
  /** Answers to plain calls depend on it as well: with another salt all are other ones. */
  readonly salt?: string;
  /** Milliseconds until the headers of an answer that is not streamed; a long think. */
  readonly headersAfter?: (body: RequestBody) => number;
  /** Milliseconds between the headers and the first event of a streamed answer. */
  readonly firstEventAfter?: (body: RequestBody) => number;
  /** How batches go; all of them well unless said. */
  readonly batch?: LocalBatchOptions;
  /** How background responses with a completion window go; all of them well unless said. */
  readonly background?: BackgroundScript;
  /** Refuses any call, files and batches included, before it is looked at; `nth` counts calls of the same method to the same path from 0. */
  readonly refuseCall?: (call: { readonly method: string; readonly path: string }, nth: number) => Refusal | undefined;
}

/** The refusals that tests need most. */
export const RATE_LIMITED: Refusal = {
  status: 429,
  error: { message: 'Rate limit reached', type: 'requests', param: null, code: 'rate_limit_exceeded' },
};
export const SERVER_ERROR: Refusal = {
  status: 500,
  error: { message: 'The server had an error while processing your request', type: 'server_error', param: null, code: null },
};

export interface LocalOpenAI {
  /** For OPENAI_BASE_URL. */
  readonly baseUrl: string;
  /** In order of arrival. */
  readonly requests: readonly RecordedRequest[];
  /** Every batch that was submitted, in order. */
  readonly batches: readonly SubmittedBatch[];
  /** The requests that went to a model's own endpoint, not through a batch. */
  interactive(): readonly RecordedRequest[];
  close(): Promise<void>;
}

export async function startLocalOpenAI(options: LocalOpenAIOptions = {}): Promise<LocalOpenAI> {
  const files = new LocalFiles();
  const batches = new LocalBatches(files, options.batch);
  const background = new LocalBackground(options.background);
  const running: Running = { options, requests: [], routes: [files.route, batches.route, background.route], counts: new Map() };
  const server = http.createServer((request, reply) => {
    handle(request, reply, running).catch((error: unknown) => reply.destroy(error instanceof Error ? error : undefined));
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests: running.requests,
    get batches() {
      return batches.submitted();
    },
    interactive: () => running.requests.filter(({ path }) => isEndpoint(path)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Running {
  readonly options: LocalOpenAIOptions;
  readonly requests: RecordedRequest[];
  /** Asked in order for what is no endpoint of a model. */
  readonly routes: readonly Route[];
  /** Calls so far by method and path. */
  readonly counts: Map<string, number>;
}

async function handle(request: http.IncomingMessage, reply: http.ServerResponse, running: Running): Promise<void> {
  const { options, requests } = running;
  const call = await readCall(request);
  const { path, method } = call;
  const body = jsonBody(call);
  const record = (status: number): void => {
    const takesTier = isEndpoint(path) && ENDPOINTS[path].tiers.length > 0;
    requests.push({ method, path, headers: request.headers, body, timeoutSeconds: timeoutIn(request.headers), takesTier, status });
  };
  const routed = refusedCall(call, running) ?? (await firstReply(running.routes, call));
  if (routed) {
    record(routed.status);
    return sendReply(reply, routed);
  }
  const refusal = refuse(method, path, body, () => options.refuse?.(body, requests.length));
  record(refusal?.status ?? 200);
  if (refusal || !isEndpoint(path)) return sendJson(reply, refusal?.status ?? 404, { error: refusal?.error });
  const found = answer(path, options.salt === undefined ? body : { ...body, salt: options.salt });
  if (found.kind === 'events') return sendEvents(reply, found, options.firstEventAfter?.(body) ?? 0);
  await sleep(options.headersAfter?.(body) ?? 0);
  sendJson(reply, 200, found.body);
}

function refusedCall({ method, path }: HttpCall, { options, counts }: Running): HttpReply | undefined {
  const key = `${method} ${path}`;
  const nth = counts.get(key) ?? 0;
  counts.set(key, nth + 1);
  const refusal = options.refuseCall?.({ method, path }, nth);
  return refusal && refused(refusal);
}

async function firstReply(routes: readonly Route[], call: HttpCall): Promise<HttpReply | undefined> {
  for (const route of routes) {
    const reply = await route(call);
    if (reply) return reply;
  }
  return undefined;
}

function refuse(method: string, path: string, body: RequestBody, onDemand: () => Refusal | undefined): Refusal | undefined {
  if (method !== 'POST' || !isEndpoint(path)) {
    return {
      status: 404,
      error: { message: `Invalid URL (${method} /v1${path})`, type: 'invalid_request_error', param: null, code: null },
    };
  }
  return checkRequest(path, body) ?? onDemand();
}

function timeoutIn(headers: http.IncomingHttpHeaders): number | undefined {
  const value = headers['x-stainless-read-timeout'] ?? headers['x-stainless-timeout'];
  return value === undefined ? undefined : Number(value);
}

async function readCall(request: http.IncomingMessage): Promise<HttpCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  return {
    method: request.method ?? 'GET',
    path: url.pathname.replace(/^\/v1/, ''),
    query: url.searchParams,
    headers: request.headers,
    bytes: Buffer.concat(chunks),
  };
}

function jsonBody({ bytes, headers }: HttpCall): RequestBody {
  const isJson = !String(headers['content-type'] ?? '').startsWith('multipart/');
  return bytes.length > 0 && isJson ? (JSON.parse(bytes.toString('utf8')) as RequestBody) : {};
}

/** Retries of the SDKs come at once. */
const HURRY = { 'retry-after-ms': '5' };

function sendReply(reply: http.ServerResponse, answered: HttpReply): void {
  const headers = { 'x-request-id': 'req_local', ...(answered.status >= 400 ? HURRY : {}) };
  if ('bytes' in answered) {
    reply.writeHead(answered.status, { 'content-type': 'application/octet-stream', ...headers });
    reply.end(answered.bytes);
  } else {
    reply.writeHead(answered.status, { 'content-type': 'application/json', ...headers });
    reply.end(JSON.stringify(answered.json));
  }
}

function sendJson(reply: http.ServerResponse, status: number, body: object): void {
  reply.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_local', ...(status >= 400 ? HURRY : {}) });
  reply.end(JSON.stringify(body));
}

async function sendEvents(reply: http.ServerResponse, { events, closing }: Answer & { kind: 'events' }, pause: number): Promise<void> {
  reply.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': 'req_local' });
  reply.flushHeaders();
  await sleep(pause);
  for (const { name, data } of events) reply.write(`${name ? `event: ${name}\n` : ''}data: ${JSON.stringify(data)}\n\n`);
  reply.end(closing ? `data: ${closing}\n\n` : undefined);
}
