/** Answers as they come over the network: held against what they have to be before anything is made of them. */
import type OpenAI from 'openai';
import type { Batch } from 'openai/resources/batches';
import { ApiProblem, withoutKeys } from './apiProblem';

type Json = Readonly<Record<string, unknown>>;

/** A batch, or a word on what came instead: a page of a proxy, an empty answer, half an object. @throws ApiProblem */
export function batchIn(answer: unknown): Batch {
  const isBatch = isRecord(answer) && isText(answer.id) && isText(answer.status) && isText(answer.endpoint) && isTime(answer.created_at);
  if (!isBatch) throw strange(answer, 'a batch');
  return { ...answer, request_counts: countsIn(answer.request_counts) } as unknown as Batch;
}

/** The id of an upload. @throws ApiProblem */
export function fileIdIn(answer: unknown): string {
  if (!isRecord(answer) || !isText(answer.id)) throw strange(answer, 'an uploaded file');
  return answer.id;
}

/** The newest batches, page by page. @throws ApiProblem where a page is none, and errors of the SDK. */
export async function* batchesOf(client: OpenAI, pageSize: number): AsyncGenerator<Batch> {
  for (let after: string | undefined; ; ) {
    // What the SDK makes of an answer that is no page has an empty list, and would look like the end.
    const page = await jsonOf(await client.batches.list({ limit: pageSize, ...(after !== undefined && { after }) }).asResponse());
    if (!isRecord(page) || !Array.isArray(page.data)) throw strange(page, 'a list of batches');
    const batches = page.data.map(batchIn);
    yield* batches;
    const last = batches.at(-1)?.id;
    if (page.has_more !== true || last === undefined || last === after) return;
    after = last;
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function strange(answer: unknown, wanted: string): ApiProblem {
  const text = typeof answer === 'string' ? answer : (JSON.stringify(answer) as string | undefined);
  const came = text === undefined || text.trim() === '' ? 'nothing that can be read' : withoutKeys(text).slice(0, 80);
  return new ApiProblem(`the answer is not ${wanted}, but ${came}: check OPENAI_BASE_URL and the proxy`);
}

/** Numbers of requests; undefined where they are not all there. */
function countsIn(counts: unknown): Batch['request_counts'] {
  const all = isRecord(counts) && ['total', 'completed', 'failed'].every((key) => typeof counts[key] === 'number');
  return all ? (counts as unknown as Batch['request_counts']) : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Seconds since 1970, as far as a date can be made of them. */
function isTime(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 8.64e12;
}

export function isRecord(value: unknown): value is Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
