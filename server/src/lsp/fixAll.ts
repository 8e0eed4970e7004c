import { CodeActionKind, type CodeAction } from 'vscode-languageserver';
import { isAboutComments } from '../core/findings/fix';
import { overlaps, type TextEdit } from '../core/text/textEdit';
import type { Inspection } from './inspect';
import type { Session } from './session';
import { toWorkspaceEdit } from './workspaceEdit';

export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.tierlint`;

/**
 * One action that applies every safe fix of a file. Fixes that reach into other files are left out: saving one file
 * must not change another. Annotations stay, a person changes them one by one: whether one is of use may hang on files that an editor has not read yet. Of fixes that would change the same text, the first is taken; the rest follow on the next run.
 */
export function fixAll(session: Session, { analysis, path }: Inspection): CodeAction[] {
  const edits: TextEdit[] = [];
  for (const { fixes } of analysis.findings) {
    const fix = fixes.find((each) => each.applicability === 'safe' && !isAboutComments(each));
    if (!fix || fix.changes.some(({ file }) => file !== path)) continue;
    const wanted = fix.changes.flatMap((change) => change.edits).filter((edit) => !edits.some((each) => isSame(each, edit)));
    if (wanted.every((edit) => !edits.some((each) => overlaps(each, edit) || touchesSamePlace(each, edit)))) edits.push(...wanted);
  }
  const edit =
    edits.length > 0 && session.analyses.keeps({ changes: [{ file: path, edits }] })
      ? toWorkspaceEdit(session, [{ file: path, edits }])
      : undefined;
  return edit ? [{ title: 'Tierlint: fix all that is safe to fix', kind: FIX_ALL_KIND, edit }] : [];
}

function isSame(a: TextEdit, b: TextEdit): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end && a.newText === b.newText;
}

/** Two different insertions at one place: which comes first would be a guess. */
function touchesSamePlace(a: TextEdit, b: TextEdit): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end;
}
