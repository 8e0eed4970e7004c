import * as vscode from 'vscode';
import { registerCommands } from './commands';
import { createLogs } from './logs';
import { ServerHandle } from './serverHandle';
import { createStatusItem } from './statusItem';

let server: ServerHandle | undefined;

/** Starts the language server and what VS Code shows of it. Analysis happens in the server. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const logs = createLogs();
  const handle = new ServerHandle(context.asAbsolutePath('dist/server.js'), logs);
  server = handle;
  context.subscriptions.push(logs, createStatusItem(handle), ...registerCommands(handle, logs, context.secrets));
  try {
    await handle.start();
  } catch (error) {
    // Commands stay: "Restart" and "Show Log" are what is needed now.
    logs.main.error(error instanceof Error ? error : String(error));
  }
}

/** Ends the server's process before VS Code goes on. */
export async function deactivate(): Promise<void> {
  await server?.stop();
  server = undefined;
}
