import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'node:test';
import type { CompletionItem, Hover } from 'vscode-languageserver/node';
import { MODERN, TestClient } from './client';

const BODY = 'from openai import OpenAI\n\nclient = OpenAI()\n';
const CALL = 'client.responses.create(model="gpt-5.4", input="Hello")\n';

describe('annotations in the editor', () => {
  let client: TestClient;
  before(async () => {
    const capabilities = { ...MODERN, textDocument: { ...MODERN.textDocument, completion: { completionItem: { snippetSupport: true } } } };
    client = await TestClient.start({ capabilities });
  });
  after(() => client.stop());

  let files = 0;
  const open = (text: string, extension = 'py') => client.open(`file${files++}.${extension}`, text);

  /** Completion at the end of the line that ends in `|`. */
  const complete = async (marked: string, extension = 'py'): Promise<string[]> => {
    const [before = ''] = marked.split('|');
    const uri = await open(marked.replace('|', ''), extension);
    const line = before.split('\n').length - 1;
    const character = before.length - before.lastIndexOf('\n') - 1;
    const items = await client.connection.sendRequest<CompletionItem[]>('textDocument/completion', {
      textDocument: { uri },
      position: { line, character },
    });
    return [...items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1)).map(({ label }) => label);
  };
  const hoverText = async (text: string, at: string): Promise<string | undefined> => {
    const uri = await open(text);
    const offset = text.indexOf(at);
    const line = text.slice(0, offset).split('\n').length - 1;
    const hover: Hover | null = await client.hover(uri, { line, character: offset - text.lastIndexOf('\n', offset - 1) - 1 });
    return hover ? (hover.contents as { value: string }).value : undefined;
  };

  it('complete values', async () => {
    assert.deepEqual(await complete('# tier: |\n'), ['standard', 'priority', 'flex', 'batch', 'background', 'ignore']);
    assert.deepEqual(await complete('const a = 1; // tier: fl|\n', 'ts'), [
      'standard',
      'priority',
      'flex',
      'batch',
      'background',
      'ignore',
    ]);
    assert.deepEqual(await complete('/**\n * tier: |\n */\n', 'ts'), ['standard', 'priority', 'flex', 'batch', 'background', 'ignore']);
  });

  it('complete rules, but not one twice', async () => {
    const rules = await complete('# tier: ignore[flex-timeout, |]\n');
    assert.ok(rules.includes('missing-service-tier'));
    assert.equal(rules.includes('flex-timeout'), false);
  });

  it('complete volumes', async () => {
    assert.deepEqual(await complete('# tier: flex, |\n'), ['volume=']);
    assert.ok((await complete('# tier: flex, volume=|\n')).includes('20k/day'));
  });

  it('complete nothing elsewhere', async () => {
    assert.deepEqual(await complete('x = tier: |\n'), []);
    assert.deepEqual(await complete('# tier: standard (a person |\n'), []);
    assert.deepEqual(await complete('# a pricing tier: |\n'), []);
  });

  it('say in a hover what they mean and what they are about', async () => {
    const text = await hoverText(`${BODY}# tier: flex, volume=20k/day (nightly)\n${CALL}`, 'flex');
    assert.match(text!, /^\*\*Meant for flex\.\*\* Nobody waits/);
    assert.match(text!, /20,000 times a day/);
    assert.match(text!, /It is about the call here\.$/);
  });

  it('of a suppression name its rules, and how much it silences', async () => {
    const text = await hoverText(`${BODY}${CALL.trim()}  # tier: ignore[missing-service-tier]\n`, 'ignore');
    assert.match(text!, /`missing-service-tier`: A call/);
    assert.match(text!, /It silences 1 finding\.$/);
  });

  it('of a file say so', async () =>
    assert.match((await hoverText(`# tier: standard\n\n${BODY}${CALL}${CALL}`, 'standard'))!, /whole file: 2 OpenAI calls\.$/));

  it('that only look alike have no hover', async () =>
    assert.equal(await hoverText(`${BODY}# tier: premium users\n${CALL}`, 'premium'), undefined));

  it('without a use are dimmed, and go by a quick fix', async () => {
    const uri = await open(`${BODY}${CALL.trim()}  # tier: ignore[missing-service-tier, flex-timeout]\n`);
    const [diagnostic] = await client.diagnostics(uri);
    assert.equal(diagnostic?.code, 'unused-suppression');
    assert.deepEqual(diagnostic.tags, [1]);
    const [action] = await client.codeActions(uri, diagnostic.range);
    assert.equal(action?.title, 'Remove flex-timeout from the list');
    assert.equal(action.isPreferred, true);
    assert.deepEqual(
      await client.codeActions(uri, diagnostic.range, { only: ['source.fixAll'] }),
      [],
      'never on save: other files may know of a use',
    );
  });
});
