/** Collecting what a batch answered: output and error file, joined with the requests on custom_id, in their order. */
import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type OpenAI from 'openai';
import type { Batch } from 'openai/resources/batches';
import { isRecord } from './answers';
import { ApiProblem, apiProblem, withoutKeys } from './apiProblem';
import { eachLine, readAt, type LinePlace } from './jsonLines';

export interface Collected {
  readonly requests: number;
  readonly succeeded: number;
  /** Answered with an error, or not run because the batch expired or was cancelled. */
  readonly failed: number;
  /** Neither file speaks of them. */
  readonly missing: number;
  /** How often each error came, the most frequent first. */
  readonly errors: readonly (readonly [error: string, count: number])[];
}

export interface CollectOptions {
  /** Where the joined lines go. Replaced only once all is there. */
  readonly output: string;
  /** Where the requests go that did not succeed, as input of a new batch. */
  readonly failedRequests?: string;
}

type Source = 'output' | 'errors';

/**
 * Writes one line per request: `{"custom_id", "response", "error"}` as the API gave it, with an error of code `no_result` where it gave none.
 * @throws ApiProblem, with the files that were there left as they were.
 */
export async function collect(client: OpenAI, batch: Batch, { output, failedRequests }: CollectOptions): Promise<Collected> {
  const folder = dirname(output);
  const temporary = (name: string): string => join(folder, `.${basename(output)}.${process.pid}.${name}.tmp`);
  const files = {
    input: temporary('input'),
    output: temporary('output'),
    errors: temporary('errors'),
    joined: temporary('joined'),
    retry: temporary('retry'),
  };
  const clean = (): void => Object.values(files).forEach((file) => fs.rmSync(file, { force: true }));
  // An interrupt ends the process without coming by the end of this function.
  process.once('exit', clean);
  try {
    await download(client, batch.input_file_id, files.input);
    await download(client, batch.output_file_id, files.output);
    await download(client, batch.error_file_id, files.errors);
    const found = joinResults(files, failedRequests !== undefined);
    if (found.requests === 0) throw new ApiProblem(`the files of batch ${batch.id} hold no requests and no answers: check OPENAI_BASE_URL`);
    fs.renameSync(files.joined, output);
    if (failedRequests !== undefined) fs.renameSync(files.retry, failedRequests);
    return found;
  } catch (error) {
    throw apiProblem(error, {
      keyName: 'OPENAI_API_KEY',
      what: `file of batch ${batch.id}`,
      needs: 'it needs read access to files in its project',
    });
  } finally {
    process.off('exit', clean);
    clean();
  }
}

/** An empty file where the batch has none: a batch without failures has no error file. */
async function download(client: OpenAI, id: string | null | undefined, path: string): Promise<void> {
  if (!id) return fs.writeFileSync(path, '', { flag: 'wx' });
  const { body } = await client.files.content(id);
  if (!body) throw new ApiProblem(`file ${id} came without content: try again`);
  // Opened at once: a stream that opens later may do so after the clean-up.
  await pipeline(Readable.fromWeb(body), fs.createWriteStream(path, { fd: fs.openSync(path, 'wx') }));
}

function joinResults(
  files: { readonly input: string; readonly output: string; readonly errors: string; readonly joined: string; readonly retry: string },
  keepsFailed: boolean,
): Collected {
  const results = new Map<string, LinePlace & { readonly source: Source }>();
  for (const source of ['output', 'errors'] as const) {
    eachLine(files[source], (line, place) => {
      const id = idOf(line);
      if (id !== undefined) results.set(id, { ...place, source });
    });
  }
  const open = { output: fs.openSync(files.output, 'r'), errors: fs.openSync(files.errors, 'r') };
  const joined = fs.openSync(files.joined, 'wx');
  const retry = fs.openSync(files.retry, 'wx');
  const errors = new Map<string, number>();
  const counts = { requests: 0, succeeded: 0, failed: 0, missing: 0 };
  try {
    const write = (line: Buffer, error: string | undefined, request: Buffer | undefined): void => {
      fs.writeSync(joined, Buffer.concat([line, NEW_LINE]));
      counts.requests++;
      if (error === undefined) {
        counts.succeeded++;
        return;
      }
      errors.set(error, (errors.get(error) ?? 0) + 1);
      if (error === NO_RESULT) counts.missing++;
      else counts.failed++;
      if (keepsFailed && request) fs.writeSync(retry, Buffer.concat([request, NEW_LINE]));
    };
    eachLine(files.input, (request) => {
      const id = idOf(request);
      const place = id === undefined ? undefined : results.get(id);
      if (id !== undefined) results.delete(id);
      if (place) {
        const line = readAt(open[place.source], place);
        write(line, errorIn(line), request);
      } else if (id !== undefined) {
        write(
          Buffer.from(
            JSON.stringify({
              custom_id: id,
              response: null,
              error: { code: NO_RESULT, message: 'Neither the output nor the error file of the batch has this request.' },
            }),
          ),
          NO_RESULT,
          request,
        );
      }
    });
    // Results whose request is not in the input file: kept, last.
    for (const place of results.values()) {
      const line = readAt(open[place.source], place);
      write(line, errorIn(line), undefined);
    }
    for (const descriptor of [joined, retry]) fs.fsyncSync(descriptor);
  } finally {
    for (const descriptor of [open.output, open.errors, joined, retry]) fs.closeSync(descriptor);
  }
  return { ...counts, errors: [...errors].sort((a, b) => b[1] - a[1]) };
}

const NEW_LINE = Buffer.from('\n');
const NO_RESULT = 'no_result';

/** As the API writes it, which nothing here relies on. */
interface ResultLine {
  readonly custom_id?: unknown;
  readonly response?: unknown;
  readonly error?: unknown;
}

function parse(line: Buffer): ResultLine {
  try {
    const value = JSON.parse(line.toString('utf8')) as unknown;
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function idOf(line: Buffer): string | undefined {
  const { custom_id: id } = parse(line);
  return typeof id === 'string' ? id : undefined;
}

/** The failure that a result tells, in few words; undefined for a success. */
function errorIn(line: Buffer): string | undefined {
  const { response, error } = parse(line);
  if (isRecord(error)) return short(wordIn(error) ?? 'error');
  const { status_code: status, body } = isRecord(response) ? response : {};
  if (typeof status === 'number' && status < 400) return undefined;
  const said = isRecord(body) && isRecord(body.error) ? wordIn(body.error) : undefined;
  return short(`${typeof status === 'number' ? status : 'no response'}${said === undefined ? '' : ` ${said}`}`);
}

function wordIn({ code, message }: Readonly<Record<string, unknown>>): string | undefined {
  return [code, message].find((each) => typeof each === 'string' && each !== '') as string | undefined;
}

function short(text: string): string {
  return withoutKeys(text).slice(0, 120);
}
