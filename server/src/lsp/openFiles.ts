import { TextDocuments, type Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isConfigPath } from '../workspace/configs';
import { isKnown, isNotebookPath } from '../workspace/fileKinds';
import type { FileContent, OpenFileEvents } from './openFileEvents';
import { documentView, type FileView } from './fileView';
import { OpenNotebooks } from './openNotebooks';
import { pathOfUri } from './uri';

/** Extension by language id, for documents whose name doesn't tell: unsaved ones, scripts without one. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  python: '.py',
  javascript: '.js',
  javascriptreact: '.jsx',
  typescript: '.ts',
  typescriptreact: '.tsx',
  jsonl: '.jsonl',
};

/** The documents and notebooks that are open, by path and by URI. */
export class OpenFiles {
  private readonly documents = new TextDocuments(TextDocument);
  private readonly byPath = new Map<string, TextDocument>();
  private readonly pathByUri = new Map<string, string>();
  private readonly notebooks = new OpenNotebooks();
  /** Open configuration files by path. */
  private readonly configs = new Map<string, TextDocument>();

  /** Begins to follow what the client opens, changes and closes. */
  listen(connection: Connection, events: OpenFileEvents): void {
    // Fires for an opened document as well.
    this.documents.onDidChangeContent(({ document }) => this.update(document, events));
    this.documents.onDidClose(({ document }) => this.close(document, events));
    this.documents.listen(connection);
    this.notebooks.listen(connection, events);
  }

  /** Paths of open files that Tierlint reads. */
  get paths(): readonly string[] {
    return [...this.byPath.keys(), ...this.notebooks.paths];
  }

  /** The file a document belongs to; a cell's is its notebook. Undefined for documents of other languages. */
  pathOf(uri: string): string | undefined {
    return this.pathByUri.get(uri) ?? this.notebooks.pathOf(uri);
  }

  isCell(uri: string): boolean {
    return this.notebooks.pathOf(uri) !== undefined;
  }

  /** The view of an open file. */
  view(path: string): FileView | undefined {
    const document = this.byPath.get(path);
    return document ? documentView(document) : this.notebooks.view(path);
  }

  /** The version of an open document; null when it is not open. */
  versionOf(uri: string): number | null {
    return this.documents.get(uri)?.version ?? this.notebooks.versionOf(uri) ?? null;
  }

  /** The URI of an open configuration file, as the client spells it. */
  configUri(path: string): string | undefined {
    return this.configs.get(path)?.uri;
  }

  /** Open configuration files with their texts. */
  *configContents(): Generator<readonly [path: string, text: string]> {
    for (const [path, document] of this.configs) yield [path, document.getText()];
  }

  /** Every open file with its text, as `opened` told it. */
  *contents(): Generator<readonly [path: string, content: FileContent]> {
    for (const [path, document] of this.byPath) yield [path, document.getText()];
    yield* this.notebooks.contents();
  }

  private update(document: TextDocument, events: OpenFileEvents): void {
    if (isConfigPath(pathOfUri(document.uri))) {
      this.configs.set(pathOfUri(document.uri), document);
      return events.config(pathOfUri(document.uri), document.getText());
    }
    const known = this.pathByUri.get(document.uri);
    const path = known ?? pathOfDocument(document);
    if (path === undefined) return;
    this.pathByUri.set(document.uri, path);
    this.byPath.set(path, document);
    if (known === undefined) events.opened(path, document.getText());
    else events.changed(path, document.getText());
  }

  private close({ uri }: TextDocument, events: OpenFileEvents): void {
    if (this.configs.delete(pathOfUri(uri))) return events.config(pathOfUri(uri), undefined);
    const path = this.pathByUri.get(uri);
    if (path === undefined) return;
    this.pathByUri.delete(uri);
    this.byPath.delete(path);
    events.closed(path, [uri]);
  }
}

function pathOfDocument({ uri, languageId }: TextDocument): string | undefined {
  const path = pathOfUri(uri);
  // As text a notebook is JSON; its cells come as a notebook document.
  if (isNotebookPath(path)) return undefined;
  if (isKnown(path)) return path;
  const extension = EXTENSIONS[languageId];
  return extension === undefined ? undefined : path + extension;
}
