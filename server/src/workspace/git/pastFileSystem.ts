import type { DirectoryEntry, FileSystem } from '../fileSystem';
import { basename, dirname, upwards } from '../paths';

/** The files as they were at a commit: those that changed come from it, all others from the disk. */
export class PastFileSystem implements FileSystem {
  private readonly folders = new Map<string, Map<string, DirectoryEntry['kind'] | undefined>>();

  /** `past` has the text of each changed file then; undefined: it was not there. */
  constructor(
    private readonly disk: FileSystem,
    private readonly past: ReadonlyMap<string, string | undefined>,
  ) {
    for (const [path, text] of past) {
      this.entry(dirname(path), basename(path), text === undefined ? undefined : 'file');
      if (text === undefined) continue;
      for (const folder of upwards(dirname(path))) this.entry(dirname(folder), basename(folder), 'folder');
    }
  }

  readText(path: string): string | undefined {
    return this.past.has(path) ? this.past.get(path) : this.disk.readText(path);
  }

  exists(path: string): boolean {
    return this.past.has(path)
      ? this.past.get(path) !== undefined
      : this.folders.get(dirname(path))?.get(basename(path)) === 'folder' || this.disk.exists(path);
  }

  list(path: string): readonly DirectoryEntry[] {
    const changed = this.folders.get(path);
    const entries = this.disk.exists(path) ? this.disk.list(path) : [];
    if (!changed) return entries;
    const added = [...changed].flatMap(([name, kind]): DirectoryEntry[] => (kind ? [{ name, kind }] : []));
    return [...entries.filter(({ name }) => !changed.has(name)), ...added];
  }

  private entry(folder: string, name: string, kind: DirectoryEntry['kind'] | undefined): void {
    const entries = this.folders.get(folder) ?? new Map<string, DirectoryEntry['kind'] | undefined>();
    this.folders.set(folder, entries);
    entries.set(name, kind);
  }
}
