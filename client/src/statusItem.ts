import * as vscode from 'vscode';
import { State } from 'vscode-languageclient/node';
import type { ServerHandle } from './serverHandle';

const LANGUAGES = ['python', 'javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'jsonl'];

/** The entry in the language status menu (`{}`): whether the server runs, and the way to its log. */
export function createStatusItem(server: ServerHandle): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('tierlint.status', LANGUAGES);
  item.name = 'Tierlint';
  item.command = { command: 'tierlint.showLog', title: 'Show Log' };
  const show = (state: State): void => {
    item.busy = state === State.Starting;
    item.text = state === State.Running ? 'Tierlint' : state === State.Starting ? 'Tierlint is starting' : 'Tierlint is not running';
    item.severity = state === State.Stopped ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
    item.command =
      state === State.Stopped ? { command: 'tierlint.restart', title: 'Restart' } : { command: 'tierlint.showLog', title: 'Show Log' };
  };
  show(State.Starting);
  return vscode.Disposable.from(item, server.onDidChangeState(show));
}
