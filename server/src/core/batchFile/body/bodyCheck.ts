/** What the API refuses in a body, by endpoint. The strongest thing speaks for all: one problem a body. */
import type { LineProblem } from '../lineProblem';
import { shown } from '../shown';
import { isKnownKey, meantBy, nearKey, ownerOf } from './bodyKeys';
import { bodyFields, KNOWN_URLS, SCHEMA_SOURCE, type Fields, type Shape } from './requestSchema';
import { fieldsProblem, pathOf } from './shapeCheck';

type Json = Readonly<Record<string, unknown>>;

/** Most texts or token lists in one request for embeddings, https://developers.openai.com/api/docs/api-reference/embeddings/create, read 2026-05. */
const INPUTS_OF_A_REQUEST = 2048;

/** Keys that other checks speak of. */
const ELSEWHERE = new Set([
  'model',
  'stream',
  'stream_options',
  'timeout',
  'extra_headers',
  'extra_query',
  'extra_body',
  'max_retries',
  'maxRetries',
]);

/** The first thing that the endpoint refuses in a body; undefined where the endpoint is not known or nothing is wrong. */
export function bodyProblem(body: Json, url: string): LineProblem | undefined {
  const fields = bodyFields(url);
  if (!fields) return undefined;
  return (
    foreignInput(body, url, fields) ??
    bareSchema(body, url) ??
    neededInput(body, url) ??
    fieldsProblem(body, withoutLooseKeys(url, fields), ['body'], (text) => othersTexts().has(text)) ??
    inputProblem(body, url) ??
    unknownKey(body, url)
  );
}

/** `messages` to Responses, `input` to chat: the body is one for another endpoint. */
function foreignInput(body: Json, url: string, { required }: Fields): LineProblem | undefined {
  const needed = url === '/v1/responses' ? ['input'] : required;
  const lacks = needed.some((key) => body[key] === undefined);
  const key = Object.keys(body).find((each) => !isKnownKey(url, each) && needed.includes(meantBy(url, each) ?? ''));
  return key !== undefined && lacks ? foreign(key, url) : undefined;
}

function foreign(key: string, url: string): LineProblem {
  const owner = ownerOf(url, key);
  const meant = meantBy(url, key);
  const data = {
    ...{ key: shown(key), url },
    whose: owner ? `, which belongs to ${owner}` : '',
    advice: meant ? ` Write ${/[ "]/.test(meant) ? meant : `"${meant}"`} instead.` : ' Remove it.',
  };
  return { messageId: 'otherEndpoint', data, at: ['body', key] };
}

/** A JSON schema where the API wants an object that holds one. */
function bareSchema(body: Json, url: string): LineProblem | undefined {
  const isChat = url === '/v1/chat/completions';
  const holder = isChat ? body : body.text;
  const key = isChat ? 'response_format' : 'format';
  if ((!isChat && url !== '/v1/responses') || !isRecord(holder) || !isRecord(holder[key])) return undefined;
  const { type } = holder[key];
  const at = isChat ? ['body', 'response_format'] : ['body', 'text', 'format'];
  const looksBare =
    (type === undefined && ('$schema' in holder[key] || 'properties' in holder[key])) ||
    (typeof type === 'string' && SCHEMA_TYPES.has(type));
  const form = isChat
    ? '{"type": "json_schema", "json_schema": {"name": ..., "schema": ...}}'
    : '{"type": "json_schema", "name": ..., "schema": ...}';
  return looksBare ? { messageId: 'bareSchema', data: { path: pathOf(at), form }, at } : undefined;
}

const SCHEMA_TYPES = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean']);

/** What the types call optional and the API does not. */
function neededInput(body: Json, url: string): LineProblem | undefined {
  if (url !== '/v1/responses') return undefined;
  const has = ['input', 'prompt', 'previous_response_id', 'conversation'].some((key) => body[key] !== undefined && body[key] !== null);
  return has ? undefined : { messageId: 'missingKey', data: { path: 'The body', key: 'input' }, at: ['body'] };
}

/** The model has a check of its own, and uploads are no JSON. */
function withoutLooseKeys(url: string, { shapes, required }: Fields): Fields {
  const loose = url === '/v1/images/edits' ? ['model', 'image'] : ['model'];
  return { shapes: new Map([...shapes].filter(([key]) => !loose.includes(key))), required: required.filter((key) => !loose.includes(key)) };
}

/** Nothing to work on, or too much. */
function inputProblem(body: Json, url: string): LineProblem | undefined {
  const { input, messages, prompt } = body;
  if (url === '/v1/chat/completions' && Array.isArray(messages) && messages.length === 0) return empty(['body', 'messages']);
  if (url.startsWith('/v1/images/') && prompt === '') return empty(['body', 'prompt']);
  if (url !== '/v1/embeddings') return undefined;
  if (input === '' || (Array.isArray(input) && input.length === 0)) return empty(['body', 'input']);
  if (!Array.isArray(input) || typeof input[0] === 'number') return undefined;
  const blank = input.findIndex((item) => item === '' || (Array.isArray(item) && item.length === 0));
  if (blank >= 0) return empty(['body', 'input', String(blank)]);
  if (input.length <= INPUTS_OF_A_REQUEST) return undefined;
  const data = { count: input.length.toLocaleString('en-US'), limit: INPUTS_OF_A_REQUEST.toLocaleString('en-US') };
  return { messageId: 'tooManyInOne', data, at: ['body', 'input'] };
}

function empty(at: readonly string[]): LineProblem {
  return { messageId: 'emptyInput', data: { path: pathOf(at) }, at };
}

function unknownKey(body: Json, url: string): LineProblem | undefined {
  const key = Object.keys(body).find((each) => !isKnownKey(url, each) && !ELSEWHERE.has(each));
  if (key === undefined) return undefined;
  if (ownerOf(url, key) !== undefined || meantBy(url, key) !== undefined) return foreign(key, url);
  const near = nearKey(url, key);
  const advice = near ? `Write "${near}", if that is meant.` : 'Remove it, unless it is newer than that.';
  return {
    messageId: 'unknownParameter',
    data: { key: shown(key), url, source: `${SCHEMA_SOURCE.sdk}, ${SCHEMA_SOURCE.asOf}`, advice },
    at: ['body', key],
  };
}

let tagTexts: Set<string> | undefined;

/** Every text that some endpoint tells forms apart by: a part of another endpoint's body is certainly wrong, an unknown one may be new. */
function othersTexts(): ReadonlySet<string> {
  if (tagTexts) return tagTexts;
  const texts = (tagTexts = new Set<string>());
  const visit = ({ items, fields, forms }: Shape): void => {
    if (items) visit(items);
    for (const form of [...(fields ? [fields] : []), ...(forms?.values() ?? [])]) for (const each of form.shapes.values()) visit(each);
    for (const name of forms?.keys() ?? []) texts.add(name);
  };
  for (const url of KNOWN_URLS) for (const shape of bodyFields(url)!.shapes.values()) visit(shape);
  return texts;
}

function isRecord(value: unknown): value is Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
