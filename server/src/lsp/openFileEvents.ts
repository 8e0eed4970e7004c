import type { NotebookText } from '../core/syntax/notebook';

/** The text of a document, or the joined cells of a notebook. */
export type FileContent = string | NotebookText;

/** What happens to the files a client has open. `uris` are those of their documents. */
export interface OpenFileEvents {
  opened(path: string, content: FileContent): void;
  changed(path: string, content: FileContent): void;
  closed(path: string, uris: readonly string[]): void;
  /** A `tierlint.json` was opened, changed or (without a text) closed. */
  config(path: string, text: string | undefined): void;
}
