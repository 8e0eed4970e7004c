/** What becomes of a converted Python program when something goes wrong on the way: nothing is lost, nothing is paid twice. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { loadFrontEnds } from '../support/frontEnds';
import type { BatchInputError } from './batchInput';
import { RATE_LIMITED, SERVER_ERROR, startLocalOpenAI } from './localOpenAI';
import { ProjectCopy } from './project';
import { FOLDER, interrupted, MODULE, PROGRAM, sceneOf } from './pythonBatchScene';

let plain: string;
before(async () => {
  await loadFrontEnds();
  const copy = new ProjectCopy('batch-python');
  const openai = await startLocalOpenAI();
  plain = (await copy.run(PROGRAM, openai.baseUrl)).stdout;
  await openai.close();
  copy.dispose();
});

const POLLED = ({ method, path: url }: { method: string; path: string }): boolean => method === 'GET' && url.startsWith('/batches/');

function failure(code: string, message: string): BatchInputError {
  return { code, message, line: null, param: null };
}

describe('A converted Python program', () => {
  it('that is killed while it waits goes on with its batch when it is started again', async (test) => {
    const { run, openai, ended } = await interrupted(test, 'SIGKILL', POLLED);
    assert.equal(ended, 'SIGKILL');
    const again = await run();
    assert.equal(again.stdout, plain, again.stderr);
    assert.equal(openai.batches.length, 1);
  });

  it('that is killed while it submits finds the batch it submitted', async (test) => {
    const { run, openai, kept, ended } = await interrupted(
      test,
      'SIGKILL',
      ({ method, path: url }) => method === 'POST' && url === '/batches',
    );
    assert.equal(ended, 'SIGKILL');
    assert.equal(openai.batches.length, 1);
    const again = await run();
    assert.equal(again.stdout, plain, again.stderr);
    assert.equal(openai.batches.length, 1);
    assert.deepEqual(kept(), ['.answers.jsonl', '.gitignore']);
  });

  it('that is stopped by Ctrl-C says at the end how to come back, with its arguments', async (test) => {
    const { run, openai, stderr, ended } = await interrupted(test, 'SIGINT', POLLED, ['--of', 'two words']);
    assert.notEqual(ended, 0);
    assert.match(
      stderr,
      /KeyboardInterrupt\s+\[batch\] the batch goes on without this program; to come back: \S+ summarize_reviews\.py --of 'two words'\n$/,
    );
    assert.equal((await run()).stdout, plain);
    assert.equal(openai.batches.length, 1);
  });

  it('that ran to its end uses the answers it has when it runs again', async (test) => {
    const { run, openai } = await sceneOf(test);
    await run();
    const again = await run();
    assert.equal(again.stdout, plain);
    assert.equal(again.stderr, '[batch] openai_batches has answers to 3 of 3 requests already\n');
    assert.equal(openai.batches.length, 1);
  });

  it('survives 429 and 500 while it waits', async (test) => {
    const { run, openai } = await sceneOf(test, {
      refuseCall: (call, nth) => (POLLED(call) && nth < 7 ? (nth < 4 ? RATE_LIMITED : SERVER_ERROR) : undefined),
    });
    const { stdout, stderr } = await run();
    assert.equal(stdout, plain);
    assert.match(stderr, /can't be seen now, which does not stop it: Error code: 429/);
    assert.equal(openai.batches.length, 1);
  });

  it('sends a line that failed again in the same run', async (test) => {
    for (const refusal of [SERVER_ERROR, RATE_LIMITED]) {
      const { run, sizes } = await sceneOf(test, {
        batch: { script: ({ index }) => (index === 0 ? { refuseLine: (line) => (line.index === 1 ? refusal : undefined) } : {}) },
      });
      const { stdout, stderr, code } = await run();
      assert.deepEqual([code, stdout], [0, plain], stderr);
      assert.match(stderr, /1 request is sent again/);
      assert.deepEqual(sizes(), [3, 1]);
    }
  });

  it('sends it again twice at most, then raises the error where the loop uses its answer', async (test) => {
    const { run, sizes } = await sceneOf(test, {
      batch: {
        script: ({ index }) =>
          index < 3 ? { refuseLine: ({ body }) => (/late/.test(String(body.input)) ? SERVER_ERROR : undefined) } : {},
      },
    });
    const first = await run();
    assert.equal(first.code, 1);
    assert.equal(first.stdout, `${plain.split('\n')[0]}\n`);
    assert.match(first.stderr, /openai\.InternalServerError: Error code: 500/);
    assert.match(first.stderr, /2 of 3 requests answered; 1 failed with 500 server_error/);
    assert.deepEqual(sizes(), [3, 1, 1]);
    assert.equal((await run()).stdout, plain);
    assert.deepEqual(sizes(), [3, 1, 1, 1]);
  });

  it('does not send again what was refused for good', async (test) => {
    const { run, sizes } = await sceneOf(test, {
      batch: {
        script: () => ({
          refuseLine: ({ index }) =>
            index === 1
              ? { status: 400, error: { message: 'No.', type: 'invalid_request_error', param: null, code: 'too_long' } }
              : undefined,
        }),
      },
    });
    const first = await run();
    assert.match(first.stderr, /openai\.BadRequestError: Error code: 400/);
    assert.match(first.stderr, /2 of 3 requests answered; 1 failed with 400 too_long/);
    assert.equal((await run()).code, 1);
    assert.deepEqual(sizes(), [3]);
  });

  it('sends again what an expired batch left', async (test) => {
    const { run, sizes } = await sceneOf(test, {
      batch: { script: ({ index }) => (index === 0 ? { statuses: ['in_progress', 'expired'], done: 1 } : {}) },
    });
    const { stdout, stderr } = await run();
    assert.equal(stdout, plain);
    assert.match(stderr, /batch_000001 expired: 1 of 3 requests answered/);
    assert.match(stderr, /2 requests are sent again/);
    assert.deepEqual(sizes(), [3, 2]);
  });

  it('says when somebody cancelled its batch, and sends the rest when it is started again', async (test) => {
    const { run, sizes } = await sceneOf(test, {
      batch: { script: ({ index }) => (index === 0 ? { statuses: ['cancelled'], done: 2 } : {}) },
    });
    assert.match(
      (await run()).stderr,
      /RuntimeError: batch_000001 was cancelled\. 2 of 3 answers are kept in openai_batches; run this again to submit the other 1\./,
    );
    assert.equal((await run()).stdout, plain);
    assert.deepEqual(sizes(), [3, 1]);
  });

  it('says why a batch was refused, and submits anew when it is started again', async (test) => {
    const { run, openai } = await sceneOf(test, {
      batch: {
        script: ({ index }) => (index === 0 ? { errors: [failure('billing_hard_limit_reached', 'Billing hard limit reached.')] } : {}),
      },
    });
    assert.match((await run()).stderr, /batch_000001 failed: Billing hard limit reached\. Nothing was answered; run this again/);
    assert.equal((await run()).stdout, plain);
    assert.equal(openai.batches.length, 2);
  });

  it('waits for room in a queue that others fill, and goes on', async (test) => {
    const tooMuch = [failure('token_limit_exceeded', 'Enqueued token limit reached.')];
    const { copy, run, sizes } = await sceneOf(test, {
      batch: { script: ({ index }) => (index === 1 ? { errors: tooMuch } : { statuses: ['validating', 'in_progress', 'completed'] }) },
    });
    copy.write(MODULE, copy.read(MODULE).replaceAll('50_000', '2'));
    const { stdout, stderr } = await run();
    assert.equal(stdout, plain);
    assert.match(stderr, /batch_000002 waits for room: Enqueued token limit reached\./);
    assert.deepEqual(sizes(), [2, 1, 1], stderr);
  });

  it('cuts a file that is larger than the queue itself', async (test) => {
    const tooMuch = [failure('token_limit_exceeded', 'Enqueued token limit reached.')];
    const { run, sizes } = await sceneOf(test, { batch: { script: ({ lines }) => (lines.length > 1 ? { errors: tooMuch } : {}) } });
    const { stdout, stderr } = await run();
    assert.equal(stdout, plain, stderr);
    assert.deepEqual(
      sizes().filter((size) => size === 1),
      [1, 1, 1],
    );
  });

  it('cuts its requests into files of the size that Batch takes', async (test) => {
    const { copy, run, sizes } = await sceneOf(test, { batch: { limits: { lines: 2, bytes: 200_000_000 } } });
    copy.write(MODULE, copy.read(MODULE).replaceAll('50_000', '2'));
    assert.equal((await run()).stdout, plain);
    assert.deepEqual(sizes(), [2, 1]);
  });

  it('submits nothing when the requests can not be written', async (test) => {
    const { copy, run, openai } = await sceneOf(test);
    writeFileSync(path.join(copy.folder, FOLDER), 'a file in the way');
    const { code, stderr } = await run();
    assert.equal(code, 1);
    assert.match(stderr, /RuntimeError: openai_batches\/\S+\.jsonl can't be written: .*Make room or choose another folder/);
    assert.deepEqual(openai.requests, []);
  });

  it('leaves nothing half-written on a full disk', async (test) => {
    const { copy, openai, kept } = await sceneOf(test);
    const { code, stderr } = await copy.runIn(PROGRAM, openai.baseUrl, 'ulimit -f 0; exec "$0" "$@"');
    assert.equal(code, 1);
    assert.match(stderr, /can't be written: File too large\. Make room/);
    assert.deepEqual(kept(), []);
    assert.deepEqual(openai.requests, []);
  });

  it('goes on with answers that it can not keep', async (test) => {
    const { copy, run, openai } = await sceneOf(test, {
      mode: 'two-step',
      batch: { script: () => ({ statuses: ['in_progress', 'completed'] }) },
    });
    await run();
    mkdirSync(path.join(copy.folder, FOLDER, 'batch_000001.answers.jsonl.part'));
    const { stdout, stderr } = await run();
    assert.equal(stdout, plain);
    assert.match(stderr, /the answers are here but can't be kept/);
    assert.equal(openai.batches.length, 1);
    rmSync(path.join(copy.folder, FOLDER), { recursive: true });
  });
});

describe('A Python program converted in two steps', () => {
  it('ends with 3 once it has submitted, with 4 while there is nothing to collect, and with 0 when it is done', async (test) => {
    const { run, openai } = await sceneOf(test, {
      mode: 'two-step',
      batch: { script: () => ({ statuses: ['in_progress', 'in_progress', 'completed'] }) },
    });
    for (const code of [3, 4]) {
      const early = await run();
      assert.deepEqual([early.code, early.stdout], [code, '']);
      assert.match(early.stderr, /To collect the answers, run this again later: /);
      assert.doesNotMatch(early.stderr, /Traceback/);
    }
    const done = await run();
    assert.deepEqual([done.code, done.stdout], [0, plain]);
    assert.equal(openai.batches.length, 1);
  });

  it('submits only what is new when there is more to ask', async (test) => {
    const { copy, run, sizes } = await sceneOf(test, {
      mode: 'two-step',
      batch: { script: () => ({ statuses: ['in_progress', 'completed'] }) },
    });
    await run();
    copy.write(PROGRAM, copy.read(PROGRAM).replace('    "Stopped', '    "One more.",\n    "Stopped'));
    const second = await run();
    assert.equal(second.code, 3, second.stderr);
    const third = await run();
    assert.equal(third.code, 0, third.stderr);
    assert.equal(third.stdout.split('\n').length, 5);
    assert.deepEqual(sizes(), [3, 1]);
  });

  it('comes to its end with two loops, one after the other', async (test) => {
    const { run, sizes } = await sceneOf(test, {
      mode: 'two-step',
      program: 'two_loops.py',
      batch: { script: () => ({ statuses: ['in_progress', 'completed'] }) },
    });
    const codes = [(await run()).code, (await run()).code, (await run()).code];
    assert.deepEqual(codes, [3, 3, 0]);
    assert.deepEqual(sizes(), [2, 2]);
  });
});
