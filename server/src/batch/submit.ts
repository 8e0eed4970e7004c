import { createReadStream } from 'node:fs';
import type OpenAI from 'openai';
import type { Batch, BatchCreateParams } from 'openai/resources/batches';
import { ApiProblem, apiProblem } from './apiProblem';
import { hashOf, readRecord, recordPath, writeRecord, type BatchRecord } from './record';

export interface Submission {
  readonly batch: Batch;
  /** The upload, or the batch itself, of an earlier run that was interrupted was used. */
  readonly resumed: boolean;
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
    if (before?.batchId && before.sha256 === sha256) {
      throw new ApiProblem(
        `${file} was submitted already, as ${before.batchId}: see \`tierlint batch status ${file}\`, or submit it once more with --again`,
      );
    }
    if (before?.batchId)
      throw new ApiProblem(
        `${file} changed since it was submitted as ${before.batchId}: collect those results first, or submit the new text with --again (the note in ${recordPath(file)} is then replaced)`,
      );
    const resumed = before?.inputFileId !== undefined && before.sha256 === sha256 && (await exists(client, before.inputFileId));
    const inputFileId = resumed ? before.inputFileId : (await client.files.create({ file: createReadStream(file), purpose: 'batch' })).id;
    const record: BatchRecord = { version: 1, sha256, endpoint, inputFileId };
    writeRecord(file, record);
    const batch =
      (resumed ? await startedFrom(client, inputFileId) : undefined) ??
      (await client.batches.create({
        input_file_id: inputFileId,
        endpoint: endpoint as BatchCreateParams['endpoint'],
        completion_window: '24h',
        ...(metadata && { metadata }),
      }));
    writeRecord(file, { ...record, batchId: batch.id, submittedAt: new Date().toISOString() });
    return { batch, resumed };
  } catch (error) {
    throw apiProblem(error, KEY);
  }
}

/** How many batches are looked through for one that an interrupted run started and had no time to note. */
const NEWEST = 200;

async function startedFrom(client: OpenAI, inputFileId: string): Promise<Batch | undefined> {
  let seen = 0;
  for await (const batch of client.batches.list({ limit: 100 })) {
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
