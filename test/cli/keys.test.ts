/** What a server answers, and what is in the environment, never gives a key away. */
import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { execute, type Run } from '../execution/execute';
import { TestFolder } from './cli';

const CLI = path.resolve(__dirname, '../../dist/cli.js');

describe('keys', () => {
  let server: http.Server | undefined;
  afterEach(() => server?.close());

  /** Runs a command against a server that repeats the key it was sent, in the words of `say`. */
  async function against(
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    status: number,
    say: (header: string) => string,
  ): Promise<Run> {
    server = http.createServer((request, response) => {
      request.resume();
      response.writeHead(status, { 'content-type': 'application/json', 'x-should-retry': 'false' });
      response.end(JSON.stringify({ error: { message: say(request.headers.authorization ?? ''), type: 'x', code: null, param: null } }));
    });
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    const port = (server.address() as AddressInfo).port;
    return execute(process.execPath, [CLI, ...args], new TestFolder().path, {
      NO_COLOR: '1',
      OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
      ...env,
    });
  }

  const KEY = 'gateway-key-1234567890';

  for (const status of [400, 409, 422, 429]) {
    it(`are masked in an answer of ${status}, whatever they look like`, async () => {
      const run = await against(['batch', 'status'], { OPENAI_API_KEY: KEY }, status, (header) => `bad key ${header}`);
      assert.equal(run.code, 2);
      assert.doesNotMatch(run.stdout + run.stderr, /gateway-key/);
      assert.match(run.stderr, /bad key/);
    });
  }

  it('are masked however a server spells them', async () => {
    const key = 'kéy/with+"signs'.replace('é', 'e');
    const spelled = [key, encodeURIComponent(key), JSON.stringify(key), Buffer.from(key).toString('base64')];
    const run = await against(['batch', 'status'], { OPENAI_API_KEY: key }, 400, () => spelled.join(' and '));
    for (const each of spelled) assert.ok(!run.stderr.includes(each), run.stderr);
  });

  it('of the organisation are masked when usage is read', async () => {
    const run = await against(['usage', 'pull'], { OPENAI_ADMIN_KEY: KEY }, 400, (header) => `no ${header}`);
    assert.equal(run.code, 2);
    assert.doesNotMatch(run.stdout + run.stderr, /gateway-key/);
  });

  it('with a line end are refused in words that hold no part of them', async () => {
    const run = await against(['batch', 'status'], { OPENAI_API_KEY: 'sk-a\nrest-of-key' }, 200, () => '');
    assert.equal(run.code, 2);
    assert.doesNotMatch(run.stderr, /rest-of-key|sk-a/);
    assert.match(run.stderr, /OPENAI_API_KEY holds a line end/);
  });

  it('in an address that nothing answers at are not shown', async () => {
    const run = await execute(process.execPath, [CLI, 'batch', 'status'], new TestFolder().path, {
      OPENAI_API_KEY: KEY,
      OPENAI_BASE_URL: 'http://someone:hunter2secret@127.0.0.1:9/v1?token=querysecret',
    });
    assert.equal(run.code, 2);
    assert.doesNotMatch(run.stderr, /hunter2|someone|querysecret|gateway/);
    assert.match(run.stderr, /127\.0\.0\.1:9/);
  });
});

describe('a server that misbehaves', () => {
  let server: http.Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  it('is cut off when its answer does not end', async () => {
    let sent = 0;
    server = http.createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const piece = Buffer.alloc(1024 * 1024, 32);
      const more = (): void => {
        while (!response.destroyed && sent < 4096) {
          sent++;
          if (!response.write(piece)) return void response.once('drain', more);
        }
      };
      more();
    });
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    const port = (server.address() as AddressInfo).port;
    const run = await execute(process.execPath, [CLI, 'batch', 'status', 'batch_x'], new TestFolder().path, {
      OPENAI_API_KEY: 'sk-test-0123456789',
      OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
    });
    assert.equal(run.code, 2);
    assert.match(run.stderr, /longer than 32 MB/);
    assert.ok(sent < 1000, `${sent} MB were sent`);
  });

  it('is spoken of after a few seconds without an answer', async () => {
    server = http.createServer((_request, response) => {
      setTimeout(() => response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":{"message":"no"}}'), 6000);
    });
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    const port = (server.address() as AddressInfo).port;
    const run = await execute(process.execPath, [CLI, 'batch', 'status', 'batch_x'], new TestFolder().path, {
      OPENAI_API_KEY: 'sk-test-0123456789',
      OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
    });
    assert.match(run.stderr, /waiting for 127\.0\.0\.1:\d+/);
  });
});
