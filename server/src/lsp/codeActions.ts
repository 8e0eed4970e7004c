import { CodeActionKind, type CodeAction, type CodeActionParams, type Diagnostic } from 'vscode-languageserver';
import { isSilencing, type Fix } from '../core/findings/fix';
import type { Finding } from '../core/findings/finding';
import type { Span } from '../core/text/span';
import { FIX_ALL_KIND, fixAll } from './fixAll';
import { throwIfCancelled } from './guard';
import { inspect, type Inspection } from './inspect';
import type { Session } from './session';
import { toWorkspaceEdit } from './workspaceEdit';

/** Kinds the server announces. */
export const CODE_ACTION_KINDS: readonly string[] = [CodeActionKind.QuickFix, FIX_ALL_KIND];

/** Answers `textDocument/codeAction` from the analysis of the text as it is now, whatever the client's diagnostics say. */
export function registerCodeActions(session: Session): void {
  const { connection, features, files, guard } = session;
  const answer = guard.request<CodeActionParams, CodeAction[]>('textDocument/codeAction', [], async (params, token) => {
    const { uri } = params.textDocument;
    const path = files.pathOf(uri);
    // Without literals only commands could be given, and edits have none.
    if (path === undefined || !features.codeActionLiterals) return [];
    const version = files.versionOf(uri);
    const inspection = await inspect(session, path);
    throwIfCancelled(token);
    // The range asked for belongs to the text as it was: once that is gone, so are the answers.
    if (!inspection || files.versionOf(uri) !== version) return [];
    const actions: CodeAction[] = [];
    if (isWanted(params, CodeActionKind.QuickFix)) actions.push(...quickFixes(session, inspection, params));
    // Every cell would get the whole notebook's fixes: left out, as ruff does.
    if (isWanted(params, FIX_ALL_KIND) && !files.isCell(uri)) actions.push(...fixAll(session, inspection));
    return actions;
  });
  connection.onCodeAction(answer);
}

/** Whether the client wants actions of a kind: it names a kind or one above it; without names, all but fix-all. */
function isWanted({ context: { only } }: CodeActionParams, kind: string): boolean {
  if (!only) return kind !== FIX_ALL_KIND;
  return only.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));
}

/** Fixes of the findings in the range: real ones first, in the order of their rules, suppressions last. */
function quickFixes(session: Session, { analysis, view, settings }: Inspection, params: CodeActionParams): CodeAction[] {
  const { range, textDocument, context } = params;
  const start = view.offsetAt(textDocument.uri, range.start);
  const end = view.offsetAt(textDocument.uri, range.end);
  if (start === undefined || end === undefined) return [];
  const real: CodeAction[] = [];
  const silencing: CodeAction[] = [];
  for (const finding of analysis.findings) {
    if (!placesOf(finding).some((span) => span.start <= end && start <= span.end)) continue;
    const diagnostics = reported(finding, view.locate(finding.underline)?.range, context.diagnostics);
    for (const fix of finding.fixes) {
      const silences = isSilencing(fix);
      if (silences && !settings.showSuppress) continue;
      if (!session.analyses.keeps(fix)) continue;
      const action = toCodeAction(session, fix, diagnostics, !silences);
      if (action) (silences ? silencing : real).push(action);
    }
  }
  return [...real, ...silencing];
}

/** Where a finding's fixes are offered: what is underlined, and the method called, which for a loop is another place. */
function placesOf({ underline, callSite }: Finding): readonly Span[] {
  return callSite ? [underline, callSite.methodSpan] : [underline];
}

function toCodeAction(session: Session, fix: Fix, diagnostics: Diagnostic[], mayBePreferred: boolean): CodeAction | undefined {
  const edit = toWorkspaceEdit(session, fix.changes, fix.isRewrite && fix.title);
  if (!edit) return undefined;
  const isPreferred = session.features.preferredActions && mayBePreferred && fix.applicability === 'safe';
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    ...(diagnostics.length > 0 && { diagnostics }),
    ...(isPreferred && { isPreferred }),
    edit,
  };
}

/** The client's own diagnostics that show the finding, so that it can list the action with them. */
function reported(finding: Finding, range: Diagnostic['range'] | undefined, given: readonly Diagnostic[]): Diagnostic[] {
  return given.filter(
    (each) =>
      each.source === 'tierlint' &&
      each.code === finding.rule &&
      each.range.start.line === range?.start.line &&
      each.range.start.character === range.start.character,
  );
}
