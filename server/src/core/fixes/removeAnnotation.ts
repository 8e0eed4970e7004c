/** Removes an annotation, or rules of its list, that have nothing to do. `unused-suppression` makes these fixes itself: they are about no call. */
import type { Annotation } from '../annotation/annotation';
import type { SourceUnit } from '../link/moduleHost';
import type { TextEdit } from '../text/textEdit';
import { removal, withoutRules } from './annotationRemoval';
import type { Fix } from '../findings/fix';
import { fixBy, type FixProvider } from './fix';

export const removeAnnotation: FixProvider = {
  id: 'remove-annotation',
  kind: 'annotation',
  summary: 'Removes an annotation without a use, or the unused rules of its list.',
  safety: { applicability: 'safe', why: 'Only a comment changes.' },
  propose: () => [],
};

export function removingAnnotation(annotation: Annotation, unit: SourceUnit): Fix {
  return fix(unit, 'Remove the annotation', removal(annotation, unit));
}

/** `unused` are positions in the list. */
export function removingRules(annotation: Annotation, unused: readonly number[], unit: SourceUnit): Fix {
  if (unused.length >= (annotation.ruleWords?.length ?? 0)) return removingAnnotation(annotation, unit);
  const names = unused.map((index) => annotation.ruleWords![index]!.text);
  return fix(unit, `Remove ${names.join(', ')} from the list`, withoutRules(annotation, unused));
}

function fix({ path }: SourceUnit, title: string, edit: TextEdit): Fix {
  return fixBy(removeAnnotation, { title, applicability: 'safe', changes: [{ file: path, edits: [edit] }] });
}
