import * as vscode from 'vscode';
import { SETTINGS_SECTION } from '../../server/src/protocol';

/**
 * The channel of protocol traces, as vscode-languageclient wants it. Made by its first line, so that the list of
 * channels stays short. Its level follows the setting `tierlint.trace.server`; the library only traces at level Trace.
 */
export class TraceChannel implements vscode.LogOutputChannel {
  private channel: vscode.OutputChannel | undefined;
  private readonly levelChanged = new vscode.EventEmitter<vscode.LogLevel>();
  readonly onDidChangeLogLevel = this.levelChanged.event;
  private readonly listener = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${SETTINGS_SECTION}.trace`)) this.levelChanged.fire(this.logLevel);
  });

  constructor(readonly name: string) {}

  get logLevel(): vscode.LogLevel {
    const trace = vscode.workspace.getConfiguration(SETTINGS_SECTION).get<string>('trace.server', 'off');
    return trace === 'off' ? vscode.LogLevel.Info : vscode.LogLevel.Trace;
  }

  trace(message: string): void {
    this.appendLine(message);
  }
  debug(message: string): void {
    this.appendLine(message);
  }
  info(message: string): void {
    this.appendLine(message);
  }
  warn(message: string): void {
    this.appendLine(message);
  }
  error(error: string | Error): void {
    this.appendLine(String(error));
  }
  append(value: string): void {
    this.open().append(value);
  }
  appendLine(value: string): void {
    this.open().appendLine(value);
  }
  replace(value: string): void {
    this.open().replace(value);
  }
  clear(): void {
    this.channel?.clear();
  }
  show(): void {
    this.open().show();
  }
  hide(): void {
    this.channel?.hide();
  }
  dispose(): void {
    this.listener.dispose();
    this.levelChanged.dispose();
    this.channel?.dispose();
  }

  private open(): vscode.OutputChannel {
    this.channel ??= vscode.window.createOutputChannel(this.name);
    return this.channel;
  }
}
