import { readNotebookJson } from './notebookJson';
import { languageOf, NotebookText } from './notebookText';

/** A notebook, or why the file is none that can be analysed. */
export type ParsedNotebook =
  | { readonly notebook: NotebookText; readonly reason?: undefined }
  | { readonly notebook: undefined; readonly reason: string };

/** Parses the text of an .ipynb file. Never throws. */
export function parseNotebook(json: string): ParsedNotebook {
  const read = readNotebookJson(json);
  if (typeof read === 'string') return { notebook: undefined, reason: read };
  // A file that doesn't say is Python: most notebooks are, and old ones don't say.
  const language = read.languages.length === 0 ? 'python' : read.languages.map(languageOf).find((known) => known !== undefined);
  if (language === undefined) return { notebook: undefined, reason: `the kernel's language is ${read.languages[0]}` };
  const cells = read.cells.map(({ kind, pieces, language: own }) => {
    const text = pieces.map((piece) => piece.value as string).join('');
    return own === undefined ? { kind, text } : { kind, text, language: own };
  });
  return { notebook: new NotebookText(language, cells) };
}

/** The notebook alone, where the reason doesn't matter. */
export function readNotebook(json: string): NotebookText | undefined {
  return parseNotebook(json).notebook;
}
