import { DocumentDiagnosticReportKind, type DocumentDiagnosticParams, type DocumentDiagnosticReport } from 'vscode-languageserver';
import { throwIfCancelled } from './guard';
import { diagnosticsOf, inspect } from './inspect';
import type { Reports } from './reports';
import type { Cancellable } from './runtime';
import type { Session } from './session';

/** A pause this long before a client is asked to pull files again that depend on a changed one. */
const REFRESH_DELAY = 400;

const NOTHING: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };

/** Answers `textDocument/diagnostic`, and asks for a refresh when a file changed that other open files depend on. */
export function createPull(session: Session): Reports {
  const { connection, features, files, guard, runtime } = session;
  let timer: Cancellable | undefined;

  const answer = guard.request<DocumentDiagnosticParams, DocumentDiagnosticReport>(
    'textDocument/diagnostic',
    NOTHING,
    async ({ textDocument: { uri }, previousResultId }, token) => {
      // A cell's findings depend on the other cells: notebooks are pushed, all cells together.
      const path = files.isCell(uri) ? undefined : files.pathOf(uri);
      if (path === undefined) return NOTHING;
      const inspection = await inspect(session, path);
      throwIfCancelled(token);
      const items = inspection ? (diagnosticsOf(session, inspection).get(uri) ?? []) : [];
      const resultId = idOf(JSON.stringify(items));
      return resultId === previousResultId
        ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
        : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
    },
  );
  connection.languages.diagnostics.on(answer);

  const refresh = (delay: number): void => {
    if (!features.diagnosticRefresh) return;
    timer?.cancel();
    timer = runtime.timers.schedule(
      guard.notification('workspace/diagnostic/refresh', () => connection.languages.diagnostics.refresh()),
      delay,
    );
  };

  // The client pulls the file it changed by itself; only others need a word.
  const refreshOthers = (path: string, dependents: readonly string[]): void => {
    if (dependents.some((each) => each !== path && files.view(each) !== undefined)) refresh(REFRESH_DELAY);
  };

  return {
    opened: () => {},
    changed: refreshOthers,
    closed: (path, _, dependents) => refreshOthers(path, dependents),
    refresh: () => refresh(0),
    dispose: () => timer?.cancel(),
  };
}

/** A short name for a report: equal reports have equal names, also across restarts of the server. (cyrb53) */
function idOf(text: string): string {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 2654435761);
    high = Math.imul(high ^ code, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  return `${(high >>> 0).toString(36)}-${(low >>> 0).toString(36)}`;
}
