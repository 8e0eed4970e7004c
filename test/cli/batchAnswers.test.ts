/** `tierlint batch` against servers that answer something else than OpenAI: an error, exit 2, and no note that says more than there is. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { execute, type Run } from '../execution/execute';
import { TestFolder } from './cli';

const CLI = path.resolve(__dirname, '../../dist/cli.js');
const LINE = `${JSON.stringify({ custom_id: 'a', method: 'POST', url: '/v1/responses', body: { model: 'gpt-5.4', input: 'Hi' } })}\n`;

interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly text: string;
}
type Route = (method: string, path: string, nth: number) => Answer | undefined;

const json = (value: unknown): Answer => ({ text: JSON.stringify(value) });
const batch = (more: object = {}): object => ({
  ...{ id: 'batch_1', object: 'batch', endpoint: '/v1/responses', input_file_id: 'file_1', completion_window: '24h' },
  ...{ status: 'completed', created_at: 1_790_000_000, output_file_id: 'file_2', request_counts: { total: 1, completed: 1, failed: 0 } },
  ...more,
});

describe('an answer that is none', () => {
  const servers: http.Server[] = [];
  let folder: TestFolder;
  afterEach(() => {
    for (const each of servers.splice(0)) {
      each.closeAllConnections();
      each.close();
    }
  });

  async function tierlint(args: readonly string[], route: Route, files: Readonly<Record<string, string>> = {}): Promise<Run> {
    const seen = new Map<string, number>();
    const server = http.createServer((request, response) => {
      request.resume();
      const [at] = request.url!.replace(/^\/v1/, '').split('?') as [string];
      const key = `${request.method} ${at}`;
      const nth = seen.get(key) ?? 0;
      seen.set(key, nth + 1);
      const {
        status = 200,
        type = 'application/json',
        text,
      } = route(request.method!, at, nth) ?? { status: 404, text: '{"error": {"message": "no"}}' };
      response.writeHead(status, { 'content-type': type, 'x-should-retry': 'false' }).end(text);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    folder = new TestFolder({ 'r.jsonl': LINE, ...files });
    return execute(process.execPath, [CLI, 'batch', ...args], folder.path, {
      ...{ NO_COLOR: '1', OPENAI_API_KEY: 'sk-test-123' },
      OPENAI_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    });
  }

  const exists = (name: string): boolean => fs.existsSync(path.join(folder.path, name));

  const STRANGE: readonly (readonly [what: string, answer: Answer])[] = [
    ['HTML', { type: 'text/html', text: '<html><body>Sign in</body></html>' }],
    ['HTML that says it is JSON', { text: '<html></html>' }],
    ['[]', json([])],
    ['{}', json({})],
    ['null', json(null)],
    ['5', json(5)],
    ['nothing', { text: '' }],
    ['no content', { status: 204, text: '' }],
    ['half an object', { text: '{"id": "batch_1", "status": "comp' }],
    ['a batch without an id', json(batch({ id: null }))],
    ['a batch whose time is none', json(batch({ created_at: 'yesterday' }))],
  ];

  for (const [what, answer] of STRANGE) {
    it(`${what}: to submit, before and after the upload`, async () => {
      const first = await tierlint(['submit', 'r.jsonl'], () => answer);
      assert.equal(first.code, 2, first.stdout + first.stderr);
      assert.equal(first.stdout, '');
      assert.doesNotMatch(first.stderr, /undefined|internal error|within 24 hours/);
      const second = await tierlint(['submit', 'r.jsonl'], (_, at) => (at === '/files' ? json({ id: 'file_1', object: 'file' }) : answer));
      assert.equal(second.code, 2);
      assert.equal(second.stdout, '');
      assert.doesNotMatch(second.stderr, /undefined|internal error|within 24 hours/);
      assert.equal((JSON.parse(folder.read('r.jsonl.batch.json')) as { readonly inputFileId: string }).inputFileId, 'file_1');
    });

    it(`${what}: to status and results`, async () => {
      for (const args of [['status', 'batch_1'], ['results', 'batch_1'], ['status']]) {
        const { code, stdout, stderr } = await tierlint(args, () => answer);
        assert.equal(code, 2, `${args.join(' ')}: ${stdout}${stderr}`);
        assert.match(stderr, /^tierlint: .*(?:OPENAI_BASE_URL|network)/);
        assert.doesNotMatch(stdout + stderr, /undefined|internal error|No batches/);
        assert.equal(exists('batch_1.results.jsonl'), false);
      }
    });
  }

  it('an upload without an id leaves no note', async () => {
    const { code } = await tierlint(['submit', 'r.jsonl'], () => json({ object: 'file' }));
    assert.equal(code, 2);
    assert.equal(exists('r.jsonl.batch.json'), false);
  });

  it('lines of results that are no results are answers that are missing', async () => {
    const files: Readonly<Record<string, string>> = {
      '/files/file_1/content': LINE,
      '/files/file_2/content': 'null\n5\n"x"\n[]\n{"custom_id": "a", "response": 7, "error": "odd"}\n{\n',
    };
    const { code, stdout, stderr } = await tierlint(['results', 'batch_1'], (_, at) =>
      at === '/batches/batch_1'
        ? json(batch())
        : files[at] === undefined
          ? undefined
          : { type: 'application/octet-stream', text: files[at] },
    );
    assert.equal(code, 1, stderr);
    assert.match(stdout, /^batch_1\.results\.jsonl: 1 request, 0 succeeded, 1 did not\./);
  });

  it('files that hold no requests are no results', async () => {
    const { code, stderr } = await tierlint(['results', 'batch_1'], (_, at) =>
      at === '/batches/batch_1' ? json(batch()) : { type: 'text/html', text: '<html>Sign in</html>' },
    );
    assert.equal(code, 2);
    assert.match(stderr, /hold no requests/);
    assert.equal(exists('batch_1.results.jsonl'), false);
  });

  it('a note without ids, or with others than texts, is none', async () => {
    for (const note of ['{}', 'null', '[]', '{"version": 1, "sha256": "x", "endpoint": "/v1/responses", "batchId": 5}']) {
      const { code, stderr } = await tierlint(['status', 'r.jsonl'], () => json(batch()), { 'r.jsonl.batch.json': note });
      assert.equal(code, 2);
      assert.match(stderr, /is no note of a submitted batch/);
    }
  });

  it('says what failed, that it cost nothing, and goes on once the file was changed', async () => {
    const failed = batch({
      status: 'failed',
      output_file_id: null,
      errors: { object: 'list', data: [{ line: 1, code: 'model_not_found', message: "The model 'x' does not exist" }] },
    });
    const sha256 = '0'.repeat(64);
    const note = JSON.stringify({ version: 1, sha256, endpoint: '/v1/responses', inputFileId: 'file_0', batchId: 'batch_1' });
    const run = await tierlint(
      ['submit', 'r.jsonl'],
      (method, at) =>
        at === '/files' ? json({ id: 'file_9' }) : method === 'POST' ? json(batch({ id: 'batch_2', status: 'validating' })) : json(failed),
      { 'r.jsonl.batch.json': note },
    );
    assert.equal(run.code, 0, run.stderr);
    assert.match(run.stderr, /batch_1 failed before: nothing was run, and it cost nothing:\n {4}line 1: The model 'x' does not exist\n/);
    assert.match(run.stdout, /^r\.jsonl: batch_2 validating\n/);
    const again = await tierlint(['submit', 'r.jsonl'], () => json(failed), { 'r.jsonl.batch.json': note.replace(sha256, hashOf(LINE)) });
    assert.equal(again.code, 2);
    assert.match(again.stderr, /which failed: nothing was run, and it cost nothing \(line 1: The model 'x' does not exist\)\. .*--again/);
  });
});

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
