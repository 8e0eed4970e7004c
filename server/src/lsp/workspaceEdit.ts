import type { AnnotatedTextEdit, CreateFile, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { FileEdits } from '../core/findings/fix';
import { viewOf } from './inspect';
import type { Session } from './session';
import { uriOfPath } from './uri';

/** Id of the one annotation that all edits of a previewed change carry. */
const PREVIEW = 'tierlint.preview';

/**
 * Changes as the client applies them: with the versions they were made for where it checks them. Undefined when one of
 * them can't be placed: a change is made whole or not at all. `preview`: the title under which a client that can asks
 * the user to look the changes over first.
 */
export function toWorkspaceEdit(session: Session, changes: readonly FileEdits[], preview?: string): WorkspaceEdit | undefined {
  const byUri = new Map<string, TextEdit[]>();
  const created: (CreateFile | TextDocumentEdit)[] = [];
  for (const { file, edits, creates } of changes) {
    if (creates) {
      if (!session.features.documentChanges || !session.features.createsFiles) return undefined;
      created.push(...creation(uriOfPath(file), edits.map(({ newText }) => newText).join('')));
      continue;
    }
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
  const isPreviewed = preview !== undefined && session.features.changeAnnotations;
  const annotated = (edit: TextEdit): TextEdit | AnnotatedTextEdit => (isPreviewed ? { ...edit, annotationId: PREVIEW } : edit);
  const documentChanges = [...byUri].map(
    ([uri, edits]): TextDocumentEdit => ({ textDocument: { uri, version: session.files.versionOf(uri) }, edits: edits.map(annotated) }),
  );
  return {
    documentChanges: [...created, ...documentChanges],
    ...(isPreviewed && { changeAnnotations: { [PREVIEW]: { label: preview, needsConfirmation: true } } }),
  };
}

/** The client refuses the change as a whole where the file is there after all. */
function creation(uri: string, text: string): readonly (CreateFile | TextDocumentEdit)[] {
  const start = { line: 0, character: 0 };
  return [
    { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
    { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
  ];
}
