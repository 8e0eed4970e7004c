import { MarkupKind, type Hover, type HoverParams } from 'vscode-languageserver';
import type { CallSite } from '../core/link/callSite';
import { tierTable } from '../core/estimate/tierTable';
import { touches } from '../core/text/span';
import { throwIfCancelled } from './guard';
import { toMarkdown, toPlainText } from './hoverRendering';
import { describeCall } from './hoverText';
import { inspect } from './inspect';
import type { Session } from './session';

/** Answers `textDocument/hover` on the callee of a call site: what the call costs on every tier. */
export function registerHover(session: Session): void {
  const { connection, features, files, guard, runtime, analyses } = session;
  const answer = guard.request<HoverParams, Hover | null>('textDocument/hover', null, async ({ textDocument, position }, token) => {
    const path = files.pathOf(textDocument.uri);
    const inspection = path === undefined ? undefined : await inspect(session, path);
    throwIfCancelled(token);
    if (!inspection?.settings.hover) return null;
    const offset = inspection.view.offsetAt(textDocument.uri, position);
    const site = offset === undefined ? undefined : callAt(inspection.analysis.calls, offset);
    if (!site) return null;
    const table = tierTable({
      catalog: analyses.catalog,
      ...(site.model.state === 'literal' && { modelName: site.model.value }),
      endpoint: site.endpoint,
      today: runtime.today(),
    });
    const text = describeCall(site, table);
    const range = inspection.view.locate(site.method.span)?.range;
    return {
      contents: features.markdownHover
        ? { kind: MarkupKind.Markdown, value: toMarkdown(text) }
        : { kind: MarkupKind.PlainText, value: toPlainText(text) },
      ...(range && { range }),
    };
  });
  connection.onHover(answer);
}

/** The innermost call whose callee (not its arguments) the offset touches. */
function callAt(calls: readonly CallSite[], offset: number): CallSite | undefined {
  const hit = calls.filter(({ method, methodSpan }) => touches(method.span, offset) || touches(methodSpan, offset));
  return hit.sort((a, b) => size(a) - size(b))[0];
}

function size({ method }: CallSite): number {
  return method.span.end - method.span.start;
}
