import { CompletionItemKind, InsertTextFormat, MarkupKind, type CompletionItem, type CompletionParams } from 'vscode-languageserver';
import { completeAnnotation, type Proposal } from '../core/annotationHelp/complete';
import type { Session } from './session';
import { viewOf } from './inspect';

/** What makes an editor ask without a key of its own. */
export const COMPLETION_TRIGGERS: readonly string[] = [':', ' ', '[', ',', '='];

/** Answers `textDocument/completion` inside annotations: values, rule ids, volumes. Needs no analysis. */
export function registerCompletion(session: Session): void {
  const { connection, files, guard, analyses } = session;
  const answer = guard.request<CompletionParams, CompletionItem[]>('textDocument/completion', [], ({ textDocument: { uri }, position }) => {
    const path = files.pathOf(uri);
    const view = path === undefined ? undefined : viewOf(session, path);
    const text = path === undefined ? undefined : analyses.textOf(path);
    const offset = view?.offsetAt(uri, position);
    if (text === undefined || offset === undefined) return [];
    const completion = completeAnnotation(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset));
    if (!completion) return [];
    const start = { line: position.line, character: position.character - completion.typed.length };
    return completion.proposals.map((proposal, index) => item(session, proposal, { start, end: position }, index));
  });
  connection.onCompletion(answer);
}

function item(
  { features }: Session,
  { text, description, takesList }: Proposal,
  range: { start: CompletionParams['position']; end: CompletionParams['position'] },
  index: number,
): CompletionItem {
  const isSnippet = takesList === true && features.snippets;
  return {
    label: text,
    kind: CompletionItemKind.EnumMember,
    // In the order of their meaning, not of the alphabet.
    sortText: String(index).padStart(2, '0'),
    textEdit: { range, newText: isSnippet ? `${text}[$1]$0` : text },
    ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(description && { documentation: { kind: MarkupKind.Markdown, value: description } }),
  };
}
