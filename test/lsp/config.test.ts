import { strict as assert } from 'node:assert';
import { rmSync } from 'node:fs';
import * as path from 'node:path';
import { afterEach, describe, it } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver/node';
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
    client = await TestClient.start({
      files: { 'tierlint.json': '{ "rules": { "missing-service-tier": "error" } }' },
      settings: { rules: { 'missing-service-tier': 'off' } },
    });
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
    assert.equal((await client.diagnostics(uri))[0]?.severity, 3);
    await touch('tierlint.json', '{ "rules": { "missing-service-tier": "error" } }');
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics[0]?.severity === 1);
  });
});

describe('problems of a tierlint.json', () => {
  let client: TestClient;
  afterEach(() => client.stop());
  const WRONG = '{\n  "rulez": {}\n}\n';
  const places = (diagnostics: readonly Diagnostic[]) =>
    diagnostics.map(({ range: { start }, message }) => `${start.line}:${start.character} ${String(message)}`);

  it('are shown in the file, also when only a source file is open', async () => {
    client = await TestClient.start({ files: { 'tierlint.json': WRONG } });
    await client.open('a.py', PYTHON);
    assert.deepEqual(places(await client.diagnostics(client.uri('tierlint.json'))), ['1:2 Unknown key "rulez"; did you mean "rules"?']);
  });

  it('follow what is typed, and so do findings', async () => {
    client = await TestClient.start({ files: { 'tierlint.json': '{}' } });
    const source = await client.open('a.py', PYTHON);
    await client.diagnostics(source);
    const config = await client.open('tierlint.json', '{}', 'jsonc');
    await client.change(config, { text: '{ "preset": "quite" }' });
    assert.deepEqual(places(await client.diagnostics(config)), ['0:12 No preset "quite"; did you mean "quiet"?']);
    await client.change(config, { text: '{ "preset": "quiet" }' });
    await client.diagnostics(config, ({ diagnostics }) => diagnostics.length === 0);
    await client.diagnostics(source, ({ diagnostics }) => diagnostics.length === 0);
    await client.close(config);
    await client.diagnostics(source, ({ diagnostics }) => diagnostics.length === 1);
  });

  it('go when the file goes', async () => {
    client = await TestClient.start({ files: { 'tierlint.json': WRONG } });
    await client.open('a.py', PYTHON);
    await client.diagnostics(client.uri('tierlint.json'));
    rmSync(path.join(client.folder, 'tierlint.json'));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: client.uri('tierlint.json'), type: 3 }],
    });
    await client.diagnostics(client.uri('tierlint.json'), ({ diagnostics }) => diagnostics.length === 0);
  });
});
