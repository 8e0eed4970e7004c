import type { CodeAction, Position, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** The edits an action makes in one document, whichever way they are given. */
export function editsOf({ edit }: CodeAction, uri: string): TextEdit[] {
  return textEdits(edit, uri);
}

function textEdits(edit: WorkspaceEdit | undefined, uri: string): TextEdit[] {
  const versioned = (edit?.documentChanges ?? []).flatMap((change) =>
    'edits' in change && change.textDocument.uri === uri
      ? change.edits.filter((each): each is TextEdit => 'newText' in each && 'range' in each)
      : [],
  );
  return [...versioned, ...(edit?.changes?.[uri] ?? [])];
}

/** A text after an action. */
export function applied(text: string, action: CodeAction, uri: string): string {
  return TextDocument.applyEdits(TextDocument.create(uri, 'any', 0, text), editsOf(action, uri));
}

/** Where a piece of text first stands. */
export function positionOf(text: string, piece: string): Position {
  const offset = text.indexOf(piece);
  if (offset < 0) throw new Error(`no ${piece} in the text`);
  return TextDocument.create('file:///x', 'any', 0, text).positionAt(offset);
}
