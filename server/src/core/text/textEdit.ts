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

/**
 * Applies edits that do not overlap. Insertions at one offset keep the order in which they are given.
 * @throws RangeError when two edits overlap or one lies outside the text: a caller's mistake, never a user's.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits.map((edit, index) => ({ edit, index }));
  ordered.sort((a, b) => a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end || a.index - b.index);
  let result = '';
  let position = 0;
  for (const { edit } of ordered) {
    if (edit.span.start < position || edit.span.end > text.length || edit.span.end < edit.span.start) {
      throw new RangeError(`edit ${edit.span.start}..${edit.span.end} overlaps another or lies outside the text`);
    }
    result += text.slice(position, edit.span.start) + edit.newText;
    position = edit.span.end;
  }
  return result + text.slice(position);
}
