import { setTimeout as sleep } from 'node:timers/promises';
import type OpenAI from 'openai';
import type { Batch } from 'openai/resources/batches';
import { batchesOf, batchIn } from './answers';
import { ApiProblem, apiProblem } from './apiProblem';
import { readRecord } from './record';

const ENDED: ReadonlySet<Batch['status']> = new Set(['completed', 'failed', 'expired', 'cancelled']);

export function hasEnded({ status }: Batch): boolean {
  return ENDED.has(status);
}

/** The batch that a command was given: an id, or a file that was submitted. @throws ApiProblem */
export function batchIdOf(idOrFile: string): string {
  if (/^batch_\w+$/.test(idOrFile)) return idOrFile;
  const record = readRecord(idOrFile);
  if (record?.batchId) return record.batchId;
  throw new ApiProblem(
    record
      ? `${idOrFile} was uploaded, but its batch was not started: run \`tierlint batch submit ${idOrFile}\``
      : `${idOrFile} is neither the id of a batch nor a file that \`tierlint batch submit\` submitted`,
  );
}

/** @throws ApiProblem */
export async function retrieve(client: OpenAI, id: string): Promise<Batch> {
  try {
    return batchIn(await client.batches.retrieve(id));
  } catch (error) {
    throw apiProblem(error, { keyName: 'OPENAI_API_KEY', what: `batch ${id}`, needs: 'it needs read access to batches in its project' });
  }
}

/** The newest batches of the project. @throws ApiProblem */
export async function newest(client: OpenAI, limit: number): Promise<readonly Batch[]> {
  const batches: Batch[] = [];
  try {
    for await (const batch of batchesOf(client, Math.min(limit, 100))) {
      batches.push(batch);
      if (batches.length >= limit) break;
    }
    return batches;
  } catch (error) {
    throw apiProblem(error, { keyName: 'OPENAI_API_KEY', needs: 'it needs read access to batches in its project' });
  }
}

export interface WaitOptions {
  /** Seconds before the first look; each later pause is half as long again. */
  readonly firstPause: number;
  readonly longestPause: number;
  readonly onLook: (batch: Batch) => void;
}

/** Asks until the batch has ended. A network that fails for a while is waited for. @throws ApiProblem */
export async function waitForEnd(client: OpenAI, id: string, { firstPause, longestPause, onLook }: WaitOptions): Promise<Batch> {
  let pause = firstPause;
  let failures = 0;
  for (;;) {
    try {
      const batch = await retrieve(client, id);
      failures = 0;
      onLook(batch);
      if (hasEnded(batch)) return batch;
    } catch (error) {
      // The SDK has tried several times by now.
      if (++failures > MOST_FAILURES || !isPassing(error)) throw error;
    }
    await sleep(pause * 1000);
    pause = Math.min(longestPause, pause * 1.5);
  }
}

const MOST_FAILURES = 20;

function isPassing(error: unknown): boolean {
  return error instanceof ApiProblem && /\((?:429|5\d\d)\)|can't reach|in time/.test(error.message);
}
