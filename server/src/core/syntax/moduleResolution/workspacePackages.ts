import { type CachedHost, isObject } from './host';
import { ancestors, dirname, join } from './paths';

/** Packages of a monorepo lie a few folders below its root. */
const MAX_GLOB_DEPTH = 4;

/** Finds the folders of packages that live in the same repository as the code that imports them. */
export class WorkspacePackages {
  private readonly patternsByFolder = new Map<string, readonly string[] | undefined>();
  private readonly foldersByRoot = new Map<string, ReadonlyMap<string, string>>();

  constructor(private readonly host: CachedHost) {}

  /** The folder of the package called `name`, seen from a file. */
  folderOf(fromPath: string, name: string): string | undefined {
    for (const folder of ancestors(dirname(fromPath))) {
      if (this.nameAt(folder) === name) return folder; // a package may import itself by name
      const patterns = this.patternsAt(folder);
      if (!patterns) continue;
      const found = this.host.canList ? this.packagesBelow(folder, patterns).get(name) : this.guess(folder, patterns, name);
      if (found) return found;
    }
    return undefined;
  }

  private nameAt(folder: string): unknown {
    return this.host.readJson(join(folder, 'package.json'))?.['name'];
  }

  /** Workspace globs that a folder declares: npm, Yarn and Bun, pnpm, Lerna. */
  private patternsAt(folder: string): readonly string[] | undefined {
    if (!this.patternsByFolder.has(folder)) this.patternsByFolder.set(folder, this.readPatterns(folder));
    return this.patternsByFolder.get(folder);
  }

  private readPatterns(folder: string): readonly string[] | undefined {
    const pnpm = this.host.readFile(join(folder, 'pnpm-workspace.yaml'));
    if (pnpm !== undefined) return yamlPackages(pnpm);
    const workspaces = this.host.readJson(join(folder, 'package.json'))?.['workspaces'];
    const list = isObject(workspaces) ? workspaces['packages'] : workspaces;
    if (Array.isArray(list)) return list.filter((item) => typeof item === 'string');
    const lerna = this.host.readJson(join(folder, 'lerna.json'))?.['packages'];
    return Array.isArray(lerna) ? lerna.filter((item) => typeof item === 'string') : undefined;
  }

  private packagesBelow(root: string, patterns: readonly string[]): ReadonlyMap<string, string> {
    let packages = this.foldersByRoot.get(root);
    if (!packages) {
      const found = new Map<string, string>();
      const negative = patterns.filter((pattern) => pattern.startsWith('!'));
      const excluded = new Set(negative.flatMap((pattern) => this.expand(root, pattern.slice(1))));
      for (const pattern of patterns) {
        if (pattern.startsWith('!')) continue;
        for (const folder of this.expand(root, pattern)) {
          const name = excluded.has(folder) ? undefined : this.nameAt(folder);
          if (typeof name === 'string' && !found.has(name)) found.set(name, folder);
        }
      }
      packages = found;
      this.foldersByRoot.set(root, packages);
    }
    return packages;
  }

  /** Folders that a glob of plain segments, `*`, `name-*` and `**` matches. */
  private expand(root: string, pattern: string): string[] {
    let folders = [root];
    for (const segment of pattern.split('/')) {
      if (segment === '' || segment === '.') continue;
      if (segment === '**') folders = folders.flatMap((folder) => this.withSubfolders(folder, MAX_GLOB_DEPTH));
      else if (!segment.includes('*')) folders = folders.map((folder) => join(folder, segment));
      else {
        const parts = segment.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
        const glob = new RegExp(`^${parts.join('.*')}$`);
        folders = folders.flatMap((folder) =>
          this.subfolders(folder)
            .filter((name) => glob.test(name))
            .map((name) => join(folder, name)),
        );
      }
    }
    return folders;
  }

  private withSubfolders(folder: string, depth: number): string[] {
    if (depth === 0) return [folder];
    return [folder, ...this.subfolders(folder).flatMap((name) => this.withSubfolders(join(folder, name), depth - 1))];
  }

  private subfolders(folder: string): string[] {
    // A name with a dot is far more often a file than the folder of a package.
    return [...this.host.list(folder)].filter((name) => name !== 'node_modules' && !name.includes('.'));
  }

  /** Without listings: `@acme/ai` is most likely in `packages/ai`. */
  private guess(root: string, patterns: readonly string[], name: string): string | undefined {
    const short = name.slice(name.indexOf('/') + 1);
    const spellings = new Set([short, name.replace(/^@/, '').replace('/', '-')]);
    for (const pattern of patterns) {
      if (pattern.startsWith('!')) continue;
      for (const spelling of spellings) {
        const folder = join(root, pattern.replace(/\*\*?(\/\*\*?)*/, spelling));
        if (this.nameAt(folder) === name) return folder;
      }
    }
    return undefined;
  }
}

/** The list under `packages:` of a pnpm-workspace.yaml, block or flow style: all that file ever needs. */
function yamlPackages(text: string): string[] {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => /^packages\s*:/.test(line));
  if (start === -1) return [];
  const flow = /^packages\s*:\s*\[(.*)\]/.exec(lines[start]!)?.[1];
  if (flow !== undefined)
    return flow
      .split(',')
      .map(unquote)
      .filter((item) => item !== '');
  const result: string[] = [];
  for (const line of lines.slice(start + 1)) {
    const item = /^\s*-\s+(.+)$/.exec(line)?.[1];
    if (item !== undefined) result.push(unquote(item));
    else if (/^\S/.test(line) && !line.startsWith('#')) break;
  }
  return result;
}

function unquote(item: string): string {
  const text = item.trim();
  return /^(["'])(.*?)\1/.exec(text)?.[2] ?? text.replace(/\s+#.*$/, '');
}
