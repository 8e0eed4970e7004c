import type { TextEdit } from '../../core/text/textEdit';

interface Place {
  readonly key: string;
  /** A finding of the key that starts in here is the one that was fixed, and did not go. */
  readonly from: number;
  readonly to: number;
}

/**
 * What was fixed already, and where it stands by now: a fix that leaves its finding must not be applied again and again,
 * while one of the same words further down waits for its turn.
 */
export class DoneFixes {
  private readonly byFile = new Map<string, Place[]>();

  has(file: string, key: string, start: number): boolean {
    return (this.byFile.get(file) ?? []).some((place) => place.key === key && place.from <= start && start <= place.to);
  }

  add(file: string, key: string, start: number): void {
    const places = this.byFile.get(file);
    if (places) places.push({ key, from: start, to: start });
    else this.byFile.set(file, [{ key, from: start, to: start }]);
  }

  /** The file is edited: what stands behind an edit moves, what stands in one may be anywhere in its text. */
  move(file: string, edits: readonly TextEdit[]): void {
    const places = this.byFile.get(file);
    if (!places) return;
    const sorted = [...edits].sort((a, b) => a.span.start - b.span.start);
    this.byFile.set(
      file,
      places.map(({ key, from, to }) => ({ key, from: moved(from, sorted, 'first'), to: moved(to, sorted, 'last') })),
    );
  }
}

function moved(offset: number, edits: readonly TextEdit[], which: 'first' | 'last'): number {
  let shift = 0;
  for (const { span, newText } of edits) {
    if (span.start > offset) break;
    if (span.end < offset || (span.end === offset && span.start < span.end)) shift += newText.length - (span.end - span.start);
    else return span.start + shift + (which === 'first' ? 0 : newText.length);
  }
  return offset + shift;
}
