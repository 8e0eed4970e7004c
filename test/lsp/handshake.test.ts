import { strict as assert } from 'node:assert';
import { afterEach, describe, it } from 'node:test';
import { MODERN, PULLING, TestClient, type ClientOptions } from './client';
import { PYTHON } from './sources';
import { positionOf } from './edits';

describe('the handshake', () => {
  let client: TestClient;
  const start = async (options: ClientOptions = {}): Promise<TestClient> => (client = await TestClient.start(options));
  afterEach(() => client.stop());

  it('says who it is and what it does', async () => {
    const { initialized } = await start();
    assert.equal(initialized.serverInfo?.name, 'Tierlint');
    assert.match(initialized.serverInfo.version ?? '', /^\d+\.\d+\.\d+/);
    assert.equal(initialized.capabilities.hoverProvider, true);
    assert.deepEqual(initialized.capabilities.textDocumentSync, { openClose: true, change: 2 });
    assert.deepEqual(initialized.capabilities.codeActionProvider, { codeActionKinds: ['quickfix', 'source.fixAll.tierlint'] });
  });

  it('pushes diagnostics, with the version, to a client that does not pull', async () => {
    const { initialized } = await start();
    assert.equal(initialized.capabilities.diagnosticProvider, undefined);
    const uri = await client.open('a.py', PYTHON);
    const diagnostics = await client.diagnostics(uri);
    assert.equal(diagnostics.length, 1);
    assert.equal(client.published.get(uri)?.version, 1);
  });

  it('lets a client pull that can, and pushes nothing to it', async () => {
    const { initialized } = await start({ capabilities: PULLING });
    assert.equal(initialized.capabilities.diagnosticProvider?.interFileDependencies, true);
    const uri = await client.open('a.py', PYTHON);
    const report = await client.pull(uri);
    assert.ok(report.kind === 'full');
    assert.equal(report.items.length, 1);
    assert.deepEqual(await client.pull(uri, report.resultId), { kind: 'unchanged', resultId: report.resultId });
    assert.deepEqual(client.publications, []);
  });

  it('serves a client that announces nothing', async () => {
    await start({ capabilities: {} });
    const uri = await client.open('a.py', PYTHON);
    const [diagnostic] = await client.diagnostics(uri);
    assert.ok(diagnostic);
    assert.deepEqual(Object.keys(diagnostic).sort(), ['code', 'message', 'range', 'severity', 'source']);
    assert.equal(client.published.get(uri)?.version, undefined);
    const hover = await client.hover(uri, positionOf(PYTHON, 'create'));
    assert.ok(hover && typeof hover.contents === 'object' && 'kind' in hover.contents);
    assert.equal(hover.contents.kind, 'plaintext');
    assert.deepEqual(await client.codeActions(uri, diagnostic.range), []);
    assert.deepEqual(client.registered, []);
  });

  it('takes settings from the options of a client that can not be asked', async () => {
    const capabilities = { ...MODERN, workspace: { ...MODERN.workspace, configuration: false } };
    await start({ capabilities, initializationOptions: { settings: { rules: { 'missing-service-tier': 'error' } } } });
    const [diagnostic] = await client.diagnostics(await client.open('a.py', PYTHON));
    assert.equal(diagnostic?.severity, 1);
  });

  it('works without a workspace folder', async () => {
    await start({ withoutFolder: true, capabilities: { ...MODERN, workspace: { configuration: true } } });
    assert.equal((await client.diagnostics(await client.open('a.py', PYTHON))).length, 1);
  });

  it('watches the files that findings are made from', async () => {
    await start();
    await client.until('registrations', () => (client.registered.length >= 2 ? true : undefined));
    assert.deepEqual([...client.registered].sort(), ['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles']);
  });

  it('ends with code 0 after shutdown and exit', async () => {
    await start();
    assert.equal(await client.stop(), 0);
  });

  it('starts again as if nothing had been', async () => {
    await start({ capabilities: PULLING });
    const first = await client.pull(await client.open('a.py', PYTHON));
    await client.stop();
    await start({ capabilities: PULLING });
    const second = await client.pull(await client.open('a.py', PYTHON));
    assert.ok(first.kind === 'full' && second.kind === 'full');
    assert.deepEqual(second.items, first.items);
  });
});
