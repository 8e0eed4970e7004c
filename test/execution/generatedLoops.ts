/** Runs generated programs before and after their loops became Batch jobs. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { convertLoops, loopOutcomes } from '../support/convertLoops';
import { canonical } from './answers';
import type { Run } from './execute';
import { startLocalOpenAI, type LocalOpenAI } from './localOpenAI';
import type { Refusal, RequestBody } from './requestRules';

export interface Outcome {
  /** What can't be right, with the program; undefined where all is well. */
  readonly difference?: string;
  readonly isConverted: boolean;
  readonly isBatchable: boolean;
  /** The program ends well. */
  readonly endsWell?: boolean;
}

/** Runs a program of the folder. */
export type Runner = (file: string, openai: LocalOpenAI) => Promise<Run>;

/**
 * Converts the program's loops, runs it before and after, and compares what is printed and sent. A program whose loops
 * are batchable is run with other answers as well: its requests must not change with them.
 */
export async function compare(folder: string, file: string, text: string, run: Runner): Promise<Outcome> {
  const files = { [`/${file}`]: text };
  const outcomes = loopOutcomes(files, `/${file}`);
  const isBatchable = outcomes.length > 0 && outcomes.every(({ site }) => site.loop?.verdict === 'batchable');
  const converted = convertLoops(files, `/${file}`);
  const isConverted = converted[`/${file}`] !== text;
  if (!isBatchable && !isConverted) return { isConverted, isBatchable };
  clear(folder, files);
  const old = await runOnce(run, file);
  const others = isBatchable ? await runOnce(run, file, 'other answers') : old;
  const problems: string[] = [];
  if (old.run.code === 0 && others.run.code === 0 && isDifferent(sentBy(old.openai), sentBy(others.openai)))
    problems.push('batchable, but with other answers other requests are sent');
  if (isConverted) {
    clear(folder, converted);
    const now = await runOnce(run, file);
    if (now.run.stdout !== old.run.stdout || (now.run.code === 0) !== (old.run.code === 0))
      problems.push(
        `printed\n${now.run.stdout}\n${now.run.stderr.slice(-2000)}\ninstead of\n${old.run.stdout}\n${old.run.stderr.slice(-800)}`,
      );
    else if (old.run.code === 0 && isDifferent([...linesOf(now.openai), ...sentBy(now.openai)].sort(), sentBy(old.openai)))
      problems.push('other requests were sent');
  }
  const endsWell = old.run.code === 0;
  if (problems.length === 0) return { isConverted, isBatchable, endsWell };
  return {
    isConverted,
    isBatchable,
    endsWell,
    difference: `${problems.join('\n')}\n--- ${file}\n${text}\n--- converted\n${converted[`/${file}`]}`,
  };
}

function clear(folder: string, files: Readonly<Record<string, string>>): void {
  for (const name of ['openai_batches', '.openai_batches', 'openai-batches', '.openai-batches'])
    rmSync(path.join(folder, name), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
}

async function runOnce(run: Runner, file: string, salt = ''): Promise<{ readonly run: Run; readonly openai: LocalOpenAI }> {
  const openai = await startLocalOpenAI({
    ...(salt !== '' && { salt }),
    refuse: refusalOf,
    batch: { script: () => ({ refuseLine: ({ body }) => refusalOf(body) }) },
  });
  try {
    return { run: await run(file, openai), openai };
  } finally {
    await openai.close();
  }
}

/** Some requests fail, whoever sends them. */
function refusalOf(body: RequestBody): Refusal | undefined {
  return /dddd/.test(JSON.stringify(body))
    ? { status: 400, error: { message: 'No', type: 'invalid_request_error', param: 'input', code: 'refused' } }
    : undefined;
}

function sentBy(openai: LocalOpenAI): readonly string[] {
  return openai
    .interactive()
    .filter(({ headers }) => Number(headers['x-stainless-retry-count'] ?? 0) === 0)
    .map(({ path: to, body }) => `${to} ${canonical(body)}`)
    .sort();
}

function linesOf({ batches }: LocalOpenAI): readonly string[] {
  return batches.flatMap(({ lines }) => lines.map(({ url, body }) => `${url.replace('/v1', '')} ${canonical(body)}`)).sort();
}

/** A request that is tried again is one line of a batch. */
function isDifferent(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify([...new Set(a)]) !== JSON.stringify([...new Set(b)]);
}
