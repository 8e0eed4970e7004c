import { CachedHost, findUp, type ResolutionHost } from './host';
import { linkedFolder, resolveInPackage, resolvePackageImport } from './packageJson';
import { ancestors, dirname, join } from './paths';
import { PythonModules } from './python';
import { sourceFileAt } from './sourceFiles';
import { TsConfigs } from './tsConfig';
import { WorkspacePackages } from './workspacePackages';

/**
 * From what an import says to the file it means, for both language families. Pure: everything is asked of the host,
 * and remembered, so a resolver is replaced when files or configurations come or go. Undefined means an installed
 * package, or nothing at all.
 */
export class ModuleResolver {
  private readonly host: CachedHost;
  private readonly tsConfigs: TsConfigs;
  private readonly packages: WorkspacePackages;
  private readonly python: PythonModules;
  private readonly resolved = new Map<string, string | undefined>();

  /** @param roots the workspace folders; Python modules are not looked for above them */
  constructor(host: ResolutionHost, roots: readonly string[]) {
    const normalized = roots.map((root) => join('/', root));
    this.host = new CachedHost(host, normalized);
    this.tsConfigs = new TsConfigs(this.host);
    this.packages = new WorkspacePackages(this.host);
    this.python = new PythonModules(this.host, normalized);
  }

  /** The file that an import, `require` or re-export of JavaScript or TypeScript means. */
  resolveEcmaScript(fromPath: string, specifier: string): string | undefined {
    // All files of a folder see the same modules under the same names.
    const key = `${dirname(fromPath)}\n${specifier}`;
    if (!this.resolved.has(key)) this.resolved.set(key, this.resolveSpecifier(fromPath, specifier));
    return this.resolved.get(key);
  }

  /** The file of a Python module as written: `a.b`, `.a`, `..`. */
  resolvePython(fromPath: string, module: string): string | undefined {
    return this.python.resolve(fromPath, module);
  }

  /** The file of the sub-module that `from module import name` may mean: ask when the module itself has no such name. */
  resolvePythonSubmodule(fromPath: string, module: string, name: string): string | undefined {
    return this.python.resolveSubmodule(fromPath, module, name);
  }

  private resolveSpecifier(fromPath: string, written: string): string | undefined {
    const specifier = written.replace(/[?].*$/, ''); // bundlers: './worker?worker'
    const folder = dirname(fromPath);
    if (/^\.{1,2}(\/|$)/.test(specifier)) return sourceFileAt(this.host, join(folder, specifier));
    if (specifier === '' || specifier.startsWith('/') || /^[a-z]+:/.test(specifier)) return undefined;

    const config = findUp(this.host, ancestors(folder), ['tsconfig.json', 'jsconfig.json']);
    const mapped = config && this.tsConfigs.resolve(config, fromPath, specifier);
    if (mapped) return mapped;

    const manifest = findUp(this.host, ancestors(folder), ['package.json']);
    if (specifier.startsWith('#')) return manifest && resolvePackageImport(this.host, manifest, specifier);
    const [name, subpath] = splitPackage(specifier);
    const packageFolder =
      (manifest && linkedFolder(this.host.readJson(manifest), dirname(manifest), name)) ?? this.packages.folderOf(fromPath, name);
    return packageFolder && resolveInPackage(this.host, packageFolder, subpath);
  }
}

/** `@acme/ai/client` is `client` of the package `@acme/ai`. */
function splitPackage(specifier: string): [name: string, subpath: string] {
  const segments = specifier.split('/');
  const length = specifier.startsWith('@') ? 2 : 1;
  return [segments.slice(0, length).join('/'), segments.slice(length).join('/')];
}
