import { strict as assert } from 'node:assert';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Hover, WorkspaceEdit } from 'vscode-languageserver/node';
import { MODERN, TestClient } from './client';
import { positionOf } from './edits';
import { OPEN_PROMPT, PYTHON, TYPESCRIPT } from './sources';

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
  const hoverOn = async (name: string, text: string, piece: string): Promise<Hover | null> =>
    client.hover(await client.open(name, text), positionOf(text, piece));

  it('show a table of tiers with prices, dated and sourced, for the method', async () => {
    const hover = await hoverOn('a.py', PYTHON, 'create');
    const text = textOf(hover);
    assert.match(text, /gpt-5\.4-mini/);
    assert.match(text, /\$ per 1M tokens/);
    assert.match(text, /\| Tier \| Input \| Output \| This call \| 1,000 calls \| vs\. standard \|/);
    assert.match(text, /\| \*\*standard\*\*\s\(now\) \| \$0\.75 \| \$4\.50 \| ≈\s\$0\.0068 \| \$1\.35–36\.00 \|  \|/);
    assert.match(text, /\| flex \| \$0\.375 \| \$2\.25 \| ≈\s\$0\.0034 \| \$0\.68–18\.00 \| −50\s% \|/);
    assert.match(text, /Input tokens: 1 in the code\./);
    assert.match(text, /Output tokens: no limit is set; 1,500 taken \(300 to 8,000\), reasoning included\./);
    assert.match(text, /\*\*flex:\*\* slower/);
    assert.match(text, /assumed standard/);
    assert.match(text, /as of \d{4}-\d{2}-\d{2}/);
    assert.match(text, /10 min \(the SDK’s default\)/);
    assert.deepEqual(hover?.range?.start, positionOf(PYTHON, 'client.responses'));
  });

  it('say what a month costs only where a volume is given', async () => {
    const told = await TestClient.start({ files: { 'tierlint.json': JSON.stringify({ paths: { 'jobs/**': { volume: '20k/day' } } }) } });
    const text = textOf(await told.hover(await told.open('jobs/a.py', PYTHON), positionOf(PYTHON, 'create')));
    await told.stop();
    assert.match(text, /\| A month \(20,000 a day\) \|/);
    assert.match(text, /≈\s\$4,050 \|/);
    assert.match(text, /A month is 30 days/);
  });

  it('multiply a loop whose length is known', async () => {
    const loop =
      'from openai import OpenAI\n\nclient = OpenAI()\n\nfor number in range(50):\n    client.responses.create(model="gpt-5.5", input=f"Draw {number}", max_output_tokens=100)\n';
    assert.match(textOf(await hoverOn('a.py', loop, 'create')), /\*\*Each run:\*\* 50 calls, about \$0\.1\d on standard/);
  });

  it('never show a monthly figure otherwise', async () => {
    assert.doesNotMatch(textOf(await hoverOn('a.py', PYTHON, 'create')), /month|year/i);
  });

  it('show percentages alone where the model is set at run time', async () => {
    const text = textOf(await hoverOn('a.py', PYTHON.replace('"gpt-5.4-mini"', 'pick()'), 'create'));
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
    assert.equal(await client.hover(uri, positionOf(TYPESCRIPT, "'gpt-5.4-mini'")), null);
    assert.equal(await client.hover(uri, { line: 999, character: 9 }), null);
  });

  it('link the fixes for a client that runs commands, and only for it', async () => {
    assert.doesNotMatch(textOf(await hoverOn('a.py', PYTHON, 'create')), /command:/);
    const able = await TestClient.start({ initializationOptions: { commandLinks: true } });
    try {
      const uri = await able.open('a.py', PYTHON);
      const text = textOf(await able.hover(uri, positionOf(PYTHON, 'create')));
      const link = /\[([^\]]*flex[^\]]*)\]\(command:tierlint\.applyFix\?([^)]+)\)/.exec(text);
      assert.ok(link, text);
      const edits: WorkspaceEdit[] = [];
      able.connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => (edits.push(edit), { applied: true }));
      await able.connection.sendRequest('workspace/executeCommand', {
        command: 'tierlint.applyFix',
        arguments: JSON.parse(decodeURIComponent(link[2]!)),
      });
      assert.equal(edits.length, 1);
      assert.match(JSON.stringify(edits[0]), /service_tier/);
      const stale = { uri, position: { line: 0, character: 0 }, rule: 'missing-service-tier', title: 'gone' };
      assert.equal(
        await able.connection.sendRequest('workspace/executeCommand', { command: 'tierlint.applyFix', arguments: [stale] }),
        null,
      );
      assert.equal(edits.length, 1);
    } finally {
      await able.stop();
    }
  });

  it('load the tokenizer with the first prompt that has text in the code, not before', async () => {
    const fresh = await TestClient.start();
    const loads = (): boolean => fresh.logged.some((line) => line.includes('tokenizer'));
    try {
      const uri = await fresh.open('a.py', OPEN_PROMPT);
      await fresh.hover(uri, positionOf(OPEN_PROMPT, 'create'));
      assert.equal(loads(), false);
      const other = await fresh.open('b.py', PYTHON);
      assert.equal(loads(), false, 'opening a document counts nothing');
      await fresh.hover(other, positionOf(PYTHON, 'create'));
      assert.equal(loads(), true);
    } finally {
      await fresh.stop();
    }
  });

  it('are plain text for a client without Markdown', async () => {
    await client.stop();
    client = await TestClient.start({ capabilities: { ...MODERN, textDocument: { hover: { contentFormat: ['plaintext'] } } } });
    const text = textOf(await hoverOn('a.py', PYTHON, 'create'));
    assert.match(text, /^gpt-5\.4-mini/);
    assert.doesNotMatch(text, /[|*\\]\s?\w+ \|/);
  });

  it('can be turned off', async () => {
    client.settings = { hover: { enable: false } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    assert.equal(await hoverOn('a.py', PYTHON, 'create'), null);
  });
});
