import { strict as assert } from 'node:assert';
import { afterEach, describe, it } from 'node:test';
import { CancellationTokenSource, WorkDoneProgress, type WorkDoneProgressReport } from 'vscode-languageserver/node';
import type { ScanWorkspaceResult } from '../../server/src/protocol';
import { PULLING, TestClient, type ClientOptions } from './client';
import { PYTHON, TYPESCRIPT } from './sources';

const FILES = {
  'requirements.txt': 'openai>=2\n',
  'package.json': '{ "dependencies": { "openai": "^6.0.0" } }',
  'jobs/a.py': PYTHON,
  'src/b.ts': TYPESCRIPT,
  'quiet.py': 'print("nothing")\n',
  'node_modules/x/index.js': TYPESCRIPT,
};

describe('a scan of the workspace', () => {
  let client: TestClient;
  afterEach(() => client.stop());
  const start = async (options: ClientOptions = {}): Promise<void> => {
    client = await TestClient.start({ files: FILES, ...options });
  };
  const scan = (params: object = {}): Promise<ScanWorkspaceResult> => client.connection.sendRequest('tierlint/scanWorkspace', params);

  for (const [kind, capabilities] of [
    ['pushes', undefined],
    ['pulls', PULLING],
  ] as const) {
    it(`publishes the findings of files that are not open to a client that ${kind === 'pulls' ? 'pulls' : 'is pushed to'}`, async () => {
      await start(capabilities && { capabilities });
      const result = await scan();
      assert.deepEqual(
        { ...result, files: 0, analyzed: 0 },
        { files: 0, analyzed: 0, calls: 2, findings: 2, cancelled: false, limited: false },
      );
      assert.equal((await client.diagnostics(client.uri('jobs/a.py'))).length, 1);
      assert.equal((await client.diagnostics(client.uri('src/b.ts'))).length, 1);
      assert.equal(client.published.get(client.uri('node_modules/x/index.js')), undefined);
    });
  }

  it('hands a file over to the editor when it is opened, and takes it back when it is closed', async () => {
    await start({ capabilities: PULLING });
    await scan();
    const uri = await client.open('jobs/a.py', PYTHON);
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 0);
    await client.close(uri);
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 1);
  });

  it('is kept up to date when a file changes or goes', async () => {
    await start();
    await scan();
    const uri = client.uri('jobs/a.py');
    client.write('jobs/a.py', PYTHON.replace('input=', 'service_tier="default", input='));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 0);
  });

  it('reports progress under the token it is given', async () => {
    await start({ files: Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`jobs/${i}.py`, `# ${i}\n${PYTHON}`])) });
    const seen: string[] = [];
    client.connection.onProgress(WorkDoneProgress.type, 'mine', (value) => {
      seen.push(value.kind);
      assert.ok(((value as WorkDoneProgressReport).percentage ?? 0) <= 100);
    });
    const result = await scan({ workDoneToken: 'mine' });
    assert.equal(result.findings, 400);
    assert.equal(seen[0], 'begin');
    assert.equal(seen.at(-1), 'end');
  });

  it('ends early when it is cancelled, and keeps what it found', async () => {
    await start({ files: Object.fromEntries(Array.from({ length: 1500 }, (_, i) => [`jobs/${i}.py`, `# ${i}\n${PYTHON}`])) });
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest<ScanWorkspaceResult>('tierlint/scanWorkspace', {}, source.token);
    await client.until('a first finding', () => (client.publications.length > 0 ? true : undefined));
    source.cancel();
    const result = await answer;
    assert.equal(result.cancelled, true);
    assert.ok(result.analyzed < 1500, String(result.analyzed));
  });

  it('stops at the limit and says so', async () => {
    await start({ settings: { scan: { maxFiles: 1 } } });
    const result = await scan();
    assert.equal(result.analyzed, 1);
    assert.equal(result.limited, true);
  });
});
