import { InlayHintKind, type InlayHint, type InlayHintParams } from 'vscode-languageserver';
import { costOf } from './callCost';
import { costInWords, savingInWords } from './costInWords';
import { throwIfCancelled } from './guard';
import { inspect } from './inspect';
import type { Session } from './session';

/** Answers `textDocument/inlayHint`: the tier and the cost of 1,000 calls behind each call of OpenAI's. Off by default. */
export function registerInlayHints(session: Session): void {
  const { connection, files, guard } = session;
  connection.languages.inlayHint.on(
    guard.request<InlayHintParams, InlayHint[]>('textDocument/inlayHint', [], async ({ textDocument: { uri }, range }, token) => {
      const path = files.pathOf(uri);
      const inspection = path === undefined ? undefined : await inspect(session, path);
      throwIfCancelled(token);
      if (!inspection?.settings.inlayHints) return [];
      return inspection.analysis.calls.flatMap((site): InlayHint[] => {
        const place = inspection.view.locate(site.methodSpan);
        if (place?.uri !== uri || place.range.end.line < range.start.line || place.range.end.line > range.end.line) return [];
        const cost = costOf(session, site);
        const label = costInWords(cost);
        const tooltip = savingInWords(site, cost);
        return label === undefined
          ? []
          : [{ position: place.range.end, label, kind: InlayHintKind.Type, paddingLeft: true, ...(tooltip !== undefined && { tooltip }) }];
      });
    }),
  );
}
