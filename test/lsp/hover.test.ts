import { strict as assert } from 'node:assert';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Hover } from 'vscode-languageserver/node';
import { MODERN, TestClient } from './client';
import { positionOf } from './edits';
import { PYTHON, TYPESCRIPT } from './sources';

function textOf(hover: Hover | null): string {
  assert.ok(hover && typeof hover.contents === 'object' && 'value' in hover.contents);
  return hover.contents.value;
}

describe('hovers', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start();
  });
  afterEach(() => client.closeAll());
  after(() => client.stop());
  const hoverOn = async (name: string, text: string, piece: string): Promise<Hover | null> => client.hover(await client.open(name, text), positionOf(text, piece));

  it('show a table of tiers with prices, dated and sourced, for the method', async () => {
    const hover = await hoverOn('a.py', PYTHON, 'create');
    const text = textOf(hover);
    assert.match(text, /gpt-5-mini/);
    assert.match(text, /\$ per 1M tokens/);
    assert.match(text, /\| Tier \|\s+Input \|\s+Output \|\s+vs\. standard \|/);
    assert.match(text, /\| \*\*standard\*\*\s\(now\) \|\s+\$0\.25 \|\s+\$2\.00 \|  \|/);
    assert.match(text, /\| flex \|\s+\$0\.125 \|\s+\$1\.00 \|\s+−50\s% \|/);
    assert.match(text, /\*\*flex:\*\* slower/);
    assert.match(text, /assumed standard/);
    assert.match(text, /as of \d{4}-\d{2}-\d{2}/);
    assert.match(text, /10 min \(the SDK’s default\)/);
    assert.deepEqual(hover?.range?.start, positionOf(PYTHON, 'client.responses'));
  });

  it('never show a monthly figure', async () => {
    assert.doesNotMatch(textOf(await hoverOn('a.py', PYTHON, 'create')), /month|year/i);
  });

  it('show percentages alone where the model is set at run time', async () => {
    const text = textOf(await hoverOn('a.py', PYTHON.replace('"gpt-5-mini"', 'pick()'), 'create'));
    assert.match(text, /model set at run time/);
    assert.match(text, /−50\s%/);
    assert.doesNotMatch(text, /\$\d/);
  });

  it('say why prices do not apply to another provider', async () => {
    const text = textOf(await hoverOn('a.py', PYTHON.replace('OpenAI()', 'OpenAI(base_url="https://api.groq.com/openai/v1")'), 'create'));
    assert.match(text, /another service/);
    assert.match(text, /do not apply/);
    assert.doesNotMatch(text, /\$\d/);
  });

  it('come for every part of the callee, and not for its arguments', async () => {
    const uri = await client.open('a.ts', TYPESCRIPT);
    assert.ok(await client.hover(uri, positionOf(TYPESCRIPT, 'client.responses')));
    assert.ok(await client.hover(uri, positionOf(TYPESCRIPT, 'create')));
    assert.equal(await client.hover(uri, positionOf(TYPESCRIPT, "'gpt-5-mini'")), null);
    assert.equal(await client.hover(uri, { line: 999, character: 9 }), null);
  });

  it('are plain text for a client without Markdown', async () => {
    await client.stop();
    client = await TestClient.start({ capabilities: { ...MODERN, textDocument: { hover: { contentFormat: ['plaintext'] } } } });
    const text = textOf(await hoverOn('a.py', PYTHON, 'create'));
    assert.match(text, /^gpt-5-mini/);
    assert.doesNotMatch(text, /[|*\\]\s?\w+ \|/);
  });

  it('can be turned off', async () => {
    client.settings = { hover: { enable: false } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    assert.equal(await hoverOn('a.py', PYTHON, 'create'), null);
  });
});
