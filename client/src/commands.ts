import * as vscode from 'vscode';
import type { Logs } from './logs';
import { scanWorkspace } from './scan';
import type { ServerHandle } from './serverHandle';
import { forgetAdminKey, pullUsage } from './usage';

/** The commands of the palette. */
export function registerCommands(server: ServerHandle, logs: Logs, secrets: vscode.SecretStorage): vscode.Disposable[] {
  const commands: Record<string, () => unknown> = {
    'tierlint.restart': () => server.restart(),
    'tierlint.showLog': () => logs.main.show(),
    'tierlint.scanWorkspace': () => scanWorkspace(server),
    'tierlint.pullUsage': () => pullUsage(server, secrets),
    'tierlint.forgetAdminKey': () => forgetAdminKey(secrets),
  };
  return Object.entries(commands).map(([id, run]) =>
    vscode.commands.registerCommand(id, async () => {
      try {
        return await run();
      } catch (error) {
        logs.main.error(error instanceof Error ? error : String(error));
        const answer = await vscode.window.showErrorMessage('Tierlint: the command failed. The log says more.', 'Show Log');
        if (answer) logs.main.show();
        return undefined;
      }
    }),
  );
}
