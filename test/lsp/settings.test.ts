import { strict as assert } from 'node:assert';
import { afterEach, describe, it } from 'node:test';
import { TestClient, type ClientOptions } from './client';
import { PYTHON } from './sources';

describe('settings', () => {
  let client: TestClient;
  afterEach(() => client.stop());
  const reported = async (options: ClientOptions, name = 'a.py'): Promise<(number | undefined)[]> => {
    client = await TestClient.start(options);
    return (await client.diagnostics(await client.open(name, PYTHON))).map(({ severity }) => severity);
  };

  it('give a rule its severity', async () => {
    assert.deepEqual(await reported({ settings: { rules: { 'missing-service-tier': 'hint' } } }), [4]);
  });

  it('turn a rule off', async () => {
    assert.deepEqual(await reported({ settings: { rules: { 'missing-service-tier': 'off' } } }), []);
  });

  it('turn everything off', async () => {
    assert.deepEqual(await reported({ settings: { enable: false } }), []);
  });

  it('leave out files by glob, seen from the workspace folder', async () => {
    assert.deepEqual(await reported({ settings: { exclude: ['vendor/**'] } }, 'vendor/a.py'), []);
  });

  it('count as not set when they are of the wrong type', async () => {
    const settings = {
      enable: 'no',
      rules: { 'missing-service-tier': 7 },
      exclude: [1, '[', 'b.py'],
      hover: null,
      codeActions: 3,
      scan: { maxFiles: 'all' },
    };
    assert.deepEqual(await reported({ settings }), [3]);
  });

  it('apply at once when they change', async () => {
    assert.deepEqual(await reported({}), [3]);
    client.settings = { rules: { 'missing-service-tier': 'error' } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    await client.diagnostics(client.uri('a.py'), ({ diagnostics }) => diagnostics[0]?.severity === 1);
  });

  it('may differ between folders, those added later too', async () => {
    client = await TestClient.start();
    client.connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
      items.map(({ scopeUri }) => ({ enable: !scopeUri?.endsWith('/quiet') })),
    );
    const loud = await client.open('loud/a.py', PYTHON);
    const quiet = await client.open('quiet/a.py', PYTHON);
    assert.equal((await client.diagnostics(loud)).length, 1);
    assert.equal((await client.diagnostics(quiet)).length, 1);
    const event = { added: [{ uri: client.uri('quiet'), name: 'quiet' }], removed: [] };
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    await client.diagnostics(quiet, ({ diagnostics }) => diagnostics.length === 0);
    assert.equal((await client.diagnostics(loud)).length, 1);
  });
});
