import type { ImportLines } from '../imports/importIndex';

/** What all files import, as one text: it crosses to the threads in one piece, and those that need none of it never take it apart. */
export type ImportTable = string;

export function importTable(files: ReadonlyMap<string, { readonly imports?: ImportLines }>): ImportTable {
  const parts: string[] = [];
  for (const [path, { imports }] of files) if (imports !== undefined) parts.push(`${path}\n${imports}`);
  return parts.join('\n\n');
}

/** The files of a table, read off when they are asked for. */
export function* parseImportTable(table: ImportTable): Generator<readonly [path: string, lines: ImportLines]> {
  if (table === '') return;
  for (const part of table.split('\n\n')) {
    const end = part.indexOf('\n');
    yield [part.slice(0, end), part.slice(end + 1)];
  }
}
