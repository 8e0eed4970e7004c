/** Where a new annotation of a call is written. */
import { familyOf, type Family } from '../syntax/family';
import { traitsOf } from '../syntax/languageTraits';
import { commentMark } from '../annotation/annotation';
import type { CallSite } from '../callSite/callSite';
import type { SourceUnit } from '../link/moduleHost';
import { lineStart } from '../text/lines';
import { insertion, type TextEdit } from '../text/textEdit';
import { styleOf } from './style';

/** Writes `tier: <words>` above the statement, or beside it where a line of its own would tear something apart. Undefined: there is no place. */
export function annotationEdit(site: CallSite, unit: SourceUnit, words: string): TextEdit | undefined {
  const line = lineStart(unit.text, site.statement.start);
  const before = unit.text.slice(line, site.statement.start);
  if (startsInsideText(before, unit)) return besideStatement(site, unit, words);
  const indent = /^[ \t]*/.exec(before)![0];
  const { newline } = styleOf(unit.text, '');
  return insertion(line, `${indent}${commentMark(unit.facts.language)} tier: ${words}${newline}`);
}

const MAY_BE_TEXT: Readonly<Record<Family, (before: string, path: string) => boolean>> = {
  python: (before) => /"{3}|'{3}/.test(before),
  ecmascript: (before, path) => before.includes('${') || (before.includes('{') && !/\.[mc]?ts$/.test(path)),
};

/** Whether the line may start within a string, a template or the text of a page, where a comment would be no comment. */
function startsInsideText(before: string, { path, facts }: SourceUnit): boolean {
  if (before.trim() === '') return false;
  return MAY_BE_TEXT[familyOf(facts.language)](before, path);
}

/** On the statement's own line: before it where a comment may stand there, else after it where nothing follows. */
function besideStatement({ statement, call }: CallSite, { text, facts }: SourceUnit, words: string): TextEdit | undefined {
  const { inlineComment, lineComment } = traitsOf(facts.language);
  if (inlineComment) return insertion(statement.start, `${inlineComment[0]} tier: ${words} ${inlineComment[1]} `);
  const rest = /^[^\r\n]*/.exec(text.slice(statement.end))![0];
  const endsWithCall = !/[\r\n]/.test(text.slice(call.span.end, statement.end));
  return endsWithCall && rest.trim() === '' ? insertion(statement.end, `  ${lineComment} tier: ${words}`) : undefined;
}
