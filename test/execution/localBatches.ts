/**
 * The Batch API of the local OpenAI. A batch runs while it is polled: each `GET /batches/{id}` shows the next status of
 * its script and the last one stays, so no clock is involved. Answers are those of the plain endpoints, line by line,
 * in another order than the input.
 *
 * `@copilotkit/aimock` was looked at and serves no purpose here: its batches answer with canned results, not from the bodies.
 */
import { answer, type Json } from './answers';
import { BATCH_LIMITS, endpointOf, readBatchInput, refusalOf, type BatchInputError, type BatchLimits, type BatchLine } from './batchInput';
import { invalidRequest, notFound, pageOf, type HttpCall, type HttpReply } from './httpCall';
import { FILES_CREATED, type LocalFiles } from './localFiles';
import type { Refusal } from './requestRules';

export type BatchStatus = 'validating' | 'failed' | 'in_progress' | 'finalizing' | 'completed' | 'expired' | 'cancelling' | 'cancelled';

/** How one batch goes. Everything left out goes well. */
export interface BatchScript {
  /** What successive polls see. Default: in_progress, finalizing, completed; an input file with errors: failed. */
  readonly statuses?: readonly BatchStatus[];
  /** Requests done before the batch expired or was cancelled. Default: half of them. */
  readonly done?: number;
  /** The lines that fail, with what the plain endpoint would have answered: 400, 429, 500... */
  readonly refuseLine?: (line: BatchLine) => Refusal | undefined;
  /** What the model answers to a line, where it is not what the plain endpoint would say. */
  readonly answerLine?: (line: BatchLine, body: Json) => Json;
  /** For a batch that ends as `failed` although its file is right, such as over the enqueued token limit. */
  readonly errors?: readonly BatchInputError[];
}

export interface LocalBatchOptions {
  /** Called once a batch is submitted, with its 0-based number. */
  readonly script?: (submission: {
    readonly index: number;
    readonly endpoint: string;
    readonly lines: readonly BatchLine[];
  }) => BatchScript;
  readonly limits?: BatchLimits;
}

/** A batch that was submitted. */
export interface SubmittedBatch {
  readonly id: string;
  readonly endpoint: string;
  readonly inputFileId: string;
  readonly metadata: Json | null;
  /** The requests of its file, in the file's order; without the lines that are wrong. */
  readonly lines: readonly BatchLine[];
  /** What made the file fail validation. */
  readonly errors: readonly BatchInputError[];
  /** How often it was polled. */
  readonly polls: number;
}

interface Running extends SubmittedBatch {
  readonly script: BatchScript;
  statuses: readonly BatchStatus[];
  status: BatchStatus;
  polls: number;
  outputFileId: string | null;
  errorFileId: string | null;
  finished: boolean;
  counts: { total: number; completed: number; failed: number };
  usage: { readonly input: number; readonly output: number };
}

const ENDPOINTS = new Set([
  '/v1/responses',
  '/v1/chat/completions',
  '/v1/embeddings',
  '/v1/completions',
  '/v1/moderations',
  '/v1/images/generations',
  '/v1/images/edits',
  '/v1/videos',
]);

/** Statuses after which nothing changes, with the code of requests that were not run. */
const ENDS: Partial<Record<BatchStatus, string>> = { completed: '', failed: '', expired: 'batch_expired', cancelled: 'batch_cancelled' };

const UNFINISHED: Readonly<Record<string, string>> = {
  batch_expired: 'This request could not be executed before the completion window expired.',
  batch_cancelled: 'This request was not executed because the batch was cancelled.',
};

export class LocalBatches {
  private readonly batches = new Map<string, Running>();

  constructor(
    private readonly files: LocalFiles,
    private readonly options: LocalBatchOptions = {},
  ) {}

  /** In order of submission. */
  submitted(): readonly SubmittedBatch[] {
    return [...this.batches.values()];
  }

  readonly route = (call: HttpCall): HttpReply | undefined => {
    const match = /^\/batches(?:\/([^/]+)(\/cancel)?)?$/.exec(call.path);
    if (!match) return undefined;
    const [, id, cancel] = match;
    if (id === undefined)
      return call.method === 'POST' ? this.create(call) : pageOf([...this.batches.values()].map(batchObject).reverse(), call.query);
    const batch = this.batches.get(id);
    if (!batch) return notFound(`No batch found with id '${id}'.`);
    if (cancel !== undefined) return this.cancel(batch);
    this.poll(batch);
    return { status: 200, json: batchObject(batch) };
  };

  private create(call: HttpCall): HttpReply {
    const body = JSON.parse(call.bytes.toString('utf8')) as Readonly<Record<string, unknown>>;
    const { input_file_id: fileId, endpoint, completion_window: window, metadata } = body;
    if (typeof endpoint !== 'string' || !ENDPOINTS.has(endpoint))
      return invalidRequest(`Invalid value: '${String(endpoint)}'.`, 'endpoint');
    if (window !== '24h') return invalidRequest(`Invalid value: '${String(window)}'. Value must be '24h'.`, 'completion_window');
    const content = typeof fileId === 'string' ? this.files.content(fileId) : undefined;
    if (typeof fileId !== 'string' || content === undefined) return invalidRequest(`Invalid file id: ${String(fileId)}`, 'input_file_id');
    const { lines, errors } = readBatchInput(content, endpoint, this.options.limits ?? BATCH_LIMITS);
    const index = this.batches.size;
    const script = this.options.script?.({ index, endpoint, lines }) ?? {};
    const failures = [...errors, ...(script.errors ?? [])];
    const batch: Running = {
      id: `batch_${(index + 1).toString().padStart(6, '0')}`,
      endpoint,
      inputFileId: fileId,
      metadata: (metadata as Json | undefined) ?? null,
      lines,
      errors: failures,
      script,
      polls: 0,
      status: 'validating',
      statuses: failures.length > 0 ? ['failed'] : (script.statuses ?? ['in_progress', 'finalizing', 'completed']),
      outputFileId: null,
      errorFileId: null,
      finished: false,
      counts: { total: 0, completed: 0, failed: 0 },
      usage: { input: 0, output: 0 },
    };
    this.batches.set(batch.id, batch);
    return { status: 200, json: batchObject(batch) };
  }

  private cancel(batch: Running): HttpReply {
    if (batch.finished) return invalidRequest(`Cannot cancel a batch with status '${batch.status}'.`);
    batch.status = 'cancelling';
    batch.statuses = ['cancelled'];
    batch.polls = 0;
    return { status: 200, json: batchObject(batch) };
  }

  private poll(batch: Running): void {
    batch.status = batch.statuses[Math.min(batch.polls, batch.statuses.length - 1)] ?? batch.status;
    batch.polls++;
    if (batch.status !== 'validating') batch.counts.total = batch.lines.length;
    if (!batch.finished && ENDS[batch.status] !== undefined) this.finish(batch);
  }

  private finish(batch: Running): void {
    batch.finished = true;
    if (batch.status === 'failed') {
      batch.counts = { total: 0, completed: 0, failed: 0 };
      return;
    }
    const unfinished = ENDS[batch.status];
    const done = unfinished ? (batch.script.done ?? Math.ceil(batch.lines.length / 2)) : batch.lines.length;
    const output: Json[] = [];
    const failed: Json[] = [];
    for (const line of batch.lines) {
      if (line.index >= done) {
        failed.push({
          id: requestId(line),
          custom_id: line.custom_id,
          response: null,
          error: { code: unfinished, message: UNFINISHED[unfinished!] },
        });
        continue;
      }
      const refusal = batch.script.refuseLine?.(line) ?? refusalOf(line);
      if (refusal) failed.push(result(line, refusal.status, { error: refusal.error }));
      else output.push(result(line, 200, batch.script.answerLine?.(line, answered(line)) ?? answered(line)));
    }
    batch.counts = { total: batch.lines.length, completed: output.length, failed: failed.length };
    batch.usage = usageOf(output);
    batch.outputFileId = this.keep(`${batch.id}_output.jsonl`, output);
    batch.errorFileId = this.keep(`${batch.id}_error.jsonl`, failed);
  }

  /** The service makes no empty files: where no request succeeded there is no output file at all. */
  private keep(name: string, lines: readonly Json[]): string | null {
    if (lines.length === 0) return null;
    const text = [...lines]
      .reverse()
      .map((line) => `${JSON.stringify(line)}\n`)
      .join('');
    return this.files.add(name, 'batch_output', Buffer.from(text)).id;
  }
}

function answered({ url, body }: BatchLine): Json {
  const endpoint = endpointOf(url);
  const found = endpoint && answer(endpoint, body);
  if (found?.kind !== 'json') throw new Error(`The local OpenAI has no answer for a Batch request to ${url}.`);
  return found.body;
}

function result(line: BatchLine, status: number, body: object): Json {
  return {
    id: requestId(line),
    custom_id: line.custom_id,
    response: { status_code: status, request_id: `req_${line.index}`, body },
    error: null,
  };
}

/** Tokens in all answers, under the names of either API. */
function usageOf(results: readonly Json[]): { readonly input: number; readonly output: number } {
  const used = results.map(({ response }) => (response as { readonly body: Json }).body.usage as Record<string, number> | null | undefined);
  const sum = (...names: readonly string[]): number =>
    used.reduce((total, each) => total + (names.map((name) => each?.[name]).find((count) => typeof count === 'number') ?? 0), 0);
  return { input: sum('input_tokens', 'prompt_tokens'), output: sum('output_tokens', 'completion_tokens') };
}

function requestId({ index }: BatchLine): string {
  return `batch_req_${index.toString().padStart(6, '0')}`;
}

function batchObject(batch: Running): { readonly id: string } & Json {
  const at = (...statuses: readonly BatchStatus[]): number | null => (statuses.includes(batch.status) ? FILES_CREATED + 60 : null);
  return {
    id: batch.id,
    object: 'batch',
    endpoint: batch.endpoint,
    model: batch.lines[0]?.body.model ?? null,
    input_file_id: batch.inputFileId,
    completion_window: '24h',
    status: batch.status,
    errors: batch.status === 'failed' ? { object: 'list', data: batch.errors } : null,
    output_file_id: batch.outputFileId,
    error_file_id: batch.errorFileId,
    created_at: FILES_CREATED,
    expires_at: FILES_CREATED + 86_400,
    in_progress_at: at('in_progress', 'finalizing', 'completed', 'expired', 'cancelling', 'cancelled'),
    finalizing_at: at('finalizing', 'completed'),
    completed_at: at('completed'),
    failed_at: at('failed'),
    expired_at: at('expired'),
    cancelling_at: at('cancelling', 'cancelled'),
    cancelled_at: at('cancelled'),
    request_counts: batch.counts,
    usage: {
      input_tokens: batch.usage.input,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: batch.usage.output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: batch.usage.input + batch.usage.output,
    },
    metadata: batch.metadata,
  };
}
