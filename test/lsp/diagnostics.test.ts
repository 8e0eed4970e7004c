import { strict as assert } from 'node:assert';
import { after, afterEach, before, describe, it } from 'node:test';
import { PULLING, TestClient } from './client';
import { CLIENT_MODULE, CLIENT_USER, PYTHON, TYPESCRIPT } from './sources';
import { positionOf } from './edits';

const has = (count: number) => (params: { diagnostics: unknown[] }) => params.diagnostics.length === count;

describe('diagnostics', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start({ files: { 'requirements.txt': 'openai>=2\n' } });
  });
  afterEach(() => client.closeAll());
  after(() => client.stop());

  it('carry rule, page, severity and the place of the method', async () => {
    const [diagnostic] = await client.diagnostics(await client.open('a.py', PYTHON));
    assert.ok(diagnostic);
    assert.equal(diagnostic.source, 'tierlint');
    assert.equal(diagnostic.code, 'missing-service-tier');
    assert.match(diagnostic.codeDescription?.href ?? '', /docs\/rules\/missing-service-tier\.md$/);
    assert.equal(diagnostic.severity, 3, 'a script that is started by hand: a person may wait');
    assert.deepEqual(diagnostic.range.start, positionOf(PYTHON, 'client.responses'));
    assert.deepEqual(diagnostic.data, { messageId: 'flex' });
  });

  it('come for TypeScript and JavaScript as well', async () => {
    assert.equal((await client.diagnostics(await client.open('a.ts', TYPESCRIPT))).length, 1);
    const script = TYPESCRIPT.replace(/: string|: Promise<string>/g, '');
    assert.equal((await client.diagnostics(await client.open('b.mjs', script, 'javascript'))).length, 1);
  });

  it('come for an unsaved document, whose language the client names', async () => {
    assert.equal((await client.diagnostics(await client.open('untitled:Untitled-1', PYTHON, 'python'))).length, 1);
  });

  it('stay where they belong while lines with CRLF and characters beyond the BMP are edited', async () => {
    const text = `# 😀 caf\u00e9\r\n${PYTHON.replaceAll('\n', '\r\n')}`;
    const uri = await client.open('a.py', text);
    await client.diagnostics(uri, has(1));
    // A surrogate pair before the call on its own line, written by two edits of one change.
    const start = positionOf(text, 'response = ');
    const version = await client.change(
      uri,
      { range: { start, end: start }, text: '"😀"; ' },
      { range: { start: { line: 0, character: 2 }, end: { line: 0, character: 4 } }, text: '🎉🎉' },
    );
    const diagnostics = await client.diagnostics(uri, (params) => params.version === version);
    const edited = text.replace('response = ', '"😀"; response = ').replace('😀 caf', '🎉🎉 caf');
    assert.deepEqual(diagnostics[0]?.range.start, positionOf(edited, 'client.responses'));
  });

  it('go when the tier is typed in, and come back when it is deleted', async () => {
    const uri = await client.open('a.py', PYTHON);
    await client.diagnostics(uri, has(1));
    const end = positionOf(PYTHON, ')\nprint');
    const argument = ', service_tier="default"';
    await client.change(uri, { range: { start: end, end }, text: argument });
    await client.diagnostics(uri, has(0));
    await client.change(uri, { range: { start: end, end: { line: end.line, character: end.character + argument.length } }, text: '' });
    await client.diagnostics(uri, has(1));
  });

  it('are taken back when a document is closed', async () => {
    const uri = await client.open('a.py', PYTHON);
    await client.diagnostics(uri, has(1));
    await client.close(uri);
    await client.diagnostics(uri, has(0));
  });

  it('follow a client that is created in another file', async () => {
    client.write('shared.py', CLIENT_MODULE);
    const shared = await client.open('shared.py', CLIENT_MODULE);
    const user = await client.open('user.py', CLIENT_USER);
    await client.diagnostics(user, has(1));
    // The client turns to a local server: its calls are no longer OpenAI's.
    const at = positionOf(CLIENT_MODULE, 'OpenAI()');
    const inside = { line: at.line, character: at.character + 'OpenAI('.length };
    await client.change(shared, { range: { start: inside, end: inside }, text: 'base_url="http://localhost:11434/v1"' });
    await client.diagnostics(user, has(0));
  });

  it('go when the rest of the workspace turns out to use other providers', async () => {
    const other = await TestClient.start();
    try {
      other.write('gateway.py', 'from openai import OpenAI\n\ngateway = OpenAI(base_url="https://gateway.example.com/v1")\n');
      const text =
        'from openai import OpenAI\n\n\ndef ask(client: OpenAI, text: str):\n    return client.responses.create(model="gpt-5.4", input=text)\n';
      const uri = await other.open('ask.py', text);
      await other.diagnostics(uri, has(1));
      await other.diagnostics(uri, has(0));
    } finally {
      await other.stop();
    }
  });

  it('follow changes on disk of files that are not open', async () => {
    client.write('shared.py', CLIENT_MODULE);
    const user = await client.open('user.py', CLIENT_USER);
    await client.diagnostics(user, has(1));
    client.write('shared.py', CLIENT_MODULE.replace('OpenAI()', 'OpenAI(base_url="http://localhost:11434/v1")'));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri('shared.py'), type: 2 }] });
    await client.diagnostics(user, has(0));
  });
});

describe('pulled diagnostics', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start({ capabilities: PULLING });
  });
  afterEach(() => client.closeAll());
  after(() => client.stop());

  it('are asked to be pulled again when a file they depend on changed, and only then', async () => {
    client.write('shared.py', CLIENT_MODULE);
    const shared = await client.open('shared.py', CLIENT_MODULE);
    const other = await client.open('other.py', PYTHON);
    const user = await client.open('user.py', CLIENT_USER);
    for (const uri of [shared, other, user]) await client.pull(uri);
    await client.change(other, { text: `${PYTHON}\n` });
    await new Promise((resolve) => setTimeout(resolve, 600));
    assert.equal(client.refreshes, 0);
    await client.change(shared, { text: CLIENT_MODULE.replace('OpenAI()', 'OpenAI(base_url="http://localhost:1/v1")') });
    await client.until('a refresh', () => (client.refreshes > 0 ? true : undefined));
    const report = await client.pull(user);
    assert.ok(report.kind === 'full');
    assert.deepEqual(report.items, []);
  });

  it('are empty for documents that are not open or not ours', async () => {
    assert.deepEqual(await client.pull('file:///nowhere/a.py'), { kind: 'full', items: [] });
    const uri = await client.open('a.md', '# Text', 'markdown');
    assert.deepEqual(await client.pull(uri), { kind: 'full', items: [] });
  });
});
