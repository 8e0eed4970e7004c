/** Writes what a mistyped annotation most likely means. `unused-suppression` makes these fixes itself: they are about no call. */
import type { SourceUnit } from '../link/moduleHost';
import type { TextEdit } from '../text/textEdit';
import type { Fix } from '../findings/fix';
import { fixBy, type FixProvider } from './fix';

export const correctAnnotation: FixProvider = {
  id: 'correct-annotation',
  kind: 'annotation',
  summary: 'Writes the word that a mistyped annotation most likely means.',
  safety: { applicability: 'safe', why: 'Only a comment changes.' },
  propose: () => [],
};

export function correcting(edit: TextEdit, { path }: SourceUnit): Fix {
  return fixBy(correctAnnotation, { title: `Write ${edit.newText}`, applicability: 'safe', changes: [{ file: path, edits: [edit] }] });
}
