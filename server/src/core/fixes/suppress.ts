/** Writes an annotation that silences the rule at this place. Safe: nothing but a comment changes. */
import { annotationAbove } from '../annotation/annotation';
import type { CallSite } from '../callSite/callSite';
import { insertion, type TextEdit } from '../text/textEdit';
import { annotationEdit } from './annotationEdit';
import type { FixContext, FixProvider, Proposal } from './fix';

export const suppress: FixProvider = {
  id: 'suppress',
  kind: 'suppression',
  summary: 'Writes `tier: ignore[rule]` above the statement, or adds the rule to the annotation that stands there.',
  safety: { applicability: 'safe', why: 'Only a comment changes.' },
  propose(site: CallSite, context: FixContext): readonly Proposal[] {
    const edit = editFor(site, context);
    return edit ? [{ title: `Ignore ${context.rule} here`, applicability: 'safe', changes: [{ file: site.file, edits: [edit] }] }] : [];
  },
};

function editFor(site: CallSite, { unit, rule }: FixContext): TextEdit | undefined {
  const existing = annotationAbove(unit, site.statement.start);
  if (existing?.rules && existing.listEnd !== undefined) return insertion(existing.listEnd, existing.rules.length > 0 ? `, ${rule}` : rule);
  return annotationEdit(site, unit, `ignore[${rule}]`);
}
