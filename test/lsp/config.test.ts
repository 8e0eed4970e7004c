import { strict as assert } from 'node:assert';
import { afterEach, describe, it } from 'node:test';
import { TestClient } from './client';
import { PYTHON } from './sources';

describe('tierlint.json in the editor', () => {
  let client: TestClient;
  afterEach(() => client.stop());
  const CHANGED = 2;
  const touch = async (name: string, text: string): Promise<void> => {
    client.write(name, text);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri(name), type: CHANGED }] });
  };

  it('gives rules their severity, and wins over the settings for the rules it names', async () => {
    client = await TestClient.start({ files: { 'tierlint.json': '{ "rules": { "missing-service-tier": "error" } }' }, settings: { rules: { 'missing-service-tier': 'off' } } });
    const [diagnostic] = await client.diagnostics(await client.open('a.py', PYTHON));
    assert.equal(diagnostic?.severity, 1);
  });

  it('leaves files out', async () => {
    client = await TestClient.start({ files: { 'tierlint.json': '{ "exclude": ["vendor"] }' } });
    assert.deepEqual(await client.diagnostics(await client.open('vendor/a.py', PYTHON)), []);
  });

  it('counts at once when it changes', async () => {
    client = await TestClient.start({ files: { 'tierlint.json': '{}' } });
    const uri = await client.open('a.py', PYTHON);
    assert.equal((await client.diagnostics(uri))[0]?.severity, 2);
    await touch('tierlint.json', '{ "rules": { "missing-service-tier": "error" } }');
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics[0]?.severity === 1);
  });
});
