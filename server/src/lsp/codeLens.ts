import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import { costOf } from './callCost';
import { throwIfCancelled } from './guard';
import { savingInWords } from './costInWords';
import { inspect } from './inspect';
import type { Session } from './session';

/** Answers `textDocument/codeLens`: one line above each call of OpenAI's, with its cost and what it could save. Off by default. */
export function registerCodeLens(session: Session): void {
  const { connection, files, guard } = session;
  connection.onCodeLens(
    guard.request<CodeLensParams, CodeLens[]>('textDocument/codeLens', [], async ({ textDocument: { uri } }, token) => {
      const path = files.pathOf(uri);
      const inspection = path === undefined ? undefined : await inspect(session, path);
      throwIfCancelled(token);
      if (!inspection?.settings.codeLens) return [];
      return inspection.analysis.calls.flatMap((site): CodeLens[] => {
        const place = inspection.view.locate(site.methodSpan);
        const title = place?.uri === uri ? savingInWords(site, costOf(session, site)) : undefined;
        // A lens without a command is a text that can't be clicked.
        return place && title !== undefined ? [{ range: place.range, command: { title, command: '' } }] : [];
      });
    }),
  );
}
