import * as vscode from 'vscode';
import { Trace, WorkDoneProgress, type LanguageClient } from 'vscode-languageclient/node';
import { PULL_USAGE, SETTINGS_SECTION, type PullUsageParams, type PullUsageResult } from '../../server/src/protocol';
import type { ServerHandle } from './serverHandle';

/** Name of the admin key in VS Code's secret storage. */
const KEY = 'tierlint.adminKey';

const RANGES = [
  { label: 'Last 7 days', days: 7 },
  { label: 'Last 30 days', days: 30 },
  { label: 'Last 90 days', days: 90 },
  { label: 'Last 365 days', days: 365 },
];

/** Reads the organisation's usage and saves it as usage.json. The admin key is asked for once and kept in the secret storage. */
export async function pullUsage(server: ServerHandle, secrets: vscode.SecretStorage): Promise<void> {
  const client = server.running;
  if (!client) {
    void vscode.window.showWarningMessage('Tierlint: the language server is not running.');
    return;
  }
  const range = await vscode.window.showQuickPick(RANGES, { title: 'Tierlint: usage of which days?' });
  const adminKey = range && ((await secrets.get(KEY)) ?? (await askForKey(secrets)));
  if (!range || !adminKey) return;
  const result = await requestUsage(client, { adminKey, days: range.days });
  if (result.kind === 'usage') return save(result);
  const again = result.keyRefused ? 'Enter Another Key' : undefined;
  if (result.keyRefused) await secrets.delete(KEY);
  const answer = await vscode.window.showErrorMessage(`Tierlint: ${result.message}.`, ...(again ? [again] : []));
  if (answer) await pullUsage(server, secrets);
}

/** Removes the admin key from the secret storage. */
export async function forgetAdminKey(secrets: vscode.SecretStorage): Promise<void> {
  await secrets.delete(KEY);
  void vscode.window.showInformationMessage('Tierlint: the admin key is forgotten.');
}

async function askForKey(secrets: vscode.SecretStorage): Promise<string | undefined> {
  const key = await vscode.window.showInputBox({
    title: 'OpenAI admin key',
    prompt:
      'Made by an owner of the organisation at platform.openai.com/settings/organization/admin-keys. Kept in the secret storage of VS Code; only usage and costs are read with it.',
    placeHolder: 'sk-admin-...',
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === '' || text.startsWith('sk-admin-')
        ? undefined
        : { message: 'Admin keys start with sk-admin-.', severity: vscode.InputBoxValidationSeverity.Warning },
  });
  const trimmed = key?.trim();
  if (trimmed) await secrets.store(KEY, trimmed);
  return trimmed;
}

async function requestUsage(client: LanguageClient, params: PullUsageParams): Promise<PullUsageResult> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Tierlint: reading usage from OpenAI' },
    async (progress) => {
      const workDoneToken = `tierlint-usage-${Date.now()}`;
      const listener = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
        if (value.kind === 'report' && value.message) progress.report({ message: value.message });
      });
      // A trace would write the key down.
      await client.setTrace(Trace.Off);
      try {
        return await client.sendRequest<PullUsageResult>(PULL_USAGE, { ...params, workDoneToken });
      } finally {
        listener.dispose();
        await client.setTrace(Trace.fromString(vscode.workspace.getConfiguration(SETTINGS_SECTION).get<string>('trace.server', 'off')));
      }
    },
  );
}

async function save({ text, start, end, rows }: PullUsageResult & { kind: 'usage' }): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: `Usage from ${start} to ${end}: ${rows} rows`,
    filters: { JSON: ['json'] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, 'usage.json') }),
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(target);
}
