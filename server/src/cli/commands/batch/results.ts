import { existsSync } from 'node:fs';
import { Command } from 'commander';
import type { Batch } from 'openai/resources/batches';
import { batchIdOf, collect, createClient, failuresOf, hasEnded, retrieve, waitForEnd, type Collected } from '../../../batch';
import { EXIT, UsageError, type Finish } from '../../exit';
import { count } from '../../count';
import { progress, talking } from './shared';

interface ResultsOptions {
  readonly output?: string;
  readonly failedRequests?: string;
  readonly wait: boolean;
  readonly every: number;
  readonly force: boolean;
}

/** Seconds between looks at a batch that is waited for, at first and at most. */
const FIRST_PAUSE = 15;
const LONGEST_PAUSE = 300;

/** `tierlint batch results`: output and error file in one, in the order of the requests. */
export function resultsCommand(finish: Finish): Command {
  return new Command('results')
    .description('collect the answers of a batch, in the order of its requests (needs OPENAI_API_KEY)')
    .argument('<batch>', 'id, or a file that was submitted')
    .option('-o, --output <file>', 'where the answers go (default: FILE.results.jsonl, or the id)')
    .option('--failed-requests <file>', 'write the requests that did not succeed, to be submitted again')
    .option('--wait', 'wait for the batch to end', false)
    .option('--every <seconds>', 'seconds between two looks while waiting (default: 15, growing to 300)', Number)
    .option('--force', 'replace files that are there', false)
    .action(async (asked: string, options: ResultsOptions) => {
      const id = await talking(async () => batchIdOf(asked));
      const output = options.output ?? `${asked.replace(/\.jsonl$/i, '')}.results.jsonl`;
      for (const file of [output, options.failedRequests]) {
        if (file !== undefined && !options.force && existsSync(file))
          throw new UsageError(`${file} is there already: name another file, or replace it with --force`);
      }
      const { batch, found } = await talking(() => fetchResults(id, output, options));
      if (!found) {
        process.stderr.write(`tierlint: ${id} failed, nothing was run and nothing is billed:\n${failuresOf(batch)}`);
        return finish(EXIT.findings);
      }
      process.stdout.write(summary(output, batch, found, options.failedRequests));
      finish(found.succeeded === found.requests ? EXIT.ok : EXIT.findings);
    });
}

async function fetchResults(
  id: string,
  output: string,
  { wait, every, failedRequests }: ResultsOptions,
): Promise<{ readonly batch: Batch; readonly found?: Collected }> {
  const client = createClient({ key: process.env['OPENAI_API_KEY'], keyName: 'OPENAI_API_KEY' });
  const pauses = every > 0 ? { firstPause: every, longestPause: every } : { firstPause: FIRST_PAUSE, longestPause: LONGEST_PAUSE };
  const batch = wait ? await waitForEnd(client, id, { ...pauses, onLook: showProgress }) : await retrieve(client, id);
  if (!hasEnded(batch))
    throw new UsageError(`${id} is ${batch.status}${progress(batch) ? `, ${progress(batch)}` : ''}: run this again later, or with --wait`);
  if (batch.status === 'failed') return { batch };
  return { batch, found: await collect(client, batch, { output, ...(failedRequests && { failedRequests }) }) };
}

function showProgress(batch: Batch): void {
  process.stderr.write(
    `${new Date().toISOString().slice(11, 19)}  ${batch.id} ${batch.status}${progress(batch) ? `, ${progress(batch)}` : ''}\n`,
  );
}

function summary(
  output: string,
  { id, status }: Batch,
  { requests, succeeded, failed, missing, errors }: Collected,
  failedRequests: string | undefined,
): string {
  const ending =
    status === 'completed'
      ? ''
      : ` ${id} ${status === 'expired' ? 'expired after 24 hours' : 'was cancelled'}; what was done is here, and billed.`;
  const bad = failed + missing;
  const lines = [`${output}: ${count(requests, 'request')}, ${succeeded} succeeded${bad > 0 ? `, ${bad} did not` : ''}.${ending}`];
  for (const [error, times] of errors.slice(0, 10)) lines.push(`    ${times} x ${error}`);
  if (bad > 0)
    lines.push(
      failedRequests === undefined
        ? `    --failed-requests FILE writes those that did not, to be submitted again.`
        : `    ${failedRequests}: those that did not, to be submitted again.`,
    );
  return `${lines.join('\n')}\n`;
}
