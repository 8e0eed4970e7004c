/** Rows of cells as aligned text: the first column to the left, figures to the right. */
export function alignColumns(
  rows: readonly (readonly string[])[],
  alignment: (column: number) => 'left' | 'right' = (column) => (column === 0 ? 'left' : 'right'),
): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    Array.from({ length: columns }, (_, column) => {
      const cell = row[column] ?? '';
      return alignment(column) === 'left' ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!);
    })
      .join('  ')
      .trimEnd(),
  );
}
