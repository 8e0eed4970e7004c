/** The two ways a client gets diagnostics, behind one interface: it pulls them, or the server pushes them. */
export interface Reports {
  /** A file was opened. */
  opened(path: string): void;
  /** A file changed; `dependents` are the files whose analysis was made from it. */
  changed(path: string, dependents: readonly string[]): void;
  /** A file was closed; these were its documents, and the files analysed with the text it had in the editor. */
  closed(path: string, uris: readonly string[], dependents: readonly string[]): void;
  /** Anything may have changed: settings, folders, manifests. */
  refresh(): void;
  dispose(): void;
}
