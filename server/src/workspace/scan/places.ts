import type { NotebookText } from '../../core/syntax/notebook';
import { LineIndex } from '../../core/text/lineIndex';
import type { Span } from '../../core/text/span';

/** A range as reports give it: 1-based, columns in UTF-16 units, the end exclusive. */
export interface Place {
  /** 1-based cell of a notebook, all cells counted; lines count within it. */
  readonly cell?: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export type Locate = (span: Span) => Place;

/** Turns spans of a file's text (a notebook's: of its joined cells) into places. */
export function placesIn(text: string, notebook: NotebookText | undefined): Locate {
  if (!notebook) {
    const lines = new LineIndex(text);
    return ({ start, end }) => placeOf(lines, start, end);
  }
  const cells = new Map<number, LineIndex>();
  return ({ start, end }) => {
    const from = notebook.locate(start) ?? { cell: 0, offset: 0 };
    const to = notebook.locate(end);
    let lines = cells.get(from.cell);
    if (!lines) cells.set(from.cell, (lines = new LineIndex(notebook.cells[from.cell]?.text ?? '')));
    // Half-typed code may reach into the next cell; what is shown ends with its own.
    const endOffset = to?.cell === from.cell ? to.offset : Number.MAX_SAFE_INTEGER;
    return { cell: from.cell + 1, ...placeOf(lines, from.offset, endOffset) };
  };
}

function placeOf(lines: LineIndex, start: number, end: number): Place {
  const from = lines.positionAt(start);
  const to = lines.positionAt(end);
  return { line: from.line + 1, column: from.character + 1, endLine: to.line + 1, endColumn: to.character + 1 };
}
