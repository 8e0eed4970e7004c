/** What can go wrong while a converted program waits for its batch: it ends in a clear message, loses nothing and pays nothing twice. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchMode } from '../../server/src/core/fixes/batch/conversion';
import { convertLoops } from '../support/convertLoops';
import { loadFrontEnds } from '../support/frontEnds';
import type { Run } from './execute';
import { RATE_LIMITED, SERVER_ERROR, startLocalOpenAI, type LocalOpenAI, type LocalOpenAIOptions } from './localOpenAI';
import { ProjectCopy } from './project';

/** Three requests; what they give is printed at the end. */
const PROGRAM = 'pagesCounter.mjs';
const POLLING = { OPENAI_BATCH_POLL_SECONDS: '0.05' };

describe('a converted program in trouble', () => {
  let copy: ProjectCopy;
  let printed: string;
  const original = readFileSync(path.join(__dirname, 'programs/batch-node', PROGRAM), 'utf8');
  const convert = (mode: BatchMode): void =>
    copy.write(PROGRAM, convertLoops({ [`/${PROGRAM}`]: original }, `/${PROGRAM}`, mode)[`/${PROGRAM}`]!);
  const folder = (): string => path.join(copy.folder, 'openai-batches');
  const leftovers = (): readonly string[] => readdirSync(folder()).filter((name) => name.endsWith('.part'));

  before(async () => {
    await loadFrontEnds();
    copy = new ProjectCopy('batch-node');
    await withServer({}, async (openai) => (printed = (await copy.run(PROGRAM, openai.baseUrl)).stdout));
    convert('wait');
  });
  beforeEach(() => rmSync(folder(), { recursive: true, force: true }));
  after(() => copy.dispose());

  const run = (openai: LocalOpenAI, broken = '', args: readonly string[] = []): Promise<Run> =>
    copy.run(PROGRAM, openai.baseUrl, broken ? ['breakWrites.cjs'] : [], { args, environment: { ...POLLING, BREAK_WRITE: broken } });

  /** It failed with a message, and run again it does what it should; `batches`: how many were submitted in all. */
  async function recovers(openai: LocalOpenAI, failed: Run, message: RegExp, batches: number): Promise<void> {
    assert.notEqual(failed.code, 0);
    assert.equal(failed.stdout.split('\n').filter(Boolean).length, 0, 'nothing after the loop ran');
    assert.match(failed.stderr, message);
    const again = await run(openai);
    assert.equal(again.code, 0, again.stderr);
    assert.equal(again.stdout, printed);
    assert.equal(openai.batches.length, batches, 'batches submitted in all');
    assert.deepEqual(openai.interactive(), []);
  }

  it('killed while it polls, it submits nothing again', () =>
    withServer(
      { batch: { script: () => ({ statuses: Array.from({ length: 6 }, (_, n) => (n < 5 ? 'in_progress' : 'completed')) }) } },
      async (openai) => {
        const child = spawn(process.execPath, [PROGRAM], {
          cwd: copy.folder,
          stdio: 'ignore',
          env: { ...process.env, ...POLLING, OPENAI_BASE_URL: openai.baseUrl, OPENAI_API_KEY: 'sk-local' },
        });
        while ((openai.batches[0]?.polls ?? 0) < 2) await sleep(20);
        child.kill('SIGKILL');
        const again = await run(openai);
        assert.equal(again.stdout, printed, again.stderr);
        assert.equal(openai.batches.length, 1);
        assert.equal((await run(openai)).stdout, printed, 'a third time it takes what is there');
        assert.equal(openai.batches.length, 1);
      },
    ));

  it('killed after it submitted and before it wrote that down, it finds the batch', () =>
    withServer({}, async (openai) => {
      await run(openai, 'kill:2:.json');
      assert.equal(openai.batches.length, 1);
      const again = await run(openai);
      assert.equal(again.stdout, printed, again.stderr);
      assert.equal(openai.batches.length, 1);
    }));

  it('with a full disk before it submits, it says so, submits nothing and leaves nothing half written', () =>
    withServer({}, async (openai) => {
      const failed = await run(openai, 'full:1:.jsonl.part');
      assert.equal(openai.batches.length, 0);
      assert.deepEqual(leftovers(), []);
      await recovers(openai, failed, /Cannot write openai-batches\/\S+\.jsonl \(ENOSPC.*Nothing was submitted/, 1);
    }));

  it('with a disk that fills up after it submitted, it says which batch runs, and finds it again', () =>
    withServer({}, async (openai) => {
      const failed = await run(openai, 'full:2:.json.part');
      assert.deepEqual(leftovers(), []);
      await recovers(openai, failed, /Batch batch_000001 is submitted: run the program again/, 1);
    }));

  it('with a file in the place of its folder, it says what it cannot write', () =>
    withServer({}, async (openai) => {
      writeFileSync(folder(), '');
      const failed = await run(openai);
      rmSync(folder());
      await recovers(openai, failed, /Cannot write openai-batches/, 1);
    }));

  for (const status of ['expired', 'cancelled'] as const) {
    it(`of a batch that is ${status}, it keeps the answers that came and asks for the others again`, () =>
      withServer(
        { batch: { script: ({ index }) => (index === 0 ? { statuses: ['in_progress', status], done: 1 } : {}) } },
        async (openai) => {
          const failed = await run(openai);
          await recovers(
            openai,
            failed,
            new RegExp(`Batch batch_000001 is ${status}, and 2 of 3 requests have no answer.*Run the program again`),
            2,
          );
          assert.equal(openai.batches[1]!.lines.length, 2);
        },
      ));
  }

  it('of a batch that failed, it says why, and submits it again when it is run again', () =>
    withServer(
      {
        batch: {
          script: ({ index }) =>
            index === 0
              ? { errors: [{ code: 'token_limit_exceeded', message: 'Enqueued token limit reached.', line: null, param: null }] }
              : {},
        },
      },
      async (openai) => {
        await recovers(openai, await run(openai), /is failed, and 3 of 3 requests have no answer.*Enqueued token limit reached/, 2);
      },
    ));

  it('goes on polling through rate limits and errors of the server', () =>
    withServer(
      {
        refuseCall: ({ method, path: asked }, nth) =>
          method === 'GET' && /^\/batches\/batch/.test(asked) && nth >= 1 && nth <= 6 ? (nth < 4 ? RATE_LIMITED : SERVER_ERROR) : undefined,
      },
      async (openai) => {
        const { stdout, stderr } = await run(openai);
        assert.equal(stdout, printed, stderr);
        assert.match(stderr, /Trying again in 1 s/);
        assert.equal(openai.batches.length, 1);
      },
    ));

  it('submits once where the first try to submit fails', () =>
    withServer(
      { refuseCall: ({ method, path: asked }, nth) => (method === 'POST' && asked === '/batches' && nth === 0 ? SERVER_ERROR : undefined) },
      async (openai) => {
        const { stdout, stderr } = await run(openai);
        assert.equal(stdout, printed, stderr);
        assert.equal(openai.batches.length, 1);
      },
    ));

  it('in two steps submits and ends, says when it is too early, and collects', () =>
    withServer({ batch: { script: () => ({ statuses: ['in_progress', 'completed'] }) } }, async (openai) => {
      convert('two-step');
      const early = await run(openai, '', ['collect']);
      assert.match(early.stderr, /3 of 3 requests are not submitted: run the program without the word collect/);
      const submitted = await run(openai);
      assert.deepEqual([submitted.code, submitted.stdout], [0, '']);
      assert.match(submitted.stderr, /To collect the answers: node .*pagesCounter\.mjs collect/);
      const waiting = await run(openai, '', ['collect']);
      assert.match(waiting.stderr, /in_progress, 0 of 3 done\. Collect again later/);
      const collected = await run(openai, '', ['collect']);
      assert.equal(collected.stdout, printed, collected.stderr);
      assert.equal(openai.batches.length, 1);
    }));
});

async function withServer(options: LocalOpenAIOptions, test: (openai: LocalOpenAI) => Promise<unknown>): Promise<void> {
  const openai = await startLocalOpenAI(options);
  try {
    await test(openai);
  } finally {
    await openai.close();
  }
}
