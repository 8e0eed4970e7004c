import { strict as assert } from 'node:assert';
import { afterEach, describe, it } from 'node:test';
import type { CodeAction, Diagnostic } from 'vscode-languageserver/node';
import { MODERN, TestClient, type ClientOptions } from './client';
import { applied, editsOf } from './edits';
import { LOOP, PYTHON, SHORT_FLEX } from './sources';

describe('code actions', () => {
  let client: TestClient;
  let uri: string;
  let diagnostic: Diagnostic;
  afterEach(() => client.stop());

  const open = async (text: string, options: ClientOptions = {}): Promise<void> => {
    client = await TestClient.start(options);
    uri = await client.open('a.py', text);
    [diagnostic] = (await client.diagnostics(uri)) as [Diagnostic];
  };
  const actions = (only?: string[]): Promise<CodeAction[]> =>
    client.codeActions(uri, diagnostic.range, { diagnostics: [diagnostic], ...(only && { only }) });

  it('offer what changes the call first and the suppression last, each with its diagnostic', async () => {
    await open(PYTHON);
    const offered = await actions();
    assert.ok(offered.length >= 2);
    assert.match(offered[0]?.title ?? '', /flex/i);
    assert.match(offered.at(-1)?.title ?? '', /^Ignore missing-service-tier/);
    for (const { kind, diagnostics } of offered) {
      assert.equal(kind, 'quickfix');
      assert.deepEqual(diagnostics, [diagnostic]);
    }
  });

  it('prefer no fix that changes latency, and no suppression', async () => {
    await open(PYTHON);
    assert.deepEqual(
      (await actions()).filter(({ isPreferred }) => isPreferred),
      [],
    );
  });

  it('prefer the fix of a call that is flex already', async () => {
    await open(SHORT_FLEX);
    assert.equal(diagnostic.code, 'flex-timeout');
    const preferred = (await actions()).filter(({ isPreferred }) => isPreferred);
    assert.equal(preferred.length, 1);
    assert.match(preferred[0]!.title, /timeout/i);
  });

  it('each remove their diagnostic when applied', async () => {
    await open(PYTHON);
    for (const action of await actions()) {
      const version = await client.change(uri, { text: applied(PYTHON, action, uri) });
      const left = await client.diagnostics(uri, (params) => params.version === version);
      assert.deepEqual(
        left.filter(({ code }) => code === diagnostic.code),
        [],
        action.title,
      );
      await client.change(uri, { text: PYTHON });
    }
  });

  it('name the version they were made for', async () => {
    await open(PYTHON);
    await client.change(uri, { text: `\n${PYTHON}` });
    const start = { line: diagnostic.range.start.line + 1, character: diagnostic.range.start.character };
    const [action] = await client.codeActions(uri, { start, end: start });
    const [change] = action?.edit?.documentChanges ?? [];
    assert.ok(change && 'textDocument' in change);
    assert.deepEqual(change.textDocument, { uri, version: 2 });
  });

  it('are shown before they are applied when they rewrite a loop', async () => {
    const workspaceEdit = { ...MODERN.workspace?.workspaceEdit, resourceOperations: ['create' as const] };
    await open(LOOP, { capabilities: { ...MODERN, workspace: { ...MODERN.workspace, workspaceEdit } } });
    const loop = (await client.codeActions(uri, diagnostic.range)).find(({ title }) => /Batch job/.test(title));
    assert.deepEqual(Object.values(loop?.edit?.changeAnnotations ?? {}), [{ label: loop?.title, needsConfirmation: true }]);
    const change = loop?.edit?.documentChanges?.find((each) => 'textDocument' in each && each.textDocument.uri === uri);
    assert.ok(change && 'edits' in change && change.edits.every((edit) => 'annotationId' in edit));
    const [flex] = (await client.codeActions(uri, diagnostic.range)).filter(({ title }) => !/Batch job/.test(title));
    assert.equal(flex?.edit?.changeAnnotations, undefined);
  });

  it('are plain changes for a client without versioned ones', async () => {
    await open(PYTHON, { capabilities: { ...MODERN, workspace: { configuration: true } } });
    const [action] = await actions();
    assert.equal(action?.edit?.documentChanges, undefined);
    assert.ok((action?.edit?.changes?.[uri] ?? []).length > 0);
  });

  it('make a file where the client can', async () => {
    const workspace = { ...MODERN.workspace, workspaceEdit: { documentChanges: true, resourceOperations: ['create' as const] } };
    await open(PYTHON, { capabilities: { ...MODERN, workspace } });
    const router = (await actions()).find(({ title }) => /by urgency/.test(title));
    const [create, content, change] = router?.edit?.documentChanges ?? [];
    const made = new URL('tier_router.py', uri).href;
    assert.deepEqual(create, { kind: 'create', uri: made, options: { overwrite: false, ignoreIfExists: false } });
    assert.ok(content && 'edits' in content && change && 'edits' in change);
    assert.deepEqual(content.textDocument, { uri: made, version: null });
    assert.match(editsOf(router!, made)[0]!.newText, /^def route\(/m);
    assert.equal(change.textDocument.uri, uri);
    assert.match(applied(PYTHON, router!, uri), /^from tier_router import route$/m);
  });

  it('leave out what would make a file where the client can not', async () => {
    await open(PYTHON);
    assert.equal(
      (await actions()).some(({ title }) => /by urgency/.test(title)),
      false,
    );
  });

  it('belong to the text as it is, not to what the client remembers', async () => {
    await open(PYTHON);
    // The call is gone; the client asks with the diagnostic it still shows.
    await client.change(uri, { text: 'print("nothing here")\n' });
    assert.deepEqual(await actions(), []);
  });

  it('honour the kinds a client asks for', async () => {
    await open(SHORT_FLEX);
    assert.deepEqual(await actions(['refactor']), []);
    assert.ok((await actions(['quickfix'])).every(({ kind }) => kind === 'quickfix'));
    for (const only of ['source', 'source.fixAll', 'source.fixAll.tierlint']) {
      assert.deepEqual(
        (await actions([only])).map(({ kind }) => kind),
        ['source.fixAll.tierlint'],
        only,
      );
    }
    assert.deepEqual(await actions(['source.fixAll.eslint']), []);
    assert.deepEqual(await actions(['source.organizeImports']), []);
  });

  it('fix all that is safe, and nothing else', async () => {
    const text = `${SHORT_FLEX}\nother = client.responses.create(model="gpt-5.4-mini", input="Hello")\n`;
    await open(text);
    const [fixAll, ...others] = await actions(['source.fixAll']);
    assert.ok(fixAll);
    assert.deepEqual(others, []);
    const fixed = applied(text, fixAll, uri);
    assert.match(fixed, /timeout=900/);
    assert.equal(fixed.match(/service_tier/g)?.length, 1);
    assert.doesNotMatch(fixed, /tier: ignore/);
  });

  it('fix nothing at once where nothing is safe', async () => {
    await open(PYTHON);
    assert.deepEqual(await actions(['source.fixAll']), []);
  });

  it('leave suppressions out where a setting says so', async () => {
    await open(PYTHON, { settings: { codeActions: { showSuppress: false } } });
    assert.deepEqual(
      (await actions()).filter(({ title }) => title.startsWith('Ignore')),
      [],
    );
  });

  it('keep the line ends of the document', async () => {
    await open(PYTHON.replaceAll('\n', '\r\n'));
    for (const action of await actions()) {
      for (const { newText } of editsOf(action, uri)) assert.doesNotMatch(newText, /(^|[^\r])\n/, action.title);
    }
  });
});
