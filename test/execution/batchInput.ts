/**
 * What the local OpenAI makes of a Batch input file. Strict on purpose: a line that the real service might take and
 * might not (`service_tier` or `background` in a body) fails here, so that a builder that forgets to drop it is found.
 */
import { checkRequest, isEndpoint, type EndpointPath, type Refusal, type RequestBody } from './requestRules';

export interface BatchLine {
  readonly custom_id: string;
  readonly url: string;
  readonly body: RequestBody;
  /** 0-based place in the file. */
  readonly index: number;
}

export interface BatchInputError {
  readonly code: string;
  readonly message: string;
  readonly line: number | null;
  readonly param: string | null;
}

/** Limits of one file. Tests that don't want to write 50,000 lines lower them. */
export interface BatchLimits {
  readonly lines: number;
  readonly bytes: number;
}

export const BATCH_LIMITS: BatchLimits = { lines: 50_000, bytes: 200_000_000 };

const NOT_IN_BATCH = ['stream', 'stream_options', 'service_tier', 'background', 'background_options'];

/** Reads a file against the rules of Batch: its lines, and the errors for which the service would fail the batch. */
export function readBatchInput(
  bytes: Buffer,
  endpoint: string,
  limits: BatchLimits,
): { readonly lines: readonly BatchLine[]; readonly errors: readonly BatchInputError[] } {
  const texts = bytes.toString('utf8').split('\n');
  if (texts.at(-1) === '') texts.pop();
  if (texts.length === 0) return { lines: [], errors: [fileError('empty_file', 'The input file is empty.')] };
  if (bytes.length > limits.bytes)
    return { lines: [], errors: [fileError('file_too_large', `The input file is larger than ${limits.bytes} bytes.`)] };
  if (texts.length > limits.lines)
    return { lines: [], errors: [fileError('too_many_tasks', `The input file has more than ${limits.lines} requests.`)] };
  const seen = { ids: new Set<string>(), models: new Set<unknown>() };
  const lines: BatchLine[] = [];
  const errors: BatchInputError[] = [];
  texts.forEach((text, index) => {
    const found = readLine(text, index, endpoint, seen);
    if ('body' in found) lines.push(found);
    else errors.push(found);
  });
  return { lines, errors };
}

function readLine(
  text: string,
  index: number,
  endpoint: string,
  seen: { readonly ids: Set<string>; readonly models: Set<unknown> },
): BatchLine | BatchInputError {
  const fail = (code: string, message: string, param: string | null = null): BatchInputError => ({ code, message, line: index + 1, param });
  const line = parse(text);
  if (line === undefined) return fail('invalid_json_line', 'This line is not parseable as valid JSON.');
  const { custom_id: id, method, url, body, ...rest } = line;
  if (typeof id !== 'string' || id === '')
    return fail('missing_required_parameter', "Missing required parameter: 'custom_id'.", 'custom_id');
  if (seen.ids.has(id)) return fail('duplicate_custom_id', `The custom_id ${id} is used more than once.`, 'custom_id');
  seen.ids.add(id);
  if (method !== 'POST') return fail('invalid_method', 'Only POST is supported.', 'method');
  if (url !== endpoint) return fail('url_mismatch', `The url must be the endpoint of the batch: ${endpoint}.`, 'url');
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    return fail('missing_required_parameter', "Missing required parameter: 'body'.", 'body');
  const [extra] = Object.keys(rest);
  if (extra !== undefined) return fail('unknown_parameter', `Unknown parameter: '${extra}'.`, extra);
  const wrong = NOT_IN_BATCH.find((name) => Object.hasOwn(body, name));
  if (wrong !== undefined) return fail('invalid_request', `Batch does not take '${wrong}'.`, `body.${wrong}`);
  seen.models.add((body as RequestBody).model);
  if (seen.models.size > 1) return fail('model_mismatch', 'All requests of a batch must name the same model.', 'body.model');
  return { custom_id: id, url: endpoint, body: body as RequestBody, index };
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

function fileError(code: string, message: string): BatchInputError {
  return { code, message, line: null, param: null };
}

/** The plain endpoint that a line goes to. */
export function endpointOf(url: string): EndpointPath | undefined {
  const path = url.replace(/^\/v1/, '');
  return isEndpoint(path) ? path : undefined;
}

/** The refusal of one line when it runs, as the plain endpoint would have answered it. */
export function refusalOf({ url, body }: BatchLine): Refusal | undefined {
  const endpoint = endpointOf(url);
  return endpoint === undefined ? undefined : checkRequest(endpoint, body);
}
