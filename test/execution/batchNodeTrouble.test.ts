/** What can go wrong while a converted program waits for its batch: it ends in a clear message, loses nothing and pays nothing twice. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadFrontEnds } from '../support/frontEnds';
import type { BatchInputError } from './batchInput';
import { MODULE, NodeScenes, PROGRAM, type NodeScene } from './batchNodeScene';
import type { Run } from './execute';
import { RATE_LIMITED, SERVER_ERROR, type LocalOpenAI } from './localOpenAI';

let scenes: NodeScenes;
let printed: string;
before(async () => {
  await loadFrontEnds();
  scenes = new NodeScenes();
  await scenes.with({}, async ({ run }) => (printed = (await run()).stdout));
  scenes.convert();
});
after(() => {
  scenes.dispose();
});

/** It failed with a message, and run again it does what it should; `batches`: how many were submitted in all. */
async function recovers({ run, openai }: NodeScene, failed: Run, message: RegExp, batches: number): Promise<void> {
  assert.notEqual(failed.code, 0);
  assert.equal(failed.stdout.split('\n').filter(Boolean).length, 0, 'nothing after the loop ran');
  assert.match(failed.stderr, message);
  const again = await run();
  assert.equal(again.code, 0, again.stderr);
  assert.equal(again.stdout, printed);
  assert.equal(openai.batches.length, batches, 'batches submitted in all');
  assert.deepEqual(openai.interactive(), []);
}

/** Starts the program and gives it back once it has polled its batch twice. */
async function waiting(openai: LocalOpenAI, args: readonly string[] = []): Promise<ChildProcess> {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd: scenes.copy.folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, OPENAI_BATCH_POLL_SECONDS: '0.05', OPENAI_BASE_URL: openai.baseUrl, OPENAI_API_KEY: 'sk-local' },
  });
  while ((openai.batches[0]?.polls ?? 0) < 2) await sleep(20);
  return child;
}

const LONG = { batch: { script: () => ({ statuses: [...Array<'in_progress'>(12).fill('in_progress'), 'completed' as const] }) } };

function failure(code: string, message: string): BatchInputError {
  return { code, message, line: null, param: null };
}

describe('a converted program in trouble', () => {
  it('killed while it polls, it submits nothing again', () =>
    scenes.with(LONG, async ({ openai, run }) => {
      (await waiting(openai)).kill('SIGKILL');
      const again = await run();
      assert.equal(again.stdout, printed, again.stderr);
      assert.equal(openai.batches.length, 1);
      assert.equal((await run()).stdout, printed, 'a third time it takes what is there');
      assert.equal(openai.batches.length, 1);
    }));

  it('stopped by Ctrl-C, it says how to come back, with its arguments', () =>
    scenes.with(LONG, async ({ openai, run }) => {
      const child = await waiting(openai, ['--of', 'two words']);
      let stderr = '';
      child.stderr!.setEncoding('utf8').on('data', (piece: string) => (stderr += piece));
      child.kill('SIGINT');
      const code = await new Promise((resolve) => child.on('close', resolve));
      assert.equal(code, 130);
      assert.match(stderr, /\[batch\] the batch goes on without this program; to come back: node pagesCounter\.mjs --of 'two words'\n$/);
      assert.equal((await run()).stdout, printed);
      assert.equal(openai.batches.length, 1);
    }));

  it('killed after it submitted and before it wrote that down, it finds the batch', () =>
    scenes.with({}, async ({ openai, run }) => {
      await run({ broken: 'kill:2:.json' });
      assert.equal(openai.batches.length, 1);
      const again = await run();
      assert.equal(again.stdout, printed, again.stderr);
      assert.equal(openai.batches.length, 1);
    }));

  it('with a full disk before it submits, it says so, submits nothing and leaves nothing half written', () =>
    scenes.with({}, async (scene) => {
      const failed = await scene.run({ broken: 'full:1:.jsonl.part' });
      assert.equal(scene.openai.batches.length, 0);
      assert.deepEqual(scenes.kept(), ['.gitignore']);
      await recovers(scene, failed, /Cannot write openai-batches\/\S+\.jsonl\.part \(ENOSPC.*Make room or choose another folder/, 1);
    }));

  it('with a disk that fills up after it submitted, it says which batch runs, and finds it again', () =>
    scenes.with({}, async (scene) => {
      const failed = await scene.run({ broken: 'full:2:.json.part' });
      assert.ok(scenes.kept().every((name) => !name.endsWith('.part')));
      await recovers(scene, failed, /batch_000001 submitted[^]*run this again; a batch that was submitted is found again/, 1);
    }));

  it('with a disk that fills up before the answers are kept, it goes on with them', () =>
    scenes.with({}, async ({ run }) => {
      const { stdout, stderr } = await run({ broken: 'full:2:.answers.jsonl.part' });
      assert.equal(stdout, printed, stderr);
      assert.match(stderr, /the answers are here but can't be kept/);
    }));

  it('with a file in the place of its folder, it says what it cannot write', () =>
    scenes.with({}, async (scene) => {
      writeFileSync(scenes.folder, '');
      const failed = await scene.run();
      rmSync(scenes.folder);
      await recovers(scene, failed, /Cannot write openai-batches/, 1);
    }));

  it('of a batch that expired, it asks for the rest again in the same run', () =>
    scenes.with(
      { batch: { script: ({ index }) => (index === 0 ? { statuses: ['in_progress', 'expired'], done: 1 } : {}) } },
      async ({ run, sizes }) => {
        const { stdout, stderr } = await run();
        assert.equal(stdout, printed, stderr);
        assert.match(stderr, /batch_000001 expired: 1 of 3 requests answered/);
        assert.match(stderr, /2 requests are sent again/);
        assert.deepEqual(sizes(), [3, 2]);
      },
    ));

  it('of a batch that somebody cancelled, it keeps the answers that came and asks for the others when it is run again', () =>
    scenes.with(
      { batch: { script: ({ index }) => (index === 0 ? { statuses: ['in_progress', 'cancelled'], done: 1 } : {}) } },
      async (scene) => {
        const failed = await scene.run();
        await recovers(
          scene,
          failed,
          /batch_000001 was cancelled\. 1 of 3 answers are kept in openai-batches; run this again to submit the other 2\./,
          2,
        );
        assert.deepEqual(scene.sizes(), [3, 2]);
      },
    ));

  it('of a line that failed, it sends it again twice at most, then throws the error where the answer is used', () => {
    const script = ({ index }: { index: number }) =>
      index < 3
        ? { refuseLine: (line: { custom_id: string; index: number }) => (line.index === (index === 0 ? 1 : 0) ? SERVER_ERROR : undefined) }
        : {};
    return scenes.with({ batch: { script } }, async ({ run, sizes }) => {
      const failed = await run();
      assert.equal(failed.code, 1);
      assert.match(failed.stderr, /InternalServerError: 500/);
      assert.match(failed.stderr, /2 of 3 requests answered; 1 failed with 500 server_error/);
      assert.deepEqual(sizes(), [3, 1, 1]);
      assert.equal((await run()).stdout, printed);
      assert.deepEqual(sizes(), [3, 1, 1, 1]);
    });
  });

  it('of a batch that was refused, it says why, and submits it again when it is run again', () =>
    scenes.with(
      {
        batch: {
          script: ({ index }) => (index === 0 ? { errors: [failure('billing_hard_limit_reached', 'Billing hard limit reached.')] } : {}),
        },
      },
      async (scene) => {
        await recovers(scene, await scene.run(), /batch_000001 failed: Billing hard limit reached\. Nothing was answered/, 2);
      },
    ));

  it('over the limit of enqueued tokens, it cuts its file and goes on', () =>
    scenes.with(
      {
        batch: {
          script: ({ lines }) => (lines.length > 1 ? { errors: [failure('token_limit_exceeded', 'Enqueued token limit reached.')] } : {}),
        },
      },
      async ({ run, sizes }) => {
        const { stdout, stderr } = await run();
        assert.equal(stdout, printed, stderr);
        assert.match(stderr, /batch_000001 waits for room: Enqueued token limit reached\./);
        assert.deepEqual(
          sizes().filter((size) => size === 1),
          [1, 1, 1],
        );
      },
    ));

  it('with more requests than a file takes, it makes several', async () => {
    const module = scenes.copy.read(MODULE);
    scenes.copy.write(MODULE, module.replace('50_000', '2'));
    await scenes.with({ batch: { limits: { lines: 2, bytes: 200_000_000 } } }, async ({ run, sizes }) => {
      assert.equal((await run()).stdout, printed);
      assert.deepEqual(sizes(), [2, 1]);
    });
    scenes.copy.write(MODULE, module);
  });

  it('goes on polling through rate limits and errors of the server', () =>
    scenes.with(
      {
        refuseCall: ({ method, path: asked }, nth) =>
          method === 'GET' && /^\/batches\/batch/.test(asked) && nth >= 1 && nth <= 6 ? (nth < 4 ? RATE_LIMITED : SERVER_ERROR) : undefined,
      },
      async ({ openai, run }) => {
        const { stdout, stderr } = await run();
        assert.equal(stdout, printed, stderr);
        assert.match(stderr, /can't be seen now, which does not stop it: 429/);
        assert.equal(openai.batches.length, 1);
      },
    ));

  it('submits once where the first try to submit fails', () =>
    scenes.with(
      { refuseCall: ({ method, path: asked }, nth) => (method === 'POST' && asked === '/batches' && nth === 0 ? SERVER_ERROR : undefined) },
      async ({ openai, run }) => {
        const { stdout, stderr } = await run();
        assert.equal(stdout, printed, stderr);
        assert.equal(openai.batches.length, 1);
      },
    ));
});

describe('a program converted in two steps', () => {
  it('ends with 3 once it has submitted, with 4 while it is too early, and with 0 when it has collected', () =>
    scenes.with({ batch: { script: () => ({ statuses: ['in_progress', 'in_progress', 'completed'] }) } }, async ({ openai, run }) => {
      scenes.convert('two-step');
      for (const code of [3, 4]) {
        const early = await run({ args: ['--chapters', '3'] });
        assert.deepEqual([early.code, early.stdout], [code, '']);
        assert.match(early.stderr, /To collect the answers, run this again later: node pagesCounter\.mjs --chapters 3\n$/);
      }
      const done = await run({ args: ['--chapters', '3'] });
      assert.deepEqual([done.code, done.stdout], [0, printed], done.stderr);
      assert.equal(openai.batches.length, 1);
    }));

  it('submits only what is new when there is more to ask', () =>
    scenes.with({ batch: { script: () => ({ statuses: ['in_progress', 'completed'] }) } }, async ({ run, sizes }) => {
      scenes.convert('two-step');
      await run();
      scenes.convert('two-step', PROGRAM, (text) => text.replace('chapters(3)', 'chapters(4)'));
      const codes = [(await run()).code, (await run()).code];
      assert.deepEqual(codes, [3, 0]);
      assert.deepEqual(sizes(), [3, 1]);
    }));

  it('comes to its end with two loops, one after the other', async () => {
    scenes.convert('two-step', 'twice.mjs');
    await scenes.with(
      { batch: { script: () => ({ statuses: ['in_progress', 'completed'] }) } },
      async ({ run }) => {
        const codes = [(await run()).code, (await run()).code, (await run()).code];
        assert.deepEqual(codes, [3, 3, 0]);
      },
      'twice.mjs',
    );
  });
});
