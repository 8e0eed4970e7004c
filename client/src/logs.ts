import * as vscode from 'vscode';
import { TraceChannel } from './traceChannel';

/** Output channels: one for the log, and one for protocol traces that exists only once something is traced. */
export interface Logs {
  readonly main: vscode.LogOutputChannel;
  readonly trace: vscode.LogOutputChannel;
  dispose(): void;
}

export function createLogs(): Logs {
  const main = vscode.window.createOutputChannel('Tierlint', { log: true });
  const trace = new TraceChannel('Tierlint Trace');
  return { main, trace, dispose: () => [main, trace].forEach((each) => each.dispose()) };
}
