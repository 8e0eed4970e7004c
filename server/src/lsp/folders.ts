import type { InitializeParams, WorkspaceFolder, WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import { dirname, isWithin, relativeTo } from '../workspace/paths';
import { isFileUri, pathOfUri, uriOfPath } from './uri';

/** The workspace folders, nested ones allowed. Without any, each open file's own folder stands in. */
export class Folders {
  private readonly byUri = new Map<string, string>();

  // eslint-disable-next-line @typescript-eslint/no-deprecated -- clients that know no folders say only this
  constructor({ workspaceFolders, rootUri }: Pick<InitializeParams, 'workspaceFolders' | 'rootUri'>) {
    const initial = workspaceFolders ?? (rootUri ? [{ uri: rootUri, name: '' }] : []);
    for (const folder of initial) this.add(folder);
  }

  /** Paths of the folders. */
  get paths(): readonly string[] {
    return [...this.byUri.values()];
  }

  change({ added, removed }: WorkspaceFoldersChangeEvent): void {
    for (const { uri } of removed) this.byUri.delete(uri);
    for (const folder of added) this.add(folder);
  }

  /** What imports are looked up in: the folders, or those of the given files when there is none. */
  roots(openFiles: Iterable<string>): readonly string[] {
    return this.byUri.size > 0 ? this.paths : [...new Set([...openFiles].map(dirname))].sort();
  }

  /** The path as settings see it: relative to the innermost folder that holds it. */
  relative(path: string): string {
    const holder = this.holderOf(path);
    return holder ? relativeTo(holder[1], path) : path.replace(/^\/+/, '');
  }

  /** The URI that settings of a file are asked for by: its folder's, so that they are asked for once. */
  scopeOf(path: string): string {
    return this.holderOf(path)?.[0] ?? uriOfPath(path);
  }

  /** The innermost folder that holds the path. */
  private holderOf(path: string): readonly [uri: string, path: string] | undefined {
    const holders = [...this.byUri].filter(([, folder]) => isWithin(folder, path));
    return holders.sort(([, a], [, b]) => b.length - a.length)[0];
  }

  private add({ uri }: WorkspaceFolder): void {
    // A folder's URI may end in a slash; paths of this house don't.
    if (isFileUri(uri)) this.byUri.set(uri, pathOfUri(uri).replace(/(.)\/$/, '$1'));
  }
}
