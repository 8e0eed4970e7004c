/** Batches of the local OpenAI go as those of the real one, through the real SDK. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import OpenAI, { toFile } from 'openai';
import type { Batch } from 'openai/resources/batches';
import { RATE_LIMITED, SERVER_ERROR, startLocalOpenAI, type LocalOpenAI, type LocalOpenAIOptions } from './localOpenAI';

interface ResultLine {
  readonly custom_id: string;
  readonly response: { readonly status_code: number; readonly body: Readonly<Record<string, unknown>> } | null;
  readonly error: { readonly code: string } | null;
}

const bodyOf = (text: string): object => ({ model: 'gpt-5-mini', messages: [{ role: 'user', content: text }] });
const lineOf = (id: string, more: object = {}): object => ({
  custom_id: id,
  method: 'POST',
  url: '/v1/chat/completions',
  body: bodyOf(id),
  ...more,
});
const LINES = ['a', 'b', 'c', 'd'].map((id) => lineOf(id));

describe('batches of the local OpenAI', () => {
  let openai: LocalOpenAI | undefined;
  afterEach(() => openai?.close());

  it('answer each line as the plain endpoint does, in another order, without an interactive call', async () => {
    const client = await start();
    const batch = await run(client, LINES);
    assert.equal(batch.status, 'completed');
    assert.deepEqual(batch.request_counts, { total: 4, completed: 4, failed: 0 });
    assert.equal(batch.error_file_id, null);
    const results = await linesOf(client, batch.output_file_id);
    assert.deepEqual(
      results.map((line) => line.custom_id),
      ['d', 'c', 'b', 'a'],
    );
    assert.equal(openai!.interactive().length, 0);
    const plain = await client.chat.completions.create(bodyOf('c') as never);
    assert.deepEqual(results[1]!.response!.body, JSON.parse(JSON.stringify(plain)));
    assert.equal(openai!.interactive().length, 1);
    assert.deepEqual(
      openai!.batches.map(({ lines, polls }) => [lines.length, polls]),
      [[4, 3]],
    );
  });

  for (const [endpoint, body] of [
    ['/v1/responses', { model: 'gpt-5-mini', input: 'Hi' }],
    ['/v1/embeddings', { model: 'text-embedding-3-small', input: ['Hi', 'there'] }],
    ['/v1/moderations', { input: 'Hi' }],
    ['/v1/completions', { model: 'davinci-002', prompt: 'Hi' }],
    ['/v1/images/generations', { model: 'gpt-image-1', prompt: 'a birch' }],
  ] as const) {
    it(`run ${endpoint}`, async () => {
      const client = await start();
      const batch = await run(client, [{ custom_id: 'x', method: 'POST', url: endpoint, body }], endpoint);
      const [result] = await linesOf(client, batch.output_file_id);
      const plain = await fetch(openai!.baseUrl + endpoint.slice(3), { method: 'POST', body: JSON.stringify(body) });
      assert.deepEqual(result!.response!.body, await plain.json());
    });
  }

  it('list pages, newest first', async () => {
    const client = await start();
    for (let index = 0; index < 5; index++) await submit(client, LINES);
    const ids: string[] = [];
    for await (const { id } of client.batches.list({ limit: 2 })) ids.push(id);
    assert.deepEqual(ids, openai!.batches.map(({ id }) => id).reverse());
    assert.equal(openai!.requests.filter(({ method, path }) => method === 'GET' && path === '/batches').length, 3);
  });

  for (const [what, lines, code] of [
    ['a custom_id twice', [lineOf('a'), lineOf('a')], 'duplicate_custom_id'],
    ['a line of another endpoint', [lineOf('a', { url: '/v1/responses' })], 'url_mismatch'],
    ['a GET', [lineOf('a', { method: 'GET' })], 'invalid_method'],
    ['two models', [lineOf('a'), lineOf('b', { body: { ...bodyOf('b'), model: 'gpt-5' } })], 'model_mismatch'],
    ['stream', [lineOf('a', { body: { ...bodyOf('a'), stream: true } })], 'invalid_request'],
    ['a tier', [lineOf('a', { body: { ...bodyOf('a'), service_tier: 'flex' } })], 'invalid_request'],
    ['no custom_id', [lineOf('', {})], 'missing_required_parameter'],
    ['too many lines', Array.from({ length: 11 }, (_, index) => lineOf(`${index}`)), 'too_many_tasks'],
    ['no lines', [], 'empty_file'],
  ] as const) {
    it(`fail for a file with ${what}`, async () => {
      const client = await start({ batch: { limits: { lines: 10, bytes: 100_000 } } });
      const batch = await run(client, lines);
      assert.equal(batch.status, 'failed');
      assert.equal(batch.errors?.data?.[0]?.code, code);
      assert.equal(batch.output_file_id, null);
    });
  }

  it('put lines that are refused into the error file, with what the endpoint would have said', async () => {
    const client = await start({
      batch: { script: () => ({ refuseLine: ({ custom_id }) => ({ b: RATE_LIMITED, c: SERVER_ERROR })[custom_id] }) },
    });
    const wrong = lineOf('e', { body: { ...bodyOf('e'), timeout: 900 } });
    const batch = await run(client, [...LINES, wrong]);
    const failed = await linesOf(client, batch.error_file_id);
    assert.deepEqual(
      failed.map((line) => [line.custom_id, line.response?.status_code]),
      [
        ['e', 400],
        ['c', 500],
        ['b', 429],
      ],
    );
    assert.equal((await linesOf(client, batch.output_file_id)).length, 2);
    assert.deepEqual(batch.request_counts, { total: 5, completed: 2, failed: 3 });
  });

  for (const [status, code] of [
    ['expired', 'batch_expired'],
    ['cancelled', 'batch_cancelled'],
  ] as const) {
    it(`deliver what was done when they end as ${status}`, async () => {
      const client = await start({ batch: { script: () => ({ statuses: ['in_progress', status], done: 3 }) } });
      const batch = await run(client, LINES);
      assert.equal(batch.status, status);
      assert.equal((await linesOf(client, batch.output_file_id)).length, 3);
      assert.deepEqual(
        (await linesOf(client, batch.error_file_id)).map((line) => [line.custom_id, line.error?.code]),
        [['d', code]],
      );
    });
  }

  it('are cancelled on request', async () => {
    const client = await start();
    const { id } = await submit(client, LINES);
    assert.equal((await client.batches.cancel(id)).status, 'cancelling');
    assert.equal((await client.batches.retrieve(id)).status, 'cancelled');
  });

  it('refuse polls on demand', async () => {
    const client = await start({
      refuseCall: ({ method, path }, nth) => (method === 'GET' && path.startsWith('/batches/') && nth === 0 ? RATE_LIMITED : undefined),
    });
    const { id } = await submit(client, LINES);
    await assert.rejects(client.batches.retrieve(id, { maxRetries: 0 }), /429/);
    assert.equal((await client.batches.retrieve(id)).status, 'in_progress');
  });

  it('know no batch, no file of another name', async () => {
    const client = await start();
    await assert.rejects(client.batches.retrieve('batch_none'), /404/);
    await assert.rejects(client.files.content('file-none'), /404/);
    await assert.rejects(client.batches.create({ input_file_id: 'file-none', endpoint: '/v1/responses', completion_window: '24h' }), /400/);
  });

  async function start(options: LocalOpenAIOptions = {}): Promise<OpenAI> {
    openai = await startLocalOpenAI(options);
    return new OpenAI({ apiKey: 'sk-local', baseURL: openai.baseUrl });
  }
});

async function submit(client: OpenAI, lines: readonly object[], endpoint: string = '/v1/chat/completions'): Promise<Batch> {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const file = await client.files.create({ file: await toFile(Buffer.from(text), 'input.jsonl'), purpose: 'batch' });
  return client.batches.create({ input_file_id: file.id, endpoint: endpoint as '/v1/responses', completion_window: '24h' });
}

async function run(client: OpenAI, lines: readonly object[], endpoint?: string): Promise<Batch> {
  let batch = await submit(client, lines, endpoint);
  assert.equal(batch.status, 'validating');
  while (!['completed', 'failed', 'expired', 'cancelled'].includes(batch.status)) batch = await client.batches.retrieve(batch.id);
  return batch;
}

async function linesOf(client: OpenAI, fileId: string | null | undefined): Promise<readonly ResultLine[]> {
  assert.ok(fileId);
  const text = await (await client.files.content(fileId)).text();
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as ResultLine);
}
