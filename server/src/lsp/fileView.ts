import type { Location, Position } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { LineIndex } from '../core/text/lineIndex';
import type { Span } from '../core/text/span';

/** How offsets of an analysis map to the documents a client knows: one for a file, one for each cell of a notebook. */
export interface FileView {
  /** URIs of the documents, in order. */
  readonly uris: readonly string[];
  /** Where a span lies; undefined when it doesn't fit into one document. */
  locate(span: Span): Location | undefined;
  /** The offset of a place in one of the documents; undefined when the document is no part of the file. */
  offsetAt(uri: string, position: Position): number | undefined;
  /** Ranges are only for show: edits can't be placed by them. */
  readonly isReadOnly?: true;
  /** Words that go before a message where a range can't say the place. */
  describe?(span: Span): string;
}

/** The view of an open document. */
export function documentView(document: TextDocument): FileView {
  return single(document.uri, document);
}

/** The view of a file that is not open. */
export function textView(uri: string, text: string): FileView {
  return single(uri, new LineIndex(text));
}

interface Positions {
  positionAt(offset: number): Position;
  offsetAt(position: Position): number;
}

function single(uri: string, positions: Positions): FileView {
  return {
    uris: [uri],
    locate: ({ start, end }) => ({ uri, range: { start: positions.positionAt(start), end: positions.positionAt(end) } }),
    offsetAt: (asked, position) => (asked === uri ? positions.offsetAt(position) : undefined),
  };
}
