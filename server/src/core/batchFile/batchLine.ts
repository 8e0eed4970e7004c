/** One line of a Batch input file, read by itself: what it asks for, and what is wrong with it whatever the others say. */

/** Where in the line something lies: the value at a path of keys, or a place by offset. */
export type LineSpot = readonly string[] | { readonly offset: number };

export interface LineProblem {
  readonly messageId: LineMessage;
  readonly data?: Readonly<Record<string, string>>;
  readonly at: LineSpot;
}

export type LineMessage =
  | 'blankLine'
  | 'byteOrderMark'
  | 'invalidJson'
  | 'notAnObject'
  | 'noCustomId'
  | 'badCustomId'
  | 'noMethod'
  | 'method'
  | 'noUrl'
  | 'badUrl'
  | 'noBody'
  | 'noModel'
  | 'badModel'
  | 'stream'
  | 'sdkOption'
  | 'unknownKey';

export interface BatchLine {
  readonly customId: string | undefined;
  readonly url: string | undefined;
  readonly model: string | undefined;
  /** Texts to embed; 0 for requests to other endpoints. */
  readonly inputs: number;
  readonly problems: readonly LineProblem[];
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
  if (value === undefined) return broken(text);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return unread('notAnObject');
  return readRequest(value as Json);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function broken(text: string): BatchLine {
  const isBlank = text.trim() === '';
  return unread(isBlank ? 'blankLine' : 'invalidJson');
}

function unread(messageId: LineMessage): BatchLine {
  return { customId: undefined, url: undefined, model: undefined, inputs: 0, problems: [{ messageId, at: { offset: 0 } }] };
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
  if (!rest) problems.push({ messageId: 'noBody', at: body === undefined ? [] : ['body'] });
  return {
    customId: typeof id === 'string' && id !== '' ? id : undefined,
    url: request,
    model: rest?.model,
    inputs: rest?.inputs ?? 0,
    problems,
  };
}

function readBody(
  body: Json,
  url: string | undefined,
  problems: LineProblem[],
): { readonly model: string | undefined; readonly inputs: number } {
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
  const inputs = url?.endsWith('/embeddings') ? countInputs(body.input) : 0;
  return { model: typeof model === 'string' && model !== '' ? model : undefined, inputs };
}

/** A list of numbers is one text in tokens. */
function countInputs(input: unknown): number {
  return Array.isArray(input) && typeof input[0] !== 'number' ? input.length : 1;
}

function isRecord(value: unknown): value is Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** A value in a message: on one line and short. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : ((JSON.stringify(value) as string | undefined) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
