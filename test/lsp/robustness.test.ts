import { strict as assert } from 'node:assert';
import { after, afterEach, before, describe, it } from 'node:test';
import { LSPErrorCodes } from 'vscode-languageserver/node';
import { PULLING, TestClient } from './client';
import { PYTHON } from './sources';

describe('the server stands', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start({ capabilities: PULLING });
  });
  afterEach(() => client.closeAll());
  after(() => client.stop());

  const isAlive = async (): Promise<void> => {
    const report = await client.pull(await client.open('alive.py', PYTHON));
    assert.ok(report.kind === 'full');
    assert.equal(report.items.length, 1);
  };

  it('half-typed code of every length', async () => {
    const uri = await client.open('a.py', '');
    for (let length = 0; length <= PYTHON.length; length += 3) {
      await client.change(uri, { text: PYTHON.slice(0, length) });
      assert.equal((await client.pull(uri)).kind, 'full');
    }
  });

  it('binary and odd text', async () => {
    const texts = [
      '\0\0\0',
      '\ufeffimport openai',
      '\ud800 openai.OpenAI(',
      `client.responses.create(${'['.repeat(5000)}`,
      'openai '.repeat(50_000),
    ];
    for (const [i, text] of texts.entries()) assert.equal((await client.pull(await client.open(`odd${i}.py`, text))).kind, 'full');
    for (const [i, text] of texts.entries()) assert.equal((await client.pull(await client.open(`odd${i}.ts`, text))).kind, 'full');
    await isAlive();
  });

  it('positions and ranges outside the text', async () => {
    const uri = await client.open('a.py', PYTHON);
    const far = { line: 1e6, character: 1e6 };
    assert.equal(await client.hover(uri, far), null);
    assert.deepEqual(await client.codeActions(uri, { start: far, end: far }), []);
    await client.change(uri, { range: { start: far, end: far }, text: '# end' });
    await isAlive();
  });

  it('URIs that are none', async () => {
    for (const uri of ['', 'file:', 'file:///%', 'nonsense', 'file:///a%2', 'vscode-notebook-cell:/x#1', 'untitled:']) {
      await client.open(`${uri}:`, PYTHON, 'python');
      assert.equal((await client.pull(uri)).kind, 'full', uri);
      assert.equal(await client.hover(uri, { line: 4, character: 30 }).catch(() => null), null);
    }
    await isAlive();
  });

  it('requests without what they need, unknown methods, and notifications out of order', async () => {
    const { connection } = client;
    const refused: unknown[] = [];
    for (const method of [
      'textDocument/hover',
      'textDocument/codeAction',
      'textDocument/diagnostic',
      'tierlint/scanWorkspace',
      'tierlint/nothing',
    ]) {
      await connection.sendRequest(method, {}).catch((error: unknown) => refused.push(error));
    }
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: 'file:///never.py', version: 3 },
      contentChanges: [{ text: 'x' }],
    });
    await connection.sendNotification('textDocument/didClose', { textDocument: { uri: 'file:///never.py' } });
    await connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: 'file:///never.py', type: 3 }] });
    await connection.sendNotification('tierlint/nothing', { a: 1 });
    await isAlive();
  });

  it('bytes that are no message', async () => {
    const body = '{"jsonrpc":"2.0","method":';
    client.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
    await isAlive();
  });

  it('answers a request that is cancelled before its turn as cancelled', async () => {
    const uri = await client.open('a.py', PYTHON);
    let said = '';
    client.process.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
    const message = (body: object): string => {
      const text = JSON.stringify({ jsonrpc: '2.0', ...body });
      return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
    };
    // In one write, so that both are there when the server reads the first.
    const request = message({ id: 'mine', method: 'textDocument/diagnostic', params: { textDocument: { uri } } });
    client.process.stdin.write(request + message({ method: '$/cancelRequest', params: { id: 'mine' } }));
    await client.until('an answer', () => (said.includes(`"code":${LSPErrorCodes.RequestCancelled}`) ? true : undefined));
    assert.match(said, /"id":"mine"/);
    await isAlive();
  });

  it('keeps text of user files out of its log', async () => {
    await client.open('a.py', `secret = "hunter2"\n${PYTHON}`);
    await client.connection.sendRequest('textDocument/hover', {}).catch(() => {});
    await isAlive();
    assert.doesNotMatch(client.logged.join('\n'), /hunter2/);
  });
});
