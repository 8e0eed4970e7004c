/** A table of Markdown; cells that are code stay as they are. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map((row) => line(row.map(escape)))].join('\n');
}

/** Text as Markdown shows it, on one line. */
export function escape(text: string): string {
  if (text.startsWith('`')) return text.replace(/\|/g, '\\|');
  return text
    .replace(/[|*_\\]/g, '\\$&')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\s+/g, ' ');
}
