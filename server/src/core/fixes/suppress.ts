/** Writes an annotation that silences the rule at this place. Safe: nothing but a comment changes. */
import { annotationAbove, commentMark } from '../annotation/annotation';
import type { CallSite } from '../link/callSite';
import type { SourceUnit } from '../link/moduleHost';
import { insertion, type TextEdit } from '../text/textEdit';
import type { Fix, FixContext, FixProvider } from './fix';
import { styleOf } from './style';

export const suppress: FixProvider = {
  id: 'suppress',
  summary: 'Writes `tier: ignore[rule]` above the statement, or adds the rule to the annotation that stands there.',
  safety: { applicability: 'safe', why: 'Only a comment changes.' },
  propose(site: CallSite, { unit, rule }: FixContext): readonly Fix[] {
    const title = `Ignore ${rule} here`;
    const fix = (edits: readonly { span: { start: number; end: number }; newText: string }[]): readonly Fix[] => [{ id: 'suppress', title, applicability: 'safe', changes: [{ file: site.file, edits }] }];
    const existing = annotationAbove(unit, site.statement.start);
    if (existing?.rules && existing.listEnd !== undefined) {
      return fix([insertion(existing.listEnd, existing.rules.length > 0 ? `, ${rule}` : rule)]);
    }
    const lineStart = unit.text.lastIndexOf('\n', site.statement.start - 1) + 1;
    const before = unit.text.slice(lineStart, site.statement.start);
    if (startsInsideText(before, unit)) {
      const inline = besideStatement(site, unit, rule);
      return inline ? fix([inline]) : [];
    }
    const indent = /^[ \t]*/.exec(before)![0];
    const { newline } = styleOf(unit.text, '');
    return fix([insertion(lineStart, `${indent}${commentMark(unit.facts.language)} tier: ignore[${rule}]${newline}`)]);
  },
};

/** Whether the line may start within a string, a template or the text of a page, where a comment would be no comment. */
function startsInsideText(before: string, { path, facts }: SourceUnit): boolean {
  if (before.trim() === '') return false;
  if (facts.language === 'python') return /\"{3}|'{3}/.test(before);
  return before.includes('${') || (before.includes('{') && !/\.[mc]?ts$/.test(path));
}

/** On the statement's own line: before it in JavaScript, after it in Python where nothing follows. */
function besideStatement({ statement, call }: CallSite, { text, facts }: SourceUnit, rule: string): TextEdit | undefined {
  if (facts.language !== 'python') return insertion(statement.start, `/* tier: ignore[${rule}] */ `);
  const rest = /^[^\r\n]*/.exec(text.slice(statement.end))![0];
  const endsWithCall = !text.slice(call.span.end, statement.end).includes('\n');
  return endsWithCall && rest.trim() === '' ? insertion(statement.end, `  # tier: ignore[${rule}]`) : undefined;
}
