import { strict as assert } from 'node:assert';
import { after, afterEach, before, describe, it } from 'node:test';
import type { CodeLens, InlayHint } from 'vscode-languageserver/node';
import { TestClient } from './client';
import { PYTHON } from './sources';

const GROQ = PYTHON.replace('OpenAI()', 'OpenAI(base_url="https://api.groq.com/openai/v1")');
const ALL = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

describe('code lenses and inlay hints', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start();
  });
  afterEach(() => client.closeAll());
  after(() => client.stop());

  const lenses = (uri: string): Promise<CodeLens[]> => client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } });
  const hints = (uri: string): Promise<InlayHint[]> =>
    client.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range: ALL });
  const turnOn = async (settings: unknown): Promise<void> => {
    client.settings = settings;
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
  };

  it('are off by default, and load no tokenizer', async () => {
    const uri = await client.open('a.py', PYTHON);
    assert.deepEqual([await lenses(uri), await hints(uri)], [[], []]);
    assert.ok(!client.logged.some((line) => line.includes('tokenizer')));
  });

  it('say the tier, what 1,000 calls cost and what would cost less', async () => {
    await turnOn({ codeLens: { enable: true }, inlayHints: { enable: true } });
    const uri = await client.open('a.py', PYTHON);
    const [lens, ...others] = await lenses(uri);
    assert.equal(lens?.command?.title, 'standard, $1.35–36.00 per 1,000 calls · flex −50 %, batch −50 %');
    assert.equal(others.length, 0);
    assert.deepEqual(
      (await hints(uri)).map(({ label, position }) => [label, position]),
      [['standard, $1.35–36.00 per 1,000 calls', lens?.range.end]],
    );
  });

  it('are silent for another provider and outside of the range asked for', async () => {
    assert.deepEqual(await lenses(await client.open('b.py', GROQ)), []);
    const uri = await client.open('c.py', PYTHON);
    const none = await client.connection.sendRequest('textDocument/inlayHint', {
      textDocument: { uri },
      range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } },
    });
    assert.deepEqual(none, []);
  });
});
