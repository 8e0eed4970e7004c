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
  const edits = new Map<string, TextEdit[]>();
  const created = new Set<string>();
  const applied: Fix[] = [];
  const postponed: Fix[] = [];
  for (const fix of fixes) {
    const fresh = fix.changes.map(({ file, edits: wanted }) => ({
      file,
      wanted: wanted.filter((edit) => !edits.get(file)?.some((other) => same(edit, other))),
    }));
    const clash = fresh.some(({ file, wanted }) => wanted.some((edit) => edits.get(file)?.some((other) => collides(edit, other))));
    if (clash) {
      postponed.push(fix);
      continue;
    }
    for (const { file, wanted } of fresh) edits.set(file, [...(edits.get(file) ?? []), ...wanted]);
    for (const { file, creates } of fix.changes) if (creates) created.add(file);
    applied.push(fix);
  }
  return { edits, created, applied, postponed };
}

function same(a: TextEdit, b: TextEdit): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end && a.newText === b.newText;
}

/** Two insertions at one offset would come in no certain order: the second waits for the next pass. */
function collides(a: TextEdit, b: TextEdit): boolean {
  return overlaps(a, b) || (a.span.start === b.span.start && (a.span.end === a.span.start) === (b.span.end === b.span.start));
}
