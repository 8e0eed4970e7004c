/** A small OpenAI on 127.0.0.1: the endpoints that programs under test call, answers that can be foretold, a record of every request. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { answer, type Answer } from './answers';
import { checkRequest, ENDPOINTS, type EndpointPath, type Refusal, type RequestBody } from './requestRules';

export interface RecordedRequest {
  readonly path: string;
  readonly headers: Readonly<http.IncomingHttpHeaders>;
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
  /** Milliseconds until the headers of an answer that is not streamed; a long think. */
  readonly headersAfter?: (body: RequestBody) => number;
  /** Milliseconds between the headers and the first event of a streamed answer. */
  readonly firstEventAfter?: (body: RequestBody) => number;
}

export interface LocalOpenAI {
  /** For OPENAI_BASE_URL. */
  readonly baseUrl: string;
  /** In order of arrival. */
  readonly requests: readonly RecordedRequest[];
  close(): Promise<void>;
}

export async function startLocalOpenAI(options: LocalOpenAIOptions = {}): Promise<LocalOpenAI> {
  const requests: RecordedRequest[] = [];
  const server = http.createServer((request, reply) => {
    handle(request, reply, options, requests).catch((error: unknown) => reply.destroy(error instanceof Error ? error : undefined));
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(request: http.IncomingMessage, reply: http.ServerResponse, options: LocalOpenAIOptions, requests: RecordedRequest[]): Promise<void> {
  const path = (request.url ?? '').replace(/\?.*$/, '').replace(/^\/v1/, '');
  const body = await readJson(request);
  const refusal = refuse(request.method, path, body, () => options.refuse?.(body, requests.length));
  const known = isEndpoint(path);
  requests.push({
    path,
    headers: request.headers,
    body,
    timeoutSeconds: timeoutIn(request.headers),
    takesTier: known && ENDPOINTS[path].tiers.length > 0,
    status: refusal?.status ?? 200,
  });
  if (refusal || !known) return sendJson(reply, refusal?.status ?? 404, { error: refusal?.error });
  const found = answer(path, body);
  if (found.kind === 'events') return sendEvents(reply, found, options.firstEventAfter?.(body) ?? 0);
  await sleep(options.headersAfter?.(body) ?? 0);
  sendJson(reply, 200, found.body);
}

function refuse(method: string | undefined, path: string, body: RequestBody, onDemand: () => Refusal | undefined): Refusal | undefined {
  if (method !== 'POST' || !isEndpoint(path)) {
    return { status: 404, error: { message: `Invalid URL (${method} /v1${path})`, type: 'invalid_request_error', param: null, code: null } };
  }
  return checkRequest(path, body) ?? onDemand();
}

function isEndpoint(path: string): path is EndpointPath {
  return Object.hasOwn(ENDPOINTS, path);
}

function timeoutIn(headers: http.IncomingHttpHeaders): number | undefined {
  const value = headers['x-stainless-read-timeout'] ?? headers['x-stainless-timeout'];
  return value === undefined ? undefined : Number(value);
}

async function readJson(request: http.IncomingMessage): Promise<RequestBody> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as RequestBody);
}

function sendJson(reply: http.ServerResponse, status: number, body: object): void {
  reply.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_local' });
  reply.end(JSON.stringify(body));
}

async function sendEvents(reply: http.ServerResponse, { events, closing }: Answer & { kind: 'events' }, pause: number): Promise<void> {
  reply.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': 'req_local' });
  reply.flushHeaders();
  await sleep(pause);
  for (const { name, data } of events) reply.write(`${name ? `event: ${name}\n` : ''}data: ${JSON.stringify(data)}\n\n`);
  reply.end(closing ? `data: ${closing}\n\n` : undefined);
}
