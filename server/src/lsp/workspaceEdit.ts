import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { FileEdits } from '../core/fixes/fix';
import { viewOf } from './inspect';
import type { Session } from './session';

/**
 * Changes as the client applies them: with the versions they were made for where it checks them. Undefined when one of
 * them can't be placed: a change is made whole or not at all.
 */
export function toWorkspaceEdit(session: Session, changes: readonly FileEdits[]): WorkspaceEdit | undefined {
  const byUri = new Map<string, TextEdit[]>();
  for (const { file, edits } of changes) {
    const view = viewOf(session, file);
    if (view?.isReadOnly) return undefined;
    for (const { span, newText } of edits) {
      const place = view?.locate(span);
      if (!place) return undefined;
      const list = byUri.get(place.uri) ?? [];
      byUri.set(place.uri, list);
      list.push({ range: place.range, newText });
    }
  }
  if (byUri.size === 0) return undefined;
  if (!session.features.documentChanges) return { changes: Object.fromEntries(byUri) };
  const documentChanges = [...byUri].map(
    ([uri, edits]): TextDocumentEdit => ({ textDocument: { uri, version: session.files.versionOf(uri) }, edits }),
  );
  return { documentChanges };
}
