import { NotebookCellKind, NotebookDocuments, type Connection, type NotebookDocument } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { languageOf, NotebookText } from '../core/syntax/notebook';
import { isNotebookPath } from '../workspace/fileKinds';
import type { FileView } from './fileView';
import { notebookView } from './notebookView';
import type { OpenFileEvents } from './openFileEvents';
import { pathOfUri } from './uri';

interface OpenNotebook {
  readonly path: string;
  /** One document for each cell the client told of, in order. */
  readonly cells: readonly TextDocument[];
  readonly text: NotebookText;
}

/** Notebooks that are open: their cells are joined into one text, and each keeps its own document. */
export class OpenNotebooks {
  private readonly documents = new NotebookDocuments(TextDocument);
  private readonly byPath = new Map<string, OpenNotebook>();
  private readonly pathByCell = new Map<string, string>();

  listen(connection: Connection, events: OpenFileEvents): void {
    this.documents.onDidOpen((notebook) => this.update(notebook, events));
    this.documents.onDidChange(({ notebookDocument }) => this.update(notebookDocument, events));
    this.documents.onDidClose((notebook) => this.close(notebook, events));
    this.documents.listen(connection);
  }

  get paths(): readonly string[] {
    return [...this.byPath.keys()];
  }

  /** The notebook a cell belongs to. */
  pathOf(cellUri: string): string | undefined {
    return this.pathByCell.get(cellUri);
  }

  view(path: string): FileView | undefined {
    const open = this.byPath.get(path);
    return open && notebookView(open.text, open.cells);
  }

  /** The version of a cell's document. */
  versionOf(cellUri: string): number | undefined {
    return this.documents.cellTextDocuments.get(cellUri)?.version;
  }

  *contents(): Generator<readonly [path: string, content: NotebookText]> {
    for (const { path, text } of this.byPath.values()) yield [path, text];
  }

  private update(notebook: NotebookDocument, events: OpenFileEvents): void {
    const path = pathOfNotebook(notebook);
    const open = this.read(notebook, path);
    const before = this.byPath.get(path);
    this.byPath.set(path, open);
    for (const { uri } of before?.cells ?? []) this.pathByCell.delete(uri);
    for (const { uri } of open.cells) this.pathByCell.set(uri, path);
    if (before) events.changed(path, open.text);
    else events.opened(path, open.text);
  }

  private close(notebook: NotebookDocument, events: OpenFileEvents): void {
    const path = pathOfNotebook(notebook);
    const open = this.byPath.get(path);
    if (!open) return;
    this.byPath.delete(path);
    for (const { uri } of open.cells) this.pathByCell.delete(uri);
    events.closed(
      path,
      open.cells.map(({ uri }) => uri),
    );
  }

  private read(notebook: NotebookDocument, path: string): OpenNotebook {
    const cells = notebook.cells.flatMap((cell) => {
      const document = this.documents.getCellTextDocument(cell);
      return document ? [{ cell, document }] : [];
    });
    const code = cells.filter(({ cell }) => cell.kind === NotebookCellKind.Code);
    // Clients don't tell the kernel's language: the first cell in one we know speaks for the rest.
    const language = code.map(({ document }) => languageOf(document.languageId)).find((known) => known !== undefined);
    const inputs = cells.map(({ cell, document }) => ({
      kind: cell.kind === NotebookCellKind.Code ? ('code' as const) : ('markup' as const),
      text: document.getText(),
      language: document.languageId,
    }));
    return { path, cells: cells.map(({ document }) => document), text: new NotebookText(language ?? 'python', inputs) };
  }
}

/** An unsaved notebook has no extension yet. */
function pathOfNotebook({ uri }: NotebookDocument): string {
  const path = pathOfUri(uri);
  return isNotebookPath(path) ? path : `${path}.ipynb`;
}
