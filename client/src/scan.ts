import * as vscode from 'vscode';
import { WorkDoneProgress } from 'vscode-languageclient/node';
import { SCAN_WORKSPACE, type ScanWorkspaceParams, type ScanWorkspaceResult } from '../../server/src/protocol';
import type { ServerHandle } from './serverHandle';

/** Scans all workspace folders, with progress and a way to cancel. The findings appear in the Problems panel. */
export async function scanWorkspace(server: ServerHandle): Promise<ScanWorkspaceResult | undefined> {
  const client = server.running;
  if (!client) {
    void vscode.window.showWarningMessage('Tierlint: the language server is not running.');
    return undefined;
  }
  if (!vscode.workspace.workspaceFolders?.length) {
    void vscode.window.showInformationMessage('Tierlint: open a folder to scan it.');
    return undefined;
  }
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Tierlint: scanning the workspace', cancellable: true },
    async (progress, token) => {
      const workDoneToken = `tierlint-scan-${Date.now()}`;
      let shown = 0;
      const listener = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
        if (value.kind !== 'report') return;
        const percentage = value.percentage ?? shown;
        progress.report({ increment: percentage - shown, ...(value.message && { message: value.message }) });
        shown = percentage;
      });
      try {
        const params: ScanWorkspaceParams = { workDoneToken };
        return await client.sendRequest<ScanWorkspaceResult>(SCAN_WORKSPACE, params, token);
      } finally {
        listener.dispose();
      }
    },
  );
  void offerProblems(result);
  return result;
}

async function offerProblems({ files, analyzed, calls, findings, cancelled, limited }: ScanWorkspaceResult): Promise<void> {
  const seen = analyzed === files ? plural(files, 'file') : `${analyzed} of ${plural(files, 'file')}`;
  const end = cancelled ? ' The scan was cancelled.' : limited ? ' The limit is the setting tierlint.scan.maxFiles.' : '';
  const text = `Tierlint: ${plural(findings, 'finding')}, ${plural(calls, 'OpenAI call')} in ${seen}.${end}`;
  const answer = await vscode.window.showInformationMessage(text, ...(findings > 0 ? ['Show Problems'] : []));
  if (answer) await vscode.commands.executeCommand('workbench.actions.view.problems');
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
