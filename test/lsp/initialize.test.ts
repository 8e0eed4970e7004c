/** Clients that send no capabilities, null for them, or something else altogether. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { describe, it } from 'node:test';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter, type InitializeResult } from 'vscode-languageserver/node';

const SERVER = process.env['TIERLINT_SERVER'] ?? path.resolve(import.meta.dirname, '../../dist/server.js');

async function initialize(params: unknown): Promise<InitializeResult> {
  const server = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  connection.listen();
  try {
    return await connection.sendRequest<InitializeResult>('initialize', params);
  } finally {
    connection.dispose();
    server.kill('SIGKILL');
  }
}

describe('initialize', () => {
  const cases: Readonly<Record<string, object>> = {
    'without capabilities': { processId: null, rootUri: null },
    'with null for them': { processId: null, rootUri: null, capabilities: null },
    'with null in them': {
      processId: null,
      capabilities: { workspace: null, textDocument: { publishDiagnostics: null, hover: { contentFormat: null } }, window: null },
    },
    'with a list for them': { capabilities: [] },
    'with a null folder': { capabilities: {}, workspaceFolders: [null, { uri: 'file:///tmp/a', name: 'a' }] },
    'with folders of the wrong type': { capabilities: {}, workspaceFolders: 'x' },
    'with lists of the wrong type': {
      capabilities: {
        textDocument: { publishDiagnostics: { tagSupport: { valueSet: 5 } }, hover: { contentFormat: 5 } },
        workspace: { workspaceEdit: { resourceOperations: true } },
      },
    },
    'with options of the wrong type': { capabilities: {}, initializationOptions: 'x' },
  };
  for (const [name, params] of Object.entries(cases)) {
    it(`${name} is answered`, async () => assert.equal((await initialize(params)).serverInfo?.name, 'Tierlint'));
  }
});
