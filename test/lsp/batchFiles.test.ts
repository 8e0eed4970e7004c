import { strict as assert } from 'node:assert';
import { after, afterEach, before, describe, it } from 'node:test';
import { PULLING, TestClient } from './client';
import { applied } from './edits';

const line = (id: string, more: object = {}): string =>
  `${JSON.stringify({ custom_id: id, method: 'POST', url: '/v1/responses', body: { model: 'gpt-5.4', input: 'Hi', ...more } })}\n`;
const has = (count: number) => (params: { diagnostics: unknown[] }) => params.diagnostics.length === count;

describe('Batch input in the editor', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start();
  });
  afterEach(() => client.closeAll());
  after(() => client.stop());

  it('is underlined where the API would refuse it', async () => {
    const uri = await client.open('requests.jsonl', line('a') + line('b') + line('a'), 'jsonl');
    const [diagnostic] = await client.diagnostics(uri, has(1));
    assert.equal(diagnostic?.code, 'batch-jsonl');
    assert.equal(diagnostic.severity, 1);
    assert.deepEqual(diagnostic.range, { start: { line: 2, character: 1 }, end: { line: 2, character: 16 } });
    assert.match(diagnostic.codeDescription?.href ?? '', /docs\/rules\/batch-jsonl\.md$/);
  });

  it('is checked again while it is edited, whatever the client calls its language', async () => {
    const uri = await client.open('requests.jsonl', line('a') + line('b'), 'plaintext');
    await client.diagnostics(uri, has(0));
    await client.change(uri, { range: { start: { line: 1, character: 15 }, end: { line: 1, character: 15 } }, text: '"' });
    const [broken] = await client.diagnostics(uri, has(1));
    assert.match(String(broken?.message), /no JSON/);
    await client.change(uri, { range: { start: { line: 1, character: 15 }, end: { line: 1, character: 16 } }, text: '' });
    await client.diagnostics(uri, has(0));
  });

  it('is put right by a press where one thing can be meant', async () => {
    const indented = JSON.stringify(JSON.parse(line('a')), null, 2);
    for (const [text, title, expected] of [
      [`${line('a').trimEnd()},\n${line('b')}`, 'Remove the comma', line('a') + line('b')],
      [`${line('a')}\n${line('b')}`, 'Delete the empty line', line('a') + line('b')],
      [`${indented}\n${line('b')}`, 'Write one request per line', line('a') + line('b')],
      [`[${line('a').trimEnd()},\n${line('b').trimEnd()}]\n`, 'Write one request per line', line('a') + line('b')],
      [line('a').replace('/v1/', 'https://api.openai.com/v1/'), 'Write /v1/responses', line('a')],
    ] as const) {
      const uri = await client.open('requests.jsonl', text, 'jsonl');
      const [diagnostic] = await client.diagnostics(uri, has(1));
      const [action] = await client.codeActions(uri, diagnostic!.range, { diagnostics: [diagnostic!] });
      assert.equal(action?.title, title);
      assert.equal(action.isPreferred, true);
      await client.change(uri, { text: applied(text, action, uri) });
      assert.deepEqual(await client.diagnostics(uri, has(0)), []);
      assert.equal(applied(text, action, uri), expected);
      await client.closeAll();
    }
  });

  it('is checked before it is saved', async () => {
    const uri = await client.open('untitled:Untitled-1', line('a') + line('a'), 'jsonl');
    await client.diagnostics(uri, has(1));
  });

  it('stays quiet where the file is something else, and hovers say nothing', async () => {
    const uri = await client.open('training.jsonl', '{"messages": []}\n{"messages": [\n', 'jsonl');
    assert.deepEqual(await client.diagnostics(uri, has(0)), []);
    assert.equal(await client.hover(uri, { line: 0, character: 4 }), null);
  });

  it('keeps the severity the settings give, and goes with "off"', async () => {
    const quiet = await TestClient.start({ settings: { rules: { 'batch-jsonl': 'hint' } }, capabilities: PULLING });
    const uri = await quiet.open('requests.jsonl', line('a') + line('a'), 'jsonl');
    assert.deepEqual((await quiet.pull(uri)).kind, 'full');
    const report = await quiet.pull(uri);
    assert.deepEqual(report.kind === 'full' && report.items.map(({ severity }) => severity), [4]);
    await quiet.stop();
    const off = await TestClient.start({ settings: { rules: { 'batch-jsonl': 'off' } } });
    assert.deepEqual(await off.diagnostics(await off.open('requests.jsonl', line('a') + line('a'), 'jsonl'), has(0)), []);
    await off.stop();
  });
});
