import type { CachedHost } from './host';
import { dirname, isWithin, join } from './paths';

/**
 * Installed packages that people name their own modules after: `providers/openai.py` says `import openai` and means the
 * SDK. Such a name is looked for in the roots only.
 */
const INSTALLED = new Set(['openai']);

/** Finds Python modules among the files of a workspace. */
export class PythonModules {
  private readonly found = new Map<string, string | undefined>();

  constructor(
    private readonly host: CachedHost,
    private readonly roots: readonly string[],
  ) {}

  /**
   * The file of a module, as written: 'a.b', '.a', '..'. Absolute names are looked for in the folder of the importing
   * file, then in each folder above it up to the workspace root, each with its `src`. Folders that are packages come
   * last: Python runs scripts from them less often than it imports them.
   */
  resolve(fromPath: string, module: string): string | undefined {
    const dots = /^\.*/.exec(module)![0].length;
    const path = module.slice(dots).replaceAll('.', '/');
    if (dots > 0) {
      let folder = dirname(fromPath);
      for (let i = 1; i < dots; i++) folder = dirname(folder);
      return this.moduleAt(folder, path);
    }
    if (path === '') return undefined;
    const folder = dirname(fromPath);
    const found = INSTALLED.has(module.split('.', 1)[0]!)
      ? this.search(folder, path, 'roots')
      : (this.search(folder, path, 'plain') ?? this.search(folder, path, 'packages'));
    return found === fromPath ? undefined : found;
  }

  /** The file of the sub-module that `from module import name` may mean; the module's own names come first in Python. */
  resolveSubmodule(fromPath: string, module: string, name: string): string | undefined {
    return this.resolve(fromPath, module.endsWith('.') ? module + name : `${module}.${name}`);
  }

  /** Searches a folder, then those above it. What lies above is shared by all files below, so it is remembered. */
  private search(folder: string, path: string, where: 'plain' | 'packages' | 'roots'): string | undefined {
    const key = `${where}:${folder}:${path}`;
    if (this.found.has(key)) return this.found.get(key);
    const isRoot = this.roots.includes(folder) || folder === '/' || !this.roots.some((root) => isWithin(root, folder));
    const isPackage = this.host.fileExists(join(folder, '__init__.py'));
    const searched = where === 'roots' ? isRoot : isPackage === (where === 'packages');
    let result = searched ? (this.moduleAt(folder, path) ?? this.moduleAt(join(folder, 'src'), path)) : undefined;
    if (!result && !isRoot) result = this.search(dirname(folder), path, where);
    this.found.set(key, result);
    return result;
  }

  private moduleAt(folder: string, path: string): string | undefined {
    const base = join(folder, path);
    const candidates = path === '' ? [join(base, '__init__.py')] : [`${base}.py`, join(base, '__init__.py')];
    return candidates.find((candidate) => this.host.fileExists(candidate));
  }
}
