/** Takes annotations out of a file, and leaves it as if they had never been there. */
import type { Annotation } from '../annotation/annotation';
import type { SourceUnit } from '../link/moduleHost';
import type { Span } from '../text/span';
import type { TextEdit } from '../text/textEdit';

/** Removes the whole annotation, and with it a comment or a line that holds nothing else. */
export function removal(annotation: Annotation, { text }: SourceUnit): TextEdit {
  const { comment, span } = annotation;
  const inner = { start: span.start - comment.span.start, end: span.end - comment.span.start };
  const before = comment.text.slice(0, inner.start);
  const after = comment.text.slice(inner.end);
  if (/^(?:#+|\/\/+|\/\*+)\s*$/.test(before) && /^\s*(?:\*+\/)?\s*$/.test(after))
    return { span: wholeComment(comment.span, text), newText: '' };
  if (/\n[ \t]*\*?[ \t]*$/.test(before) && /^[ \t]*\r?(?:\n|$)/.test(after)) return { span: wholeLines(span, text), newText: '' };
  // The first of several comments on a line gives its place to the next, others go with the space before them.
  const next = /^\s*(?=#|\/\/)/.exec(after);
  if (/^(?:#+|\/\/+)\s*$/.test(before) && next) return { span: { start: comment.span.start, end: span.end + next[0].length }, newText: '' };
  const mark = /\s*(?:#+|\/\/+)\s*$/.exec(before);
  return { span: { start: span.start - (mark?.[0].length ?? 0), end: span.end }, newText: '' };
}

/** Removes words of the list of rules; the list keeps the rest in its order. */
export function withoutRules({ ruleWords = [], listEnd = 0 }: Annotation, unused: readonly number[]): TextEdit {
  const kept = ruleWords.filter((_, index) => !unused.includes(index));
  return { span: { start: ruleWords[0]?.span.start ?? listEnd, end: listEnd }, newText: kept.map(({ text }) => text).join(', ') };
}

function wholeComment(comment: Span, text: string): Span {
  // In JSX a comment stands in braces of its own.
  const braces = text[comment.start - 1] === '{' && text[comment.end] === '}' && text.startsWith('/*', comment.start);
  const span = braces ? { start: comment.start - 1, end: comment.end + 1 } : comment;
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const startsLine = text.slice(lineStart, span.start).trim() === '';
  const endsLine = /^[ \t]*(?:\r?\n|$)/.test(text.slice(span.end));
  if (startsLine && endsLine) return wholeLines(span, text);
  if (endsLine) return { start: span.start - /[ \t]*$/.exec(text.slice(lineStart, span.start))![0].length, end: span.end };
  return { start: span.start, end: span.end + /^[ \t]*/.exec(text.slice(span.end))![0].length };
}

/** From the start of the first line to the end of the last, one line end included. */
function wholeLines({ start, end }: Span, text: string): Span {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const rest = /^[ \t]*(\r?\n)?/.exec(text.slice(end))!;
  const isLast = rest[1] === undefined;
  const lineEndBefore = isLast && from > 0 ? (text[from - 2] === '\r' ? 2 : 1) : 0;
  return { start: from - lineEndBefore, end: end + rest[0].length };
}
