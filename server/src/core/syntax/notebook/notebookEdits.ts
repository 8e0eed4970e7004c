import type { Node } from 'jsonc-parser';
import { applyEdits, type TextEdit } from '../../text/textEdit';
import { readNotebookJson, type JsonCell, type NotebookJson } from './notebookJson';
import type { NotebookText } from './notebookText';
import { rawOffset, rawText } from './rawString';

/** How the elements of a source list are set apart. */
interface ListStyle {
  /** Between two elements, comma included. */
  readonly separator: string;
  readonly opening: string;
  readonly closing: string;
}

/**
 * Rewrites the sources that the edits (in offsets of the notebook's text) change; every other byte of the file stays.
 * A file that is no notebook comes back as it is.
 */
export function applyNotebookEdits(json: string, notebook: NotebookText, edits: readonly TextEdit[]): string {
  const read = readNotebookJson(json);
  if (typeof read === 'string') return json;
  const jsonEdits: TextEdit[] = [];
  for (const [cell, cellEdits] of editsByCell(notebook, edits)) {
    for (const { span, newText } of joined(cellEdits)) {
      const edit = cellEdit(json, read, read.cells[cell], span.start, span.end, newText);
      if (edit) jsonEdits.push(edit);
    }
  }
  return applyEdits(json, jsonEdits);
}

/** The edits in offsets of their cells. Of an edit over several cells each gets its part; the new text goes to the first. */
function editsByCell(notebook: NotebookText, edits: readonly TextEdit[]): Map<number, TextEdit[]> {
  const byCell = new Map<number, TextEdit[]>();
  for (const { span, newText } of edits) {
    const start = notebook.locate(span.start);
    const end = notebook.locate(span.end);
    if (!start || !end) continue;
    for (let cell = start.cell; cell <= end.cell; cell++) {
      if (notebook.offsetOf({ cell, offset: 0 }) === undefined) continue;
      const from = cell === start.cell ? start.offset : 0;
      const to = cell === end.cell ? end.offset : notebook.cells[cell]!.text.length;
      const list = byCell.get(cell) ?? [];
      list.push({ span: { start: from, end: to }, newText: cell === start.cell ? newText : '' });
      byCell.set(cell, list);
    }
  }
  return byCell;
}

/** Edits that touch made one: on the border of two elements they would get in each other's way. */
function joined(edits: readonly TextEdit[]): TextEdit[] {
  const result: TextEdit[] = [];
  // The sort is stable: insertions at one place keep their order.
  for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    const last = result[result.length - 1];
    if (last?.span.end !== edit.span.start) result.push(edit);
    else result[result.length - 1] = { span: { start: last.span.start, end: edit.span.end }, newText: last.newText + edit.newText };
  }
  return result;
}

function cellEdit(
  json: string,
  file: NotebookJson,
  cell: JsonCell | undefined,
  from: number,
  to: number,
  newText: string,
): TextEdit | undefined {
  if (!cell?.source) return undefined;
  const ascii = isEscaped(json, cell.pieces);
  if (cell.source.type !== 'array') return stringEdit(json, cell.source, from, to, rawText(newText, ascii));
  const style = listStyle(json, file, cell.source);
  if (cell.pieces.length === 0) return newText === '' ? undefined : filledList(cell.source, style, newText, ascii);
  return listEdit(json, cell.pieces, style, from, to, newText, ascii);
}

function stringEdit(json: string, node: Node, from: number, to: number, raw: string): TextEdit {
  return { span: { start: rawOffset(json, node, from), end: rawOffset(json, node, to) }, newText: raw };
}

/** Where an offset of the source lies: in which element, and where in it. */
interface Place {
  readonly piece: number;
  readonly offset: number;
}

function listEdit(
  json: string,
  pieces: readonly Node[],
  style: ListStyle,
  from: number,
  to: number,
  newText: string,
  ascii: boolean,
): TextEdit {
  const start = placeAfter(pieces, from);
  const endsLine = newText.endsWith('\n');
  // Text that ends its line leaves the next element alone; other text runs into it.
  const end = from === to ? start : endsLine ? placeBefore(pieces, to) : placeAfter(pieces, to);
  const first = valueOf(pieces[start.piece]!);
  const last = valueOf(pieces[end.piece]!);
  if (newText === '' && start.offset === 0 && end.offset === last.length) return removal(pieces, start.piece, end.piece);

  const split = `"${style.separator}"`;
  const before = start.offset === first.length && first.endsWith('\n') && newText !== '' ? split : '';
  const after = endsLine && end.offset < last.length ? split : '';
  const raw =
    before +
    linesOf(newText)
      .map((line) => rawText(line, ascii))
      .join(split) +
    after;
  const span = { start: rawOffset(json, pieces[start.piece]!, start.offset), end: rawOffset(json, pieces[end.piece]!, end.offset) };
  return { span, newText: raw };
}

/** Removes whole elements at the list's end, with the separator before them. */
function removal(pieces: readonly Node[], first: number, last: number): TextEdit {
  const end = pieces[last]!.offset + pieces[last]!.length;
  if (first > 0) return { span: { start: pieces[first - 1]!.offset + pieces[first - 1]!.length, end }, newText: '' };
  return { span: { start: pieces[0]!.offset, end: last + 1 < pieces.length ? pieces[last + 1]!.offset : end }, newText: '' };
}

function filledList(list: Node, style: ListStyle, newText: string, ascii: boolean): TextEdit {
  const elements = linesOf(newText).map((line) => `"${rawText(line, ascii)}"`);
  const span = { start: list.offset, end: list.offset + list.length };
  return { span, newText: `[${style.opening}${elements.join(style.separator)}${style.closing}]` };
}

/** The style of the list itself where it has elements, else that of the first list in the file that has. */
function listStyle(json: string, file: NotebookJson, list: Node): ListStyle {
  const lists = file.cells.map((cell) => cell.source).filter((source) => source?.type === 'array');
  const own = (list.children?.length ?? 0) > 0 ? list : lists.find((source) => (source!.children?.length ?? 0) > 0);
  const [first, second] = own?.children ?? [];
  if (!own || !first) return { separator: ', ', opening: '', closing: '' };
  const opening = json.slice(own.offset + 1, first.offset);
  const last = own.children![own.children!.length - 1]!;
  const closing = json.slice(last.offset + last.length, own.offset + own.length - 1);
  return { separator: second ? json.slice(first.offset + first.length, second.offset) : `,${opening || ' '}`, opening, closing };
}

/** The place of an offset; on the border of two elements the start of the second. */
function placeAfter(pieces: readonly Node[], offset: number): Place {
  let rest = offset;
  for (let piece = 0; piece < pieces.length; piece++) {
    const { length } = valueOf(pieces[piece]!);
    if (rest < length) return { piece, offset: rest };
    rest -= length;
  }
  const piece = pieces.length - 1;
  return { piece, offset: valueOf(pieces[piece]!).length };
}

/** The place of an offset; on the border of two elements the end of the first. */
function placeBefore(pieces: readonly Node[], offset: number): Place {
  let rest = offset;
  for (let piece = 0; piece < pieces.length; piece++) {
    const { length } = valueOf(pieces[piece]!);
    if (rest <= length) return { piece, offset: rest };
    rest -= length;
  }
  return placeAfter(pieces, offset);
}

function valueOf(piece: Node): string {
  return piece.value as string;
}

/** Lines with their line ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Whether the sources are written in ASCII with escapes, as some tools do: new text follows. */
function isEscaped(json: string, pieces: readonly Node[]): boolean {
  const raw = pieces.map(({ offset, length }) => json.slice(offset, offset + length)).join('');
  return /\\u[0-9a-fA-F]{4}/.test(raw) && !/[^\0-\x7f]/.test(raw);
}
