/** Takes an item out of an argument list or an object literal, with the comma that belongs to it. */
import type { Span } from '../text/span';
import type { TextEdit } from '../text/textEdit';

/** Undefined where a comment would go with it. */
export function removeItem(text: string, items: readonly Span[], at: number, lineComment: '#' | '//'): TextEdit | undefined {
  const item = items[at]!;
  const before = items[at - 1];
  const after = items[at + 1];
  const span = before ? { start: before.end, end: item.end } : { start: item.start, end: after ? after.start : item.end };
  const comma = before || after ? '' : (/^[ \t]*,/.exec(text.slice(item.end))?.[0] ?? '');
  const removed = text.slice(span.start, item.start) + text.slice(item.end, span.end);
  return removed.includes(lineComment) || removed.includes('/*')
    ? undefined
    : { span: { start: span.start, end: span.end + comma.length }, newText: '' };
}
