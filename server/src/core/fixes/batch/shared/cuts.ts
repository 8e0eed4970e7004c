/** What is cut from a file. */
import { contains, type Span } from '../../../text/span';
import type { TextEdit } from '../../../text/textEdit';

/** Deletions of the spans; one that lies within another goes with it. */
export function cuts(spans: readonly Span[]): readonly TextEdit[] {
  const outermost: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = outermost[outermost.length - 1];
    if (!last || !contains(last, span)) outermost.push(span);
  }
  return outermost.map((span) => ({ span, newText: '' }));
}
