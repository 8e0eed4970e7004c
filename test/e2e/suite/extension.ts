import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { ScanWorkspaceResult } from '../../../server/src/protocol';

/** Polls until there is a value: what a language server does shows some time later. */
async function until<T>(what: string, look: () => T | undefined | Promise<T | undefined>, milliseconds = 20_000): Promise<T> {
  for (const end = Date.now() + milliseconds; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const value = await look();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
  }
}

function ours(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'tierlint');
}

function codeOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}

async function fileNamed(name: string): Promise<vscode.Uri> {
  const [uri] = await vscode.workspace.findFiles(`**/${name}`);
  assert.ok(uri, `${name} is in the workspace`);
  return uri;
}

describe('Tierlint in VS Code', () => {
  let document: vscode.TextDocument;

  before(async () => {
    document = await vscode.workspace.openTextDocument(await fileNamed('summarize.py'));
    await vscode.window.showTextDocument(document);
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const firstFinding = (): Promise<vscode.Diagnostic> =>
    until('a finding', () => ours(document.uri).find((each) => codeOf(each) === 'missing-service-tier'));

  it('reports a call without a tier, with a link to the rule', async () => {
    const finding = await firstFinding();
    assert.match(document.getText(finding.range), /create/);
    assert.ok(typeof finding.code === 'object' && /missing-service-tier/.test(finding.code.target.toString()));
  });

  it('shows the price of the call on every tier', async () => {
    const { range } = await firstFinding();
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, range.start);
    const text = hovers.flatMap(({ contents }) => contents.map((each) => (typeof each === 'string' ? each : each.value))).join('\n');
    assert.match(text, /\| Tier \|\s+Input \|\s+Output \|/);
    assert.match(text, /flex/);
    assert.match(text, /per 1M tokens/);
  });

  it('finds the calls of files that are not open, and takes back nothing that is', async () => {
    const result = await vscode.commands.executeCommand<ScanWorkspaceResult>('tierlint.scanWorkspace');
    assert.equal(result.cancelled, false);
    assert.ok(result.findings >= 2, `findings: ${result.findings}`);
    const label = await fileNamed('label.ts');
    await until('findings of an unopened file', () => ours(label)[0]);
    assert.ok(ours(document.uri).length > 0);
  });

  it('finds calls again after a restart of the server', async () => {
    await vscode.commands.executeCommand('tierlint.restart');
    await firstFinding();
  });

  it('applies a quick fix that reaches the disk and removes the finding', async () => {
    const { range } = await firstFinding();
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ title, edit }) => /flex/i.test(title) && edit);
    assert.ok(fix?.edit, `a fix to flex among: ${actions.map(({ title }) => title).join(', ')}`);
    assert.ok(!fix.isPreferred, 'an unsafe fix is never preferred');
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.ok(await document.save());
    assert.match(readFileSync(document.uri.fsPath, 'utf8'), /service_tier="flex"/);
    await until('the finding to go', () => (ours(document.uri).some((each) => codeOf(each) === 'missing-service-tier') ? undefined : true));
  });

  it('follows settings at once', async () => {
    const label = await vscode.workspace.openTextDocument(await fileNamed('label.ts'));
    await vscode.window.showTextDocument(label);
    await until('a finding', () => ours(label.uri)[0]);
    const settings = vscode.workspace.getConfiguration('tierlint');
    await settings.update('enable', false, vscode.ConfigurationTarget.Workspace);
    await until('no findings', () => (ours(label.uri).length === 0 ? true : undefined));
    await settings.update('enable', undefined, vscode.ConfigurationTarget.Workspace);
    await until('findings again', () => ours(label.uri)[0]);
  });

  it('shows what calls cost above them, once that is switched on', async () => {
    const label = await vscode.workspace.openTextDocument(await fileNamed('label.ts'));
    const settings = vscode.workspace.getConfiguration('tierlint');
    await settings.update('codeLens.enable', true, vscode.ConfigurationTarget.Workspace);
    const lens = await until('a code lens', async () =>
      (await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', label.uri, 5)).find(({ command }) =>
        /per 1,000 calls/.test(command?.title ?? ''),
      ),
    );
    assert.match(lens.command?.title ?? '', /^standard, \$/);
    await settings.update('codeLens.enable', undefined, vscode.ConfigurationTarget.Workspace);
  });

  it('offers to turn a loop of independent requests into a Batch job', async () => {
    const uri = await fileNamed('label_reviews.py');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    const finding = await until('a finding', () => ours(uri).find((each) => codeOf(each) === 'batchable-loop'));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      finding.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const conversion = actions.find(({ title }) => /^Turn this loop into a Batch job/.test(title));
    const written = (conversion?.edit?.get(uri) ?? []).map(({ newText }) => newText).join('');
    assert.match(written, /from openai_batch import run_batch/);
    assert.ok(
      conversion?.edit?.entries().some(([made]) => made.path.endsWith('/openai_batch.py')),
      'the module is made',
    );
  });

  it('checks a Batch input file', async () => {
    const uri = await fileNamed('requests.jsonl');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    const finding = await until('a finding', () => ours(uri)[0]);
    assert.equal(codeOf(finding), 'batch-jsonl');
    assert.match(finding.message, /request-1/);
  });

  it('completes annotations', async () => {
    const label = await vscode.workspace.openTextDocument(await fileNamed('label.ts'));
    const editor = await vscode.window.showTextDocument(label);
    await editor.edit((edit) => edit.insert(new vscode.Position(4, 0), '// tier: '));
    const offered = await until('completions', async () => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        label.uri,
        new vscode.Position(4, 9),
      );
      const labels = items.map((item) => (typeof item.label === 'string' ? item.label : item.label.label));
      return labels.includes('batch') ? labels : undefined;
    });
    for (const value of ['standard', 'priority', 'flex', 'batch', 'background', 'ignore']) assert.ok(offered.includes(value), value);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('says what is wrong in tierlint.json, and where', async () => {
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'tierlint.json');
    await vscode.workspace.fs.writeFile(uri, Buffer.from('{\n  "rules": { "missing-tier": "off" }\n}\n'));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    const finding = await until('a finding', () => ours(uri)[0]);
    assert.equal(finding.range.start.line, 1);
    assert.match(finding.message, /missing-tier/);
    await vscode.workspace.fs.delete(uri);
  });
});
