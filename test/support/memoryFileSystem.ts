import type { DirectoryEntry, FileSystem } from '../../server/src/workspace/fileSystem';

/** Files in memory, by absolute path. Changes to the object are seen. */
export function memoryFileSystem(files: Record<string, string>): FileSystem {
  return {
    readText: (path) => files[path],
    exists: (path) => path in files || Object.keys(files).some((file) => file.startsWith(`${path}/`)),
    list(folder) {
      const entries = new Map<string, DirectoryEntry['kind']>();
      const prefix = folder === '/' ? '/' : `${folder}/`;
      for (const file of Object.keys(files)) {
        if (!file.startsWith(prefix)) continue;
        const [name, ...rest] = file.slice(prefix.length).split('/');
        entries.set(name!, rest.length > 0 ? 'folder' : 'file');
      }
      return [...entries].map(([name, kind]) => ({ name, kind }));
    },
  };
}
