import { createReadStream } from 'node:fs';
import type OpenAI from 'openai';
import type { Batch, BatchCreateParams } from 'openai/resources/batches';
import { batchesOf, batchIn, fileIdIn } from './answers';
import { ApiProblem, apiProblem } from './apiProblem';
import { errorsOf } from './failures';
import { retrieve } from './status';
import { hashOf, readRecord, recordPath, writeRecord, type BatchRecord } from './record';

export interface Submission {
  readonly batch: Batch;
  /** The upload, or the batch itself, of an earlier run that was interrupted was used. */
  readonly resumed: boolean;
  /** The batch of an earlier text of the file that failed: nothing of it was run. */
  readonly failedBefore?: Batch;
}

export interface SubmitOptions {
  /** `/v1/responses` and the like: the url of all lines. */
  readonly endpoint: string;
  readonly metadata?: Readonly<Record<string, string>>;
  /** Submit a file again that was submitted before. */
  readonly again: boolean;
}

const KEY = { keyName: 'OPENAI_API_KEY', needs: 'it needs write access to files and batches in its project' };

/** Uploads a checked file and starts its batch. @throws ApiProblem */
export async function submit(client: OpenAI, file: string, { endpoint, metadata, again }: SubmitOptions): Promise<Submission> {
  try {
    const sha256 = await hashOf(file);
    const before = again ? undefined : readRecord(file);
    const failedBefore =
      before?.batchId === undefined ? undefined : await failedBatch(client, file, before.batchId, before.sha256 === sha256);
    const resumed =
      !failedBefore && before?.inputFileId !== undefined && before.sha256 === sha256 && (await exists(client, before.inputFileId));
    const inputFileId = resumed
      ? before.inputFileId
      : fileIdIn(await client.files.create({ file: createReadStream(file), purpose: 'batch' }));
    const record: BatchRecord = { version: 1, sha256, endpoint, inputFileId };
    writeRecord(file, record);
    const batch =
      (resumed ? await startedFrom(client, inputFileId) : undefined) ??
      batchIn(
        await client.batches.create({
          input_file_id: inputFileId,
          endpoint: endpoint as BatchCreateParams['endpoint'],
          completion_window: '24h',
          ...(metadata && { metadata }),
        }),
      );
    writeRecord(file, { ...record, batchId: batch.id, submittedAt: new Date().toISOString() });
    return { batch, resumed, ...(failedBefore && { failedBefore }) };
  } catch (error) {
    throw apiProblem(error, KEY);
  }
}

/** The batch of the file's note, where it failed and the file was changed since. @throws ApiProblem where that file is not to be submitted (again). */
async function failedBatch(client: OpenAI, file: string, id: string, isSame: boolean): Promise<Batch | undefined> {
  const batch = await retrieve(client, id).catch((error: unknown) => {
    // It may be another key's, or long gone: what the note says holds.
    if (error instanceof ApiProblem && /\(404\)/.test(error.message)) return undefined;
    throw error;
  });
  if (batch?.status === 'failed') {
    if (!isSame) return batch;
    throw new ApiProblem(
      `${file} was submitted as ${id}, which failed: nothing was run, and it cost nothing (${errorsOf(batch).join('; ') || 'OpenAI gave no reason'}). Put that right and submit it anew, or submit it as it is once more with --again`,
    );
  }
  throw new ApiProblem(
    isSame
      ? `${file} was submitted already, as ${id}: see \`tierlint batch status ${file}\`, or submit it once more with --again`
      : `${file} changed since it was submitted as ${id}: collect those results first, or submit the new text with --again (the note in ${recordPath(file)} is then replaced)`,
  );
}

/** How many batches are looked through for one that an interrupted run started and had no time to note. */
const NEWEST = 200;

async function startedFrom(client: OpenAI, inputFileId: string): Promise<Batch | undefined> {
  let seen = 0;
  for await (const batch of batchesOf(client, 100)) {
    if (batch.input_file_id === inputFileId) return batch;
    if (++seen >= NEWEST) return undefined;
  }
  return undefined;
}

/** Uploads are deleted after a while. */
async function exists(client: OpenAI, fileId: string): Promise<boolean> {
  try {
    await client.files.retrieve(fileId);
    return true;
  } catch (error) {
    if ((error as { status?: number }).status === 404) return false;
    throw error;
  }
}
