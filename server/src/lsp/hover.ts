import { MarkupKind, type Hover, type HoverParams } from 'vscode-languageserver';
import type { Finding } from '../core/findings/finding';
import type { CallSite } from '../core/callSite/callSite';
import { touches } from '../core/text/span';
import { annotationHover } from './annotationHover';
import { costOf } from './callCost';
import { fixLinks } from './fixLinks';
import { throwIfCancelled } from './guard';
import { toMarkdown, toPlainText } from './hoverRendering';
import { describeCall } from './hoverText';
import { inspect } from './inspect';
import type { Session } from './session';

/** Answers `textDocument/hover` on the callee of a call site: what the call costs on every tier. */
export function registerHover(session: Session): void {
  const { connection, features, files, guard } = session;
  const answer = guard.request<HoverParams, Hover | null>('textDocument/hover', null, async ({ textDocument, position }, token) => {
    const path = files.pathOf(textDocument.uri);
    const inspection = path === undefined ? undefined : await inspect(session, path);
    throwIfCancelled(token);
    if (!inspection?.settings.hover) return null;
    const { analysis, view } = inspection;
    const offset = view.offsetAt(textDocument.uri, position);
    if (offset === undefined) return null;
    const site = callAt(analysis.calls, offset);
    if (!site) return annotationHover(session, inspection, offset) ?? null;
    const text = describeCall(site, costOf(session, site));
    const range = view.locate(site.method.span)?.range;
    const links =
      features.markdownHover && session.commandLinks && range
        ? fixLinks(textDocument.uri, range.start, findingsOf(site, analysis.findings))
        : [];
    return {
      contents: features.markdownHover
        ? { kind: MarkupKind.Markdown, value: toMarkdown(text, links) }
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

function findingsOf({ call }: CallSite, findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ span }) => span.start === call.span.start && span.end === call.span.end);
}

function size({ method }: CallSite): number {
  return method.span.end - method.span.start;
}
