import type { Span } from './span';

/** Replaces `span` of the text the edit was computed for by `newText`. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** An insertion at one offset. */
export function insertion(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}

/** Whether the two edits would change the same text. Two insertions at one place do not overlap. */
export function overlaps(a: TextEdit, b: TextEdit): boolean {
  return a.span.start < b.span.end && b.span.start < a.span.end;
}

/** What would keep `applyEdits` from applying the edits: one overlaps another or lies outside the text; undefined when nothing does. */
export function problemOfEdits(text: string, edits: readonly TextEdit[]): string | undefined {
  let position = 0;
  for (const { span } of [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    if (span.start < position) return `edit ${span.start}..${span.end} overlaps another`;
    if (span.end > text.length || span.end < span.start) return `edit ${span.start}..${span.end} lies outside the text`;
    position = span.end;
  }
  return undefined;
}

/**
 * Applies edits that do not overlap. Insertions at one offset keep the order in which they are given.
 * @throws RangeError when two edits overlap or one lies outside the text: a caller's mistake, never a user's.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const problem = problemOfEdits(text, edits);
  if (problem !== undefined) throw new RangeError(problem);
  const ordered = edits.map((edit, index) => ({ edit, index }));
  ordered.sort((a, b) => a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end || a.index - b.index);
  let result = '';
  let position = 0;
  for (const { edit } of ordered) {
    result += text.slice(position, edit.span.start) + edit.newText;
    position = edit.span.end;
  }
  return result + text.slice(position);
}
