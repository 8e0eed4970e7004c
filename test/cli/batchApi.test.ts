/** `tierlint batch submit|status|results`: the built command line against the local OpenAI. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { answer } from '../execution/answers';
import { execute, type Run } from '../execution/execute';
import { RATE_LIMITED, SERVER_ERROR, startLocalOpenAI, type LocalOpenAI, type LocalOpenAIOptions } from '../execution/localOpenAI';
import type { Refusal } from '../execution/requestRules';
import { TestFolder } from './cli';

const CLI = path.resolve(__dirname, '../../dist/cli.js');
const KEY = 'sk-proj-0123456789abcdefghijklmnop';

interface Result {
  readonly custom_id: string;
  readonly response: { readonly status_code: number; readonly body: object } | null;
  readonly error: { readonly code: string } | null;
}

const bodyOf = (text: string): Record<string, unknown> => ({ model: 'gpt-5.4', input: text });
const line = (id: string): string => `${JSON.stringify({ custom_id: id, method: 'POST', url: '/v1/responses', body: bodyOf(id) })}\n`;
const FILE = ['a', 'b', 'c', 'd'].map(line).join('');

const refusal = (status: number, message: string, code: string | null = null): Refusal => ({
  status,
  error: { message, type: 'invalid_request_error', param: null, code },
});

describe('tierlint batch', () => {
  let openai: LocalOpenAI;
  let folder: TestFolder;
  afterEach(() => openai?.close());

  async function start(options: LocalOpenAIOptions = {}, text = FILE): Promise<void> {
    openai = await startLocalOpenAI(options);
    folder = new TestFolder({ 'requests.jsonl': text });
  }

  async function tierlint(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
    const run = await execute(process.execPath, [CLI, 'batch', ...args], folder.path, {
      OPENAI_API_KEY: KEY,
      OPENAI_BASE_URL: openai.baseUrl,
      NO_COLOR: '1',
      ...env,
    });
    assert.doesNotMatch(run.stdout + run.stderr, new RegExp(KEY.slice(3)), 'the key is never printed');
    return run;
  }

  const results = (name = 'requests.results.jsonl'): readonly Result[] =>
    folder
      .read(name)
      .trimEnd()
      .split('\n')
      .map((each) => JSON.parse(each) as Result);
  const leftovers = (): readonly string[] => fs.readdirSync(folder.path).filter((name) => name.includes('.tmp'));

  it('submits, waits and collects answers in the order of the requests', async () => {
    await start();
    const submitted = await tierlint(['submit', 'requests.jsonl', '--description', 'nightly']);
    assert.equal(submitted.code, 0, submitted.stderr);
    assert.equal(submitted.stdout, 'requests.jsonl: batch_000001 validating\n');
    assert.deepEqual(openai.batches[0]?.metadata, { description: 'nightly', source: 'tierlint' });
    const collected = await tierlint(['results', 'requests.jsonl', '--wait', '--every', '0.01']);
    assert.equal(collected.code, 0, collected.stderr);
    assert.equal(collected.stdout, 'requests.results.jsonl: 4 requests, 4 succeeded.\n');
    assert.deepEqual(
      results().map(({ custom_id }) => custom_id),
      ['a', 'b', 'c', 'd'],
    );
    const plain = answer('/responses', bodyOf('c'));
    assert.deepEqual(results()[2]?.response?.body, plain.kind === 'json' && plain.body);
    assert.deepEqual(leftovers(), []);
  });

  it('does not wait unless told to', async () => {
    await start({ batch: { script: () => ({ statuses: ['in_progress'] }) } });
    await tierlint(['submit', 'requests.jsonl']);
    const { code, stderr } = await tierlint(['results', 'requests.jsonl']);
    assert.equal(code, 2);
    assert.equal(stderr, 'tierlint: batch_000001 is in_progress, 0 of 4 done: run this again later, or with --wait\n');
  });

  it('submits no file twice, unless told to', async () => {
    await start();
    await tierlint(['submit', 'requests.jsonl']);
    const second = await tierlint(['submit', 'requests.jsonl']);
    assert.equal(second.code, 2);
    assert.match(second.stderr, /requests\.jsonl was submitted already, as batch_000001/);
    folder.write('requests.jsonl', FILE + line('e'));
    assert.match((await tierlint(['submit', 'requests.jsonl'])).stderr, /changed since it was submitted as batch_000001/);
    assert.equal(openai.batches.length, 1);
    assert.equal((await tierlint(['submit', '--again', 'requests.jsonl'])).code, 0);
    assert.equal(openai.batches.length, 2);
  });

  it('uses the upload of a run that got no further', async () => {
    await start({
      refuseCall: ({ method, path: at }, nth) =>
        method === 'POST' && at === '/batches' && nth === 0 ? refusal(400, 'Billing hard limit has been reached') : undefined,
    });
    const first = await tierlint(['submit', 'requests.jsonl']);
    assert.equal(first.code, 2);
    assert.match(first.stderr, /OpenAI refused the request \(400\) \(request req_local\): Billing hard limit has been reached\n$/);
    const status = await tierlint(['status', 'requests.jsonl']);
    assert.match(status.stderr, /was uploaded, but its batch was not started: run `tierlint batch submit requests\.jsonl`/);
    const second = await tierlint(['submit', 'requests.jsonl']);
    assert.match(second.stdout, /batch_000001 validating \(going on from the run before\)\n$/);
    assert.equal(openai.requests.filter(({ method, path: at }) => method === 'POST' && at === '/files').length, 1);
  });

  it('finds the batch of a run that was killed before it could note it', async () => {
    await start();
    await tierlint(['submit', 'requests.jsonl']);
    const { batchId: _, submittedAt: __, ...uploaded } = JSON.parse(folder.read('requests.jsonl.batch.json')) as Record<string, unknown>;
    folder.write('requests.jsonl.batch.json', JSON.stringify(uploaded));
    assert.match((await tierlint(['submit', 'requests.jsonl'])).stdout, /^requests\.jsonl: batch_000001 validating/);
    assert.equal(openai.batches.length, 1);
    assert.equal((await tierlint(['results', 'requests.jsonl', '--wait', '--every', '0.01'])).code, 0);
  });

  it('leaves no half files when it is interrupted', async () => {
    await start({ batch: { script: () => ({ statuses: ['completed'] }) } });
    await tierlint(['submit', 'requests.jsonl']);
    const slow = http.createServer((request, reply) => {
      // The first bytes of a download, and never the rest.
      if (request.url?.endsWith('/content')) return void reply.writeHead(200).write('{"custom_id": ');
      void fetch(openai.baseUrl.replace('/v1', '') + request.url, { headers: { authorization: 'Bearer x' } }).then(async (answered) =>
        reply.writeHead(answered.status, { 'content-type': 'application/json' }).end(await answered.text()),
      );
    });
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    const child = spawn(process.execPath, [CLI, 'batch', 'results', 'requests.jsonl'], {
      cwd: folder.path,
      env: { ...process.env, OPENAI_API_KEY: KEY, OPENAI_BASE_URL: `http://127.0.0.1:${(slow.address() as AddressInfo).port}/v1` },
    });
    for (let wait = 0; leftovers().length === 0 && wait < 600; wait++) await sleep(50);
    assert.equal(leftovers().length, 1);
    child.kill('SIGINT');
    await new Promise((resolve) => child.once('exit', resolve));
    assert.deepEqual(leftovers(), []);
    slow.closeAllConnections();
    slow.close();
  });

  it('uploads nothing that is wrong', async () => {
    await start({}, FILE + line('a'));
    const { code, stderr } = await tierlint(['submit', 'requests.jsonl']);
    assert.equal(code, 1);
    assert.match(stderr, /requests\.jsonl:5:2  error  custom_id "a" was used on line 1/);
    assert.match(stderr, /nothing was submitted/);
    assert.equal(openai.requests.length, 0);
  });

  it('joins failed lines in, counts them, and writes their requests for another try', async () => {
    await start({ batch: { script: () => ({ refuseLine: ({ custom_id }) => ({ b: RATE_LIMITED, d: SERVER_ERROR })[custom_id] }) } });
    await tierlint(['submit', 'requests.jsonl']);
    const { code, stdout } = await tierlint([
      'results',
      'requests.jsonl',
      '--wait',
      '--every',
      '0.01',
      '--failed-requests',
      'again.jsonl',
      '-o',
      'out.jsonl',
    ]);
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^out\.jsonl: 4 requests, 2 succeeded, 2 did not\.\n    1 x 429 rate_limit_exceeded\n    1 x 500 The server had an error.*\n    again\.jsonl: those that did not, to be submitted again\.\n$/,
    );
    assert.deepEqual(
      results('out.jsonl').map((each) => [each.custom_id, each.response?.status_code]),
      [
        ['a', 200],
        ['b', 429],
        ['c', 200],
        ['d', 500],
      ],
    );
    assert.equal(folder.read('again.jsonl'), line('b') + line('d'));
  });

  for (const [status, words] of [
    ['expired', 'expired after 24 hours'],
    ['cancelled', 'was cancelled'],
  ] as const) {
    it(`gives what was done when a batch ${words}`, async () => {
      await start({ batch: { script: () => ({ statuses: ['in_progress', status], done: 3 }) } });
      await tierlint(['submit', 'requests.jsonl']);
      const { code, stdout } = await tierlint(['results', 'requests.jsonl', '--wait', '--every', '0.01']);
      assert.equal(code, 1);
      assert.match(stdout, new RegExp(`3 succeeded, 1 did not\\. batch_000001 ${words}; what was done is here, and billed\\.`));
      assert.deepEqual(
        results().map(({ error }) => error?.code),
        [undefined, undefined, undefined, `batch_${status}`],
      );
    });
  }

  it('tells why a batch failed', async () => {
    await start({
      batch: {
        script: () => ({
          errors: [{ code: 'token_limit_exceeded', message: 'Enqueued token limit reached for gpt-5.4.', line: 3, param: null }],
        }),
      },
    });
    await tierlint(['submit', 'requests.jsonl']);
    const { code, stderr } = await tierlint(['results', 'requests.jsonl', '--wait', '--every', '0.01']);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /batch_000001 failed, nothing was run and nothing is billed:\n    line 3: Enqueued token limit reached for gpt-5\.4\.\n$/,
    );
    const status = await tierlint(['status', 'batch_000001']);
    assert.equal(status.code, 1);
    assert.match(status.stdout, /^batch_000001  failed .*\n    line 3: Enqueued/);
  });

  it('goes on waiting through 429 and 500', async () => {
    await start({
      refuseCall: ({ method, path: at }, nth) =>
        method === 'GET' && at.startsWith('/batches/') && nth < 7 ? (nth % 2 === 0 ? RATE_LIMITED : SERVER_ERROR) : undefined,
    });
    await tierlint(['submit', 'requests.jsonl']);
    assert.equal((await tierlint(['results', 'requests.jsonl', '--wait', '--every', '0.01'])).code, 0);
    assert.equal(results().length, 4);
  });

  it('lists the newest batches', async () => {
    await start();
    assert.equal((await tierlint(['status'])).stdout, 'No batches.\n');
    for (let index = 0; index < 3; index++) await tierlint(['submit', '--again', 'requests.jsonl']);
    const { code, stdout } = await tierlint(['status', '--limit', '2']);
    assert.equal(code, 0);
    assert.deepEqual(
      stdout.split('\n').map((each) => each.split(' ')[0]),
      ['batch_000003', 'batch_000002', ''],
    );
    const { batches } = JSON.parse((await tierlint(['status', 'requests.jsonl', '--format', 'json'])).stdout) as {
      batches: { id: string; status: string }[];
    };
    assert.deepEqual(
      batches.map(({ id, status }) => [id, status]),
      [['batch_000003', 'in_progress']],
    );
  });

  for (const [what, refused, expected] of [
    [
      'a wrong key',
      refusal(401, `Incorrect API key provided: ${KEY}.`, 'invalid_api_key'),
      /does not accept the key in OPENAI_API_KEY \(401\)/,
    ],
    [
      'a key without the permission',
      refusal(403, 'You have insufficient permissions'),
      /may not do this \(403\).*: it needs read access to batches in its project\n$/,
    ],
    ['no such batch', refusal(404, "No batch found with id 'batch_x'."), /has no batch batch_x for this key \(404\)/],
    ['a rate limit', RATE_LIMITED, /asks to slow down \(429\).*Rate limit reached; nothing was lost/],
    ['no credit', refusal(429, 'You exceeded your current quota', 'insufficient_quota'), /no credit left \(429\)/],
    ['trouble at OpenAI', SERVER_ERROR, /has a problem of its own \(500\)/],
  ] as const) {
    it(`says in one line: ${what}`, async () => {
      await start({ refuseCall: () => refused });
      const { code, stdout, stderr } = await tierlint(['status', 'batch_x']);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /^tierlint: [^\n]+\n$/);
      assert.match(stderr, expected);
    });
  }

  it('says that there is no key, that nothing listens, and that a file was never submitted', async () => {
    await start();
    const noKey = await tierlint(['submit', 'requests.jsonl'], { OPENAI_API_KEY: '' });
    assert.match(noKey.stderr, /tierlint: OPENAI_API_KEY is not set/);
    const never = await tierlint(['results', 'requests.jsonl']);
    assert.match(never.stderr, /is neither the id of a batch nor a file that/);
    await openai.close();
    const noNetwork = await tierlint(['status', 'batch_x']);
    assert.match(noNetwork.stderr, /can't reach http:\/\/127\.0\.0\.1:\d+\/v1 \(ECONNREFUSED\)/);
    for (const { code } of [noKey, noNetwork, never]) assert.equal(code, 2);
  });

  it('replaces no results unless told to, and leaves them as they were when a download fails', async () => {
    await start({ refuseCall: ({ path: at }) => (at.endsWith('/content') ? refusal(404, 'No such File object') : undefined) });
    await tierlint(['submit', 'requests.jsonl']);
    folder.write('requests.results.jsonl', 'mine');
    assert.match((await tierlint(['results', 'requests.jsonl'])).stderr, /is there already/);
    const { code, stderr } = await tierlint(['results', 'requests.jsonl', '--wait', '--every', '0.01', '--force']);
    assert.equal(code, 2);
    assert.match(stderr, /has no file of batch batch_000001 for this key \(404\)/);
    assert.equal(folder.read('requests.results.jsonl'), 'mine');
    assert.deepEqual(leftovers(), []);
  });
});
