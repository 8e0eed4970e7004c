/** What becomes of a converted Python program when something goes wrong on the way: nothing is lost, nothing is paid twice. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { convertLoops } from '../support/batch';
import { loadFrontEnds } from '../support/frontEnds';
import { ForkedPython } from './forkedPrograms';
import { RATE_LIMITED, SERVER_ERROR, startLocalOpenAI, type LocalOpenAI, type LocalOpenAIOptions } from './localOpenAI';
import { ProjectCopy } from './project';
import type { Run } from './execute';

const PROGRAM = 'summarize_reviews.py';
const FOLDER = 'openai_batches';

let python: ForkedPython;
let plain: string;
before(async () => {
  await loadFrontEnds();
  python = new ForkedPython('py-batch');
  const copy = new ProjectCopy('batch-python');
  const openai = await startLocalOpenAI();
  plain = (await python.run(PROGRAM, copy.folder, openai.baseUrl)).stdout;
  await openai.close();
  copy.dispose();
});
after(() => python.dispose());

interface Scene {
  readonly copy: ProjectCopy;
  readonly openai: LocalOpenAI;
  run(): Promise<Run>;
  /** Names of what is kept, without the key they begin with. */
  kept(): readonly string[];
}

async function scene(test: TestContext, options: LocalOpenAIOptions = {}, mode: 'wait' | 'two-step' = 'wait'): Promise<Scene> {
  const copy = new ProjectCopy('batch-python');
  copy.write(PROGRAM, convertLoops(`/${PROGRAM}`, copy.read(PROGRAM), mode).text.replace('poll_seconds=5.0', 'poll_seconds=0.01'));
  const openai = await startLocalOpenAI(options);
  test.after(async () => {
    await openai.close();
    copy.dispose();
  });
  return {
    copy,
    openai,
    run: () => python.run(PROGRAM, copy.folder, openai.baseUrl),
    kept: () =>
      readdirSync(path.join(copy.folder, FOLDER))
        .map((name) => name.replace(/^[^.]*/, ''))
        .sort(),
  };
}

/** Starts the program as a process of its own and kills it the moment `moment` says so. */
async function killed(test: TestContext, moment: (call: { method: string; path: string }, nth: number) => boolean): Promise<Scene> {
  let child: ReturnType<typeof spawn> | undefined;
  const found = await scene(test, {
    refuseCall: (call, nth) => {
      if (child && moment(call, nth)) child.kill('SIGKILL');
      return undefined;
    },
  });
  child = spawn(found.copy.interpreter, [PROGRAM], {
    cwd: found.copy.folder,
    env: { PATH: process.env.PATH, OPENAI_BASE_URL: found.openai.baseUrl, OPENAI_API_KEY: 'k' },
    stdio: 'ignore',
  });
  const signal = await new Promise((resolve) => child!.on('close', (_, name) => resolve(name)));
  assert.equal(signal, 'SIGKILL');
  child = undefined;
  return found;
}

describe('A converted Python program', () => {
  it('that is killed while it waits goes on with its batch when it is started again', async (test) => {
    const { run, openai } = await killed(test, ({ method, path: url }) => method === 'GET' && url.startsWith('/batches/'));
    const again = await run();
    assert.equal(again.stdout, plain, again.stderr);
    assert.equal(openai.batches.length, 1);
  });

  it('that is killed while it submits finds the batch it submitted', async (test) => {
    const { run, openai, kept } = await killed(test, ({ method, path: url }) => method === 'POST' && url === '/batches');
    assert.equal(openai.batches.length, 1);
    const again = await run();
    assert.equal(again.stdout, plain, again.stderr);
    assert.equal(openai.batches.length, 1);
    assert.deepEqual(kept(), ['.answers.jsonl', '.json', '.jsonl']);
  });

  it('that ran to its end uses the answers it has when it runs again', async (test) => {
    const { run, openai } = await scene(test);
    await run();
    const again = await run();
    assert.equal(again.stdout, plain);
    assert.match(again.stderr, /has answers to 3 of 3 requests already/);
    assert.equal(openai.batches.length, 1);
  });

  it('survives 429 and 500 while it waits', async (test) => {
    const { run, openai } = await scene(test, {
      refuseCall: ({ method, path: url }, nth) =>
        method === 'GET' && url.startsWith('/batches/') && nth < 7 ? (nth < 4 ? RATE_LIMITED : SERVER_ERROR) : undefined,
    });
    const { stdout, stderr } = await run();
    assert.equal(stdout, plain);
    assert.match(stderr, /can't be seen now, which does not stop it: Error code: 429/);
    assert.equal(openai.batches.length, 1);
  });

  it('raises the error of a failed line where the loop uses its answer, and sends only that line again', async (test) => {
    const { run, openai } = await scene(test, {
      batch: { script: ({ index }) => (index === 0 ? { refuseLine: (line) => (line.index === 1 ? SERVER_ERROR : undefined) } : {}) },
    });
    const first = await run();
    assert.equal(first.code, 1);
    assert.equal(first.stdout, `${plain.split('\n')[0]}\n`);
    assert.match(first.stderr, /openai\.InternalServerError: Error code: 500/);
    const again = await run();
    assert.equal(again.stdout, plain);
    assert.deepEqual(
      openai.batches.map(({ lines }) => lines.length),
      [3, 1],
    );
  });

  it('keeps the answers of an expired batch, and sends the rest when it is started again', async (test) => {
    const { run, openai } = await scene(test, {
      batch: { script: ({ index }) => (index === 0 ? { statuses: ['in_progress', 'expired'], done: 1 } : {}) },
    });
    const first = await run();
    assert.equal(first.code, 1);
    assert.match(
      first.stderr,
      /RuntimeError: batch_000001 expired\. 1 of 3 answers are kept in openai_batches\/\S+; run this again to submit the other 2\./,
    );
    const again = await run();
    assert.equal(again.stdout, plain);
    assert.deepEqual(
      openai.batches.map(({ lines }) => lines.length),
      [3, 2],
    );
  });

  it('says when somebody cancelled its batch', async (test) => {
    const { run } = await scene(test, { batch: { script: () => ({ statuses: ['cancelled'], done: 2 }) } });
    assert.match((await run()).stderr, /batch_000001 was cancelled\. 2 of 3 answers are kept/);
  });

  it('says why a batch was refused, and submits anew when it is started again', async (test) => {
    const { run, openai } = await scene(test, {
      batch: {
        script: ({ index }) =>
          index === 0
            ? { errors: [{ code: 'token_limit_exceeded', message: 'Enqueued token limit reached.', line: null, param: null }] }
            : {},
      },
    });
    assert.match((await run()).stderr, /batch_000001 failed: Enqueued token limit reached\. Nothing was answered; run this again/);
    assert.equal((await run()).stdout, plain);
    assert.equal(openai.batches.length, 2);
  });

  it('cuts its requests into files of the size that Batch takes', async (test) => {
    const { copy, run, openai } = await scene(test, { batch: { limits: { lines: 2, bytes: 200_000_000 } } });
    copy.write(PROGRAM, copy.read(PROGRAM).replaceAll('50_000', '2'));
    assert.equal((await run()).stdout, plain);
    assert.deepEqual(
      openai.batches.map(({ lines }) => lines.length),
      [2, 1],
    );
  });

  it('submits nothing when the requests can not be written', async (test) => {
    const { copy, run, openai } = await scene(test);
    writeFileSync(path.join(copy.folder, FOLDER), 'a file in the way');
    const { code, stderr } = await run();
    assert.equal(code, 1);
    assert.match(stderr, /RuntimeError: openai_batches\/\S+\.jsonl can't be written: .*Make room or choose another folder/);
    assert.deepEqual(openai.requests, []);
  });

  it('leaves nothing half-written on a full disk', async (test) => {
    const { copy, openai, kept } = await scene(test);
    const { code, stderr } = await copy.runIn(PROGRAM, openai.baseUrl, 'ulimit -f 0; exec "$0" "$@"');
    assert.equal(code, 1);
    assert.match(stderr, /can't be written: File too large\. Make room/);
    assert.deepEqual(kept(), []);
    assert.deepEqual(openai.requests, []);
  });

  it('goes on with answers that it can not keep', async (test) => {
    const { copy, run, openai } = await scene(test, { batch: { script: () => ({ statuses: ['in_progress', 'completed'] }) } }, 'two-step');
    await run();
    const [state] = readdirSync(path.join(copy.folder, FOLDER)).filter((name) => name.endsWith('.json'));
    mkdirSync(path.join(copy.folder, FOLDER, `${state!.slice(0, -5)}.answers.jsonl.part`));
    const { stdout, stderr } = await run();
    assert.equal(stdout, plain);
    assert.match(stderr, /the answers are here but can't be kept/);
    assert.equal(openai.batches.length, 1);
    rmSync(path.join(copy.folder, FOLDER), { recursive: true });
  });
});

describe('A Python program converted in two steps', () => {
  it('ends well once it has submitted, fails while there is nothing to collect, and goes on with the answers when it is run again', async (test) => {
    const { run, openai } = await scene(
      test,
      { batch: { script: () => ({ statuses: ['in_progress', 'in_progress', 'completed'] }) } },
      'two-step',
    );
    for (const code of [0, 1]) {
      const early = await run();
      assert.deepEqual([early.code, early.stdout], [code, '']);
      assert.match(early.stderr, /Run this again later to collect the answers/);
    }
    assert.equal((await run()).stdout, plain);
    assert.equal(openai.batches.length, 1);
  });
});
