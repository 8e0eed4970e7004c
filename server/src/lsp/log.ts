import type { RemoteConsole } from 'vscode-languageserver';

/** The server's log, shown by the client (`window/logMessage`). Holds paths and stack traces, never text of a user's file. */
export interface Log {
  info(text: string): void;
  warn(text: string): void;
  /** Something of ours failed: says where, without quoting what was being read. */
  failure(where: string, error: unknown): void;
}

export function createLog(console: RemoteConsole): Log {
  return {
    info: (text) => console.info(text),
    warn: (text) => console.warn(text),
    failure: (where, error) => console.error(`${where} failed: ${describe(error)}`),
  };
}

/** Errors whose message is made by the engine from our own code; others (JSON, parsers) may quote the user's text. */
const QUOTES_NO_INPUT = new Set(['TypeError', 'RangeError', 'ReferenceError']);

function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'a value that is no error was thrown';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const title = QUOTES_NO_INPUT.has(error.name) ? `${error.name}: ${error.message}` : error.name;
  return [title, ...frames.slice(0, 8)].join('\n');
}
