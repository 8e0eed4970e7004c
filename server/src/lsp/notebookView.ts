import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { NotebookText } from '../core/syntax/notebook';
import { LineIndex } from '../core/text/lineIndex';
import type { FileView } from './fileView';

/** The view of an open notebook: spans of the joined text as ranges of its cells' documents. */
export function notebookView(text: NotebookText, cells: readonly TextDocument[]): FileView {
  return {
    uris: cells.map(({ uri }) => uri),
    locate: ({ start, end }) => {
      const from = text.locate(start);
      const to = text.locate(end);
      const document = from && cells[from.cell];
      // A range can't go over two documents.
      if (!document || from.cell !== to?.cell) return undefined;
      return { uri: document.uri, range: { start: document.positionAt(from.offset), end: document.positionAt(to.offset) } };
    },
    offsetAt: (uri, position) => {
      const cell = cells.findIndex((each) => each.uri === uri);
      const document = cells[cell];
      return document && text.offsetOf({ cell, offset: document.offsetAt(position) });
    },
  };
}

/**
 * The view of a notebook that is not open: its cells have no documents, so findings go to the top of the file and say
 * in words where they belong.
 */
export function closedNotebookView(uri: string, text: NotebookText): FileView {
  const top = { line: 0, character: 0 };
  return {
    uris: [uri],
    locate: () => ({ uri, range: { start: top, end: top } }),
    offsetAt: () => undefined,
    isReadOnly: true,
    describe: ({ start }) => {
      const place = text.locate(start);
      const source = place && text.cells[place.cell]?.text;
      return source === undefined ? '' : `Cell ${place!.cell + 1}, line ${new LineIndex(source).positionAt(place!.offset).line + 1}: `;
    },
  };
}
