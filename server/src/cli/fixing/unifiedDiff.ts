import { structuredPatch } from 'diff';

/** A unified diff of one file that `git apply` and `patch -p1` take; line ends are kept as they are. `isNew`: the file is made by it. */
export function unifiedDiff(path: string, before: string, after: string, isNew = false): string {
  const { hunks } = structuredPatch(path, path, before, after, undefined, undefined, { context: 3 });
  if (hunks.length === 0) return '';
  const body = hunks.map((hunk) => {
    const header = `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`;
    return [header, ...hunk.lines].join('\n');
  });
  const head = isNew ? `diff --git a/${path} b/${path}\nnew file mode 100644\n--- /dev/null` : `--- a/${path}`;
  return `${head}\n+++ b/${path}\n${body.join('\n')}\n`;
}

/** An empty range is placed after the line before it. */
function range(start: number, lines: number): string {
  return lines === 1 ? `${start}` : `${lines === 0 ? start - 1 : start},${lines}`;
}
