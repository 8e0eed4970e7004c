/** The few synchronous operations the workspace needs. Paths are absolute with forward slashes. */
export interface FileSystem {
  /** Text of a file; undefined when it is missing, unreadable or no regular file. */
  readText(path: string): string | undefined;
  exists(path: string): boolean;
  /** Names in a folder; empty when it can't be read. */
  list(path: string): readonly DirectoryEntry[];
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}
