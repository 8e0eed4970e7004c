import { type CachedHost, isObject, type JsonObject } from './host';
import { matches } from './packageJson';
import { dirname, isWithin, join } from './paths';
import { sourceFileAt } from './sourceFiles';

/** What a tsconfig says about where modules are, with everything it extends. */
interface PathMapping {
  readonly baseUrl?: string;
  readonly paths?: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
}

interface TsConfig extends PathMapping {
  readonly references: readonly string[];
}

/** Reads tsconfig and jsconfig files, each once. */
export class TsConfigs {
  private readonly loaded = new Map<string, TsConfig>();

  constructor(private readonly host: CachedHost) {}

  /** The file a bare specifier names by `paths` or `baseUrl` of the config, or of the projects it references. */
  resolve(configPath: string, fromPath: string, specifier: string): string | undefined {
    return this.resolveBy(configPath, fromPath, specifier, new Set());
  }

  private resolveBy(configPath: string, fromPath: string, specifier: string, seen: Set<string>): string | undefined {
    if (seen.has(configPath)) return undefined;
    seen.add(configPath);
    const config = this.load(configPath);
    const own = resolveMapped(this.host, config, specifier);
    if (own) return own;
    for (const reference of config.references) {
      // A solution file references every package; only those the file lies in speak for it.
      const resolved = isWithin(dirname(reference), fromPath) ? this.resolveBy(reference, fromPath, specifier, seen) : undefined;
      if (resolved) return resolved;
    }
    return undefined;
  }

  private load(path: string): TsConfig {
    let config = this.loaded.get(path);
    if (!config) {
      const json = this.host.readJson(path);
      config = { ...this.mappingOf(path, dirname(path), 0), references: this.referencesOf(json, dirname(path)) };
      this.loaded.set(path, config);
    }
    return config;
  }

  private mappingOf(path: string, leafFolder: string, depth: number): PathMapping {
    const json = this.host.readJson(path);
    if (!json || depth > 16) return {};
    const folder = dirname(path);
    let mapping: PathMapping = {};
    const bases = Array.isArray(json['extends']) ? json['extends'] : [json['extends']];
    for (const base of bases) {
      const basePath = typeof base === 'string' ? this.configAt(folder, base) : undefined;
      if (basePath) mapping = { ...mapping, ...this.mappingOf(basePath, leafFolder, depth + 1) };
    }
    return { ...mapping, ...ownMapping(json, folder, leafFolder, mapping.baseUrl) };
  }

  private referencesOf(json: JsonObject | undefined, folder: string): string[] {
    const references = json?.['references'];
    if (!Array.isArray(references)) return [];
    return references.flatMap((reference: unknown) => {
      const path = isObject(reference) && typeof reference['path'] === 'string' ? join(folder, reference['path']) : undefined;
      if (!path) return [];
      const candidates = [path, join(path, 'tsconfig.json')];
      return candidates.filter((candidate) => candidate.endsWith('.json') && this.host.fileExists(candidate));
    });
  }

  /** A relative `extends`; configs from packages hardly ever map paths. */
  private configAt(folder: string, specifier: string): string | undefined {
    if (!/^\.{0,2}\//.test(specifier) && specifier !== '..' && specifier !== '.') return undefined;
    const path = join(folder, specifier);
    return [path, `${path}.json`, join(path, 'tsconfig.json')].find((candidate) => this.host.fileExists(candidate));
  }
}

function ownMapping(json: JsonObject, folder: string, leafFolder: string, inheritedBaseUrl: string | undefined): PathMapping {
  const options = json['compilerOptions'];
  if (!isObject(options)) return {};
  const expand = (path: string): string => path.replace('${configDir}', leafFolder);
  const baseUrl = typeof options['baseUrl'] === 'string' ? join(folder, expand(options['baseUrl'])) : undefined;
  const mapping = baseUrl === undefined ? {} : { baseUrl };
  if (!isObject(options['paths'])) return mapping;
  const base = baseUrl ?? inheritedBaseUrl ?? folder;
  const paths = Object.entries(options['paths']).map(([pattern, targets]) => ({
    pattern,
    targets: (Array.isArray(targets) ? targets : [])
      .filter((target) => typeof target === 'string')
      .map((target) => join(base, expand(target))),
  }));
  return { ...mapping, paths };
}

/** As the compiler does: an exact pattern, else the one with the longest prefix; then `baseUrl`. */
function resolveMapped(host: CachedHost, { paths, baseUrl }: PathMapping, specifier: string): string | undefined {
  const best = paths
    ?.filter(({ pattern }) => pattern === specifier || matches(pattern, specifier))
    .sort((a, b) => rank(b.pattern) - rank(a.pattern))[0];
  if (best) {
    const star = best.pattern.indexOf('*');
    const matched = star === -1 ? '' : specifier.slice(star, specifier.length - (best.pattern.length - star - 1));
    for (const target of best.targets) {
      const resolved = sourceFileAt(host, join('/', target.replace('*', matched)));
      if (resolved) return resolved;
    }
  }
  return baseUrl === undefined ? undefined : sourceFileAt(host, join(baseUrl, specifier));
}

function rank(pattern: string): number {
  const star = pattern.indexOf('*');
  return star === -1 ? Infinity : star;
}
