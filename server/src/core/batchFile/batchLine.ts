/** One line of a Batch input file, read by itself: what it asks for, and what is wrong with it whatever the others say. */
import { bodyProblem } from './body/bodyCheck';
import { BATCH_URLS } from './limits';
import type { LineProblem, LineSpot } from './lineProblem';
import { otherFile } from './otherFile';
import { shown } from './shown';

export interface BatchLine {
  readonly customId: string | undefined;
  readonly url: string | undefined;
  readonly model: string | undefined;
  /** Texts to embed; 0 for requests to other endpoints. */
  readonly inputs: number;
  /** Parameters that not every model takes, for the check of the model. */
  readonly tuning?: Tuning;
  readonly problems: readonly LineProblem[];
}

/** Parameters that not all models take. */
export interface Tuning {
  /** Those that reasoning models refuse, as far as the body has them with another value than their default. */
  readonly keys: readonly string[];
  /** The reasoning effort that is asked for, which other models refuse. */
  readonly effort?: string;
}

type Json = Readonly<Record<string, unknown>>;

/** Arguments of the SDKs that are no parameters of the API; it refuses them as unknown. */
const SDK_OPTIONS = ['timeout', 'extra_headers', 'extra_query', 'extra_body', 'max_retries', 'maxRetries'];

/** Endpoints whose requests may name no model. */
const MODEL_IS_OPTIONAL = /\/(?:moderations|images\/\w+|videos)$/;

/** Reads a line without its line end. Never throws. */
export function readBatchLine(text: string): BatchLine {
  if (text.charCodeAt(0) === 0xfeff) {
    const rest = readBatchLine(text.slice(1));
    return { ...rest, problems: [{ messageId: 'byteOrderMark', at: { offset: 0 } }, ...rest.problems] };
  }
  const value = parse(text);
  if (value === undefined) return unread(text.trim() === '' ? 'blankLine' : 'invalidJson');
  return readBatchValue(value);
}

/** Reads what a line, or several of them together, hold. */
export function readBatchValue(value: unknown): BatchLine {
  if (Array.isArray(value) && value.some(isRecord)) return unread('array', { count: String(value.length) });
  if (!isRecord(value)) return unread('notAnObject');
  const what = otherFile(value);
  return what === undefined ? readRequest(value) : unread('otherFile', { what });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function unread(messageId: LineProblem['messageId'], data?: LineProblem['data']): BatchLine {
  const problem = { messageId, ...(data && { data }), at: { offset: 0 } };
  return { customId: undefined, url: undefined, model: undefined, inputs: 0, problems: [problem] };
}

function readRequest(line: Json): BatchLine {
  const problems: LineProblem[] = [];
  const { custom_id: id, method, url, body } = line;
  if (id === undefined) problems.push({ messageId: 'noCustomId', at: [] });
  else if (typeof id !== 'string' || id === '') problems.push({ messageId: 'badCustomId', at: ['custom_id'] });
  if (method === undefined) problems.push({ messageId: 'noMethod', at: [] });
  else if (method !== 'POST') problems.push({ messageId: 'method', data: { method: shown(method) }, at: ['method'] });
  if (url === undefined) problems.push({ messageId: 'noUrl', at: [] });
  else if (typeof url !== 'string') problems.push({ messageId: 'badUrl', data: { url: shown(url) }, at: ['url'] });
  for (const key in line) {
    if (key !== 'custom_id' && key !== 'method' && key !== 'url' && key !== 'body')
      problems.push({ messageId: 'unknownKey', data: { key: shown(key) }, at: [key] });
  }
  const request = typeof url === 'string' ? url : undefined;
  const rest = isRecord(body) ? readBody(body, request, problems) : undefined;
  if (!rest) problems.push(noBody(body));
  return {
    customId: typeof id === 'string' && id !== '' ? id : undefined,
    url: request,
    model: rest?.model,
    inputs: rest?.inputs ?? 0,
    ...(rest?.tuning && { tuning: rest.tuning }),
    problems,
  };
}

function noBody(body: unknown): LineProblem {
  const at: LineSpot = body === undefined ? [] : ['body'];
  if (typeof body !== 'string') return { messageId: 'noBody', at };
  const inner = parse(body);
  return { messageId: isRecord(inner) && Object.keys(inner).length > 0 ? 'bodyIsText' : 'noBody', at };
}

function readBody(body: Json, url: string | undefined, problems: LineProblem[]): Pick<BatchLine, 'model' | 'inputs' | 'tuning'> {
  const { model } = body;
  if (model === undefined) {
    // A stored prompt may bring its model along.
    if (!MODEL_IS_OPTIONAL.test(url ?? '') && !isRecord(body.prompt)) problems.push({ messageId: 'noModel', at: ['body'] });
  } else if (typeof model !== 'string' || model === '') {
    problems.push({ messageId: 'badModel', at: ['body', 'model'] });
  }
  if (body.stream === true) problems.push({ messageId: 'stream', at: ['body', 'stream'] });
  for (const option of SDK_OPTIONS)
    if (body[option] !== undefined) problems.push({ messageId: 'sdkOption', data: { option }, at: ['body', option] });
  const path = url === undefined ? undefined : (endpointOf(url) ?? url);
  const problem = path === undefined ? undefined : bodyProblem(body, path);
  // What a line lacks is told from the outside in.
  const isHidden = problem?.messageId === 'missingKey' && problems.some(({ at }) => !('offset' in at) && at.length === 0);
  if (problem && !isHidden) problems.push(problem);
  const tuning = tuningOf(body);
  return {
    model: typeof model === 'string' && model !== '' ? model : undefined,
    inputs: url?.endsWith('/embeddings') ? countInputs(body.input) : 0,
    ...(tuning && { tuning }),
  };
}

/** The endpoint that a url means that is not written as one: a whole address, a slash too many or too few. */
export function endpointOf(url: string): string | undefined {
  const path = url
    .trim()
    .replace(/^https?:\/\/(?:[\w-]+\.)?api\.openai\.com(?=\/)/i, '')
    .replace(/^(?=v1\/)/, '/')
    .replace(/\/+$/, '');
  return path !== url && BATCH_URLS.includes(path) ? path : undefined;
}

/** Parameters of sampling and their defaults, which every model takes. */
const SAMPLING: Readonly<Record<string, unknown>> = {
  temperature: 1,
  top_p: 1,
  presence_penalty: 0,
  frequency_penalty: 0,
  logprobs: false,
};

function tuningOf(body: Json): Tuning | undefined {
  const keys = Object.keys(SAMPLING).filter((key) => body[key] !== undefined && body[key] !== null && body[key] !== SAMPLING[key]);
  for (const key of ['max_tokens', 'top_logprobs']) if (typeof body[key] === 'number') keys.push(key);
  const effort = body.reasoning_effort ?? (isRecord(body.reasoning) ? body.reasoning.effort : undefined);
  if (keys.length === 0 && typeof effort !== 'string') return undefined;
  return { keys, ...(typeof effort === 'string' && { effort }) };
}

/** A list of numbers is one text in tokens. */
function countInputs(input: unknown): number {
  return Array.isArray(input) && typeof input[0] !== 'number' ? input.length : 1;
}

function isRecord(value: unknown): value is Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
