/** Puts the fixes of many findings together into one set of edits per file. */
import { overlaps, type TextEdit } from '../text/textEdit';
import type { Fix } from '../findings/fix';

export interface Combined {
  /** Edits by file, ready for `applyEdits`. */
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
  /** Those of the files that are made anew. */
  readonly created: ReadonlySet<string>;
  readonly applied: readonly Fix[];
  /** Fixes left out because they would change what another changes: run again for these. */
  readonly postponed: readonly Fix[];
}

/** A fix is taken whole or not at all. What several fixes insert alike (an import, a shared constant) is inserted once. */
export function combineFixes(fixes: readonly Fix[]): Combined {
  const edits = new Map<string, SortedEdits>();
  const created = new Set<string>();
  const applied: Fix[] = [];
  const postponed: Fix[] = [];
  for (const fix of fixes) {
    const fresh = fix.changes.map(({ file, edits: wanted }) => ({
      file,
      wanted: wanted.filter((edit) => !edits.get(file)?.has(edit)),
    }));
    if (fresh.some(({ file, wanted }) => wanted.some((edit) => edits.get(file)?.collides(edit)))) {
      postponed.push(fix);
      continue;
    }
    for (const { file, wanted } of fresh) {
      const there = edits.get(file) ?? new SortedEdits();
      edits.set(file, there);
      for (const edit of wanted) there.add(edit);
    }
    for (const { file, creates } of fix.changes) if (creates) created.add(file);
    applied.push(fix);
  }
  return { edits: new Map([...edits].map(([file, { all }]) => [file, all])), created, applied, postponed };
}

/** Edits of one file by where they start: a file may get thousands. */
class SortedEdits {
  readonly all: TextEdit[] = [];
  private readonly sorted: TextEdit[] = [];

  add(edit: TextEdit): void {
    this.all.push(edit);
    this.sorted.splice(this.firstFrom(edit.span.start), 0, edit);
  }

  has(edit: TextEdit): boolean {
    for (const other of this.startingAt(edit.span.start)) if (same(edit, other)) return true;
    return false;
  }

  /** They do not overlap each other, so only those that start within an edit, and the one before, can overlap it. */
  collides(edit: TextEdit): boolean {
    const first = this.firstFrom(edit.span.start);
    for (let i = Math.max(0, first - 1); i < this.sorted.length && this.sorted[i]!.span.start <= edit.span.end; i++)
      if (collides(edit, this.sorted[i]!)) return true;
    // Insertions may stand where the edit before starts or ends.
    for (let i = first - 1; i >= 0 && i >= first - 3; i--) if (collides(edit, this.sorted[i]!)) return true;
    return false;
  }

  private *startingAt(start: number): Generator<TextEdit> {
    for (let i = this.firstFrom(start); i < this.sorted.length && this.sorted[i]!.span.start === start; i++) yield this.sorted[i]!;
  }

  private firstFrom(start: number): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle]!.span.start < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function same(a: TextEdit, b: TextEdit): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end && a.newText === b.newText;
}

/** Two insertions at one offset would come in no certain order: the second waits for the next pass. */
function collides(a: TextEdit, b: TextEdit): boolean {
  return overlaps(a, b) || (a.span.start === b.span.start && (a.span.end === a.span.start) === (b.span.end === b.span.start));
}
