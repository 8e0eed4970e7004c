/** Writes an annotation that silences the rule at this place. Safe: nothing but a comment changes. */
import { annotationAbove, commentMark } from '../suppression/annotation';
import type { CallSite } from '../link/callSite';
import { insertion } from '../text/textEdit';
import type { Fix, FixContext, FixProvider } from './fix';
import { styleOf } from './style';

export const suppress: FixProvider = {
  id: 'suppress',
  summary: 'Writes `tier: ignore[rule]` above the statement, or adds the rule to the annotation that stands there.',
  propose(site: CallSite, { unit, rule }: FixContext): readonly Fix[] {
    const title = `Ignore ${rule} here`;
    const fix = (edits: readonly { span: { start: number; end: number }; newText: string }[]): readonly Fix[] => [{ id: 'suppress', title, applicability: 'safe', changes: [{ file: site.file, edits }] }];
    const existing = annotationAbove(unit, site.statement.start);
    if (existing?.rules && existing.listEnd !== undefined) {
      return fix([insertion(existing.listEnd, existing.rules.length > 0 ? `, ${rule}` : rule)]);
    }
    const lineStart = unit.text.lastIndexOf('\n', site.statement.start - 1) + 1;
    const indent = /^[ \t]*/.exec(unit.text.slice(lineStart, site.statement.start))![0];
    // A statement that shares its line with other code can't take a line above without changing what is above.
    const { newline } = styleOf(unit.text, '');
    return fix([insertion(lineStart, `${indent}${commentMark(unit.facts.language)} tier: ignore[${rule}]${newline}`)]);
  },
};
