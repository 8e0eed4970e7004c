import { strict as assert } from 'node:assert';
import { afterEach, describe, it } from 'node:test';
import { NotebookCellKind, type NotebookCell, type TextDocumentItem } from 'vscode-languageserver/node';
import { MODERN, PULLING, TestClient } from './client';
import { applied, positionOf } from './edits';

const IMPORTS = 'from openai import OpenAI\nclient = OpenAI()';
const CALL = '%time\nanswer = client.responses.create(model="gpt-5.4-mini", input="Hello")';
const PROSE = '# client.responses.create(model="gpt-5.4-mini")';

describe('notebooks', () => {
  let client: TestClient;
  let notebookUri: string;
  afterEach(() => client.stop());

  const cellUri = (index: number): string => `${notebookUri.replace('file:', 'vscode-notebook-cell:')}#W${index}`;
  const cell = (index: number, kind: NotebookCellKind = NotebookCellKind.Code): NotebookCell => ({ kind, document: cellUri(index) });
  const item = (index: number, text: string, languageId = 'python'): TextDocumentItem => ({
    uri: cellUri(index),
    languageId,
    version: 1,
    text,
  });

  const open = async (texts: readonly string[] = [IMPORTS, PROSE, CALL], capabilities = MODERN): Promise<void> => {
    client = await TestClient.start({ capabilities });
    notebookUri = client.uri('study.ipynb');
    const isProse = (text: string): boolean => text.startsWith('#');
    await client.connection.sendNotification('notebookDocument/didOpen', {
      notebookDocument: {
        uri: notebookUri,
        notebookType: 'jupyter-notebook',
        version: 1,
        cells: texts.map((text, i) => cell(i, isProse(text) ? NotebookCellKind.Markup : NotebookCellKind.Code)),
      },
      cellTextDocuments: texts.map((text, i) => item(i, text, isProse(text) ? 'markdown' : 'python')),
    });
  };
  const edit = (index: number, version: number, text: string): Promise<void> =>
    client.connection.sendNotification('notebookDocument/didChange', {
      notebookDocument: { uri: notebookUri, version },
      change: { cells: { textContent: [{ document: { uri: cellUri(index), version }, changes: [{ text }] }] } },
    });

  it('are joined: a call in one cell uses the client of another, and is reported in its own', async () => {
    await open();
    const diagnostics = await client.diagnostics(cellUri(2));
    assert.equal(diagnostics.length, 1);
    assert.deepEqual(diagnostics[0]?.range.start, positionOf(CALL, 'client'));
    assert.deepEqual(await client.diagnostics(cellUri(0)), []);
    assert.deepEqual(await client.diagnostics(cellUri(1)), []);
  });

  it('are pushed to a client that pulls files, and say nothing when pulled', async () => {
    await open(undefined, PULLING);
    assert.equal((await client.diagnostics(cellUri(2))).length, 1);
    assert.deepEqual(await client.pull(cellUri(2)), { kind: 'full', items: [] });
  });

  it('show hovers in cells', async () => {
    await open();
    const hover = await client.hover(cellUri(2), positionOf(CALL, 'create'));
    assert.deepEqual(hover?.range?.start, positionOf(CALL, 'client'));
  });

  it('are fixed in the document of the cell, at its version', async () => {
    await open();
    await edit(2, 5, `${CALL}\n`);
    const [diagnostic] = await client.diagnostics(cellUri(2), ({ version }) => version === 5);
    const [action] = await client.codeActions(cellUri(2), diagnostic!.range, { diagnostics: [diagnostic!] });
    const [change] = action?.edit?.documentChanges ?? [];
    assert.ok(action && change && 'textDocument' in change);
    assert.deepEqual(change.textDocument, { uri: cellUri(2), version: 5 });
    const fixed = applied(`${CALL}\n`, action, cellUri(2));
    assert.match(fixed, /^%time\n/);
    await edit(2, 6, fixed);
    const left = await client.diagnostics(cellUri(2), ({ version }) => version === 6);
    assert.deepEqual(
      left.filter(({ code }) => code === diagnostic!.code),
      [],
    );
  });

  it('have no fix-all in cells', async () => {
    await open();
    const { range } = (await client.diagnostics(cellUri(2)))[0]!;
    assert.deepEqual(await client.codeActions(cellUri(2), range, { only: ['source.fixAll'] }), []);
  });

  it('follow edits of another cell', async () => {
    await open();
    await client.diagnostics(cellUri(2), ({ diagnostics }) => diagnostics.length === 1);
    await edit(0, 2, IMPORTS.replace('OpenAI()', 'OpenAI(base_url="http://localhost:1/v1")'));
    await client.diagnostics(cellUri(2), ({ diagnostics }) => diagnostics.length === 0);
  });

  it('take findings back when their cell is deleted or the notebook closed', async () => {
    await open([IMPORTS, CALL, CALL]);
    await client.diagnostics(cellUri(1), ({ diagnostics }) => diagnostics.length === 1);
    await client.connection.sendNotification('notebookDocument/didChange', {
      notebookDocument: { uri: notebookUri, version: 2 },
      change: { cells: { structure: { array: { start: 1, deleteCount: 1 }, didClose: [{ uri: cellUri(1) }] } } },
    });
    await client.diagnostics(cellUri(1), ({ diagnostics }) => diagnostics.length === 0);
    assert.equal((await client.diagnostics(cellUri(2))).length, 1);
    await client.connection.sendNotification('notebookDocument/didClose', {
      notebookDocument: { uri: notebookUri },
      cellTextDocuments: [{ uri: cellUri(0) }, { uri: cellUri(2) }],
    });
    await client.diagnostics(cellUri(2), ({ diagnostics }) => diagnostics.length === 0);
  });

  it('follow cells that are added in front', async () => {
    await open([IMPORTS, CALL]);
    await client.diagnostics(cellUri(1), ({ diagnostics }) => diagnostics.length === 1);
    await client.connection.sendNotification('notebookDocument/didChange', {
      notebookDocument: { uri: notebookUri, version: 2 },
      change: {
        cells: { structure: { array: { start: 0, deleteCount: 0, cells: [cell(9)] }, didOpen: [item(9, 'x = 1\ny = 2')] } },
      },
    });
    await client.diagnostics(cellUri(9));
    assert.deepEqual((await client.diagnostics(cellUri(1)))[0]?.range.start, positionOf(CALL, 'client'));
  });

  it('are scanned when they are not open, with the cell named in words', async () => {
    client = await TestClient.start({
      files: {
        'study.ipynb': JSON.stringify({
          nbformat: 4,
          nbformat_minor: 5,
          metadata: { language_info: { name: 'python' } },
          cells: [IMPORTS, CALL].map((source) => ({ cell_type: 'code', source, outputs: [], metadata: {}, execution_count: null })),
        }),
      },
    });
    await client.connection.sendRequest('tierlint/scanWorkspace', {});
    const [diagnostic] = await client.diagnostics(client.uri('study.ipynb'));
    assert.match(String(diagnostic?.message), /^Cell 2, line 2: /);
  });
});
