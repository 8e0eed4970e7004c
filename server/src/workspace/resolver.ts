import { familyOf, type Family } from '../core/syntax/family';
import { ModuleResolver } from '../core/syntax/moduleResolution';
import type { Language } from '../core/syntax/facts';
import type { DirectoryEntry, FileSystem } from './fileSystem';
import { basename, dirname } from './paths';

const RESOLVE: Readonly<Record<Family, (modules: ModuleResolver, fromPath: string, module: string) => string | undefined>> = {
  python: (modules, fromPath, module) => modules.resolvePython(fromPath, module),
  ecmascript: (modules, fromPath, module) => modules.resolveEcmaScript(fromPath, module),
};

/** Answers what a module specifier means, from listings of folders; forgets them when files come or go. */
export class Resolver {
  private modules: ModuleResolver | undefined;
  private readonly listings = new Map<string, ReadonlyMap<string, DirectoryEntry['kind']>>();

  /** `open` are the paths of documents of the editor, which may not be on the disk. */
  constructor(
    private readonly fileSystem: FileSystem,
    private readonly roots: readonly string[],
    private readonly open: { keys(): Iterable<string> },
  ) {}

  resolve(fromPath: string, module: string, language: Language): string | undefined {
    const modules = (this.modules ??= this.start());
    return RESOLVE[familyOf(language)](modules, fromPath, module);
  }

  /** Files came or went, or a configuration changed. */
  clear(): void {
    this.modules = undefined;
    this.listings.clear();
  }

  private start(): ModuleResolver {
    const host = {
      fileExists: (path: string): boolean => {
        const kind = this.list(dirname(path)).get(basename(path));
        // A link is taken for a file: nothing imports a folder by a file's name.
        return kind === 'file' || kind === 'link';
      },
      readFile: (path: string) => this.fileSystem.readText(path),
      readDirectory: (path: string) => [...this.list(path).keys()],
    };
    return new ModuleResolver(host, this.roots);
  }

  private list(folder: string): ReadonlyMap<string, DirectoryEntry['kind']> {
    const known = this.listings.get(folder);
    if (known) return known;
    const names = new Map(this.fileSystem.list(folder).map(({ name, kind }) => [name, kind]));
    for (const path of this.open.keys()) if (dirname(path) === folder) names.set(basename(path), 'file');
    this.listings.set(folder, names);
    return names;
  }
}
