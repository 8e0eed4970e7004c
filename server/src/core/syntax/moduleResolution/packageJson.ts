import { type CachedHost, isObject, type JsonObject } from './host';
import { dirname, join } from './paths';
import { sourceFileAt, sourceOfTarget } from './sourceFiles';

/** The source file behind `subpath` ('' for the package itself) of the package in `folder`. */
export function resolveInPackage(host: CachedHost, folder: string, subpath: string): string | undefined {
  const manifest = host.readJson(join(folder, 'package.json'));
  if (!manifest) return undefined;
  const key = subpath === '' ? '.' : `./${subpath}`;
  for (const target of targetsOf(manifest['exports'], key)) {
    const source = sourceOfTarget(host, folder, target);
    if (source) return source;
  }
  if (subpath !== '') return sourceFileAt(host, join(folder, subpath)) ?? sourceFileAt(host, join(folder, `src/${subpath}`));
  for (const field of ['source', 'module', 'main', 'types', 'typings']) {
    const target = manifest[field];
    const source = typeof target === 'string' ? sourceOfTarget(host, folder, target) : undefined;
    if (source) return source;
  }
  return sourceFileAt(host, join(folder, 'src/index')) ?? sourceFileAt(host, join(folder, 'index'));
}

/** `#internal` names, by the `imports` of the package the file belongs to. */
export function resolvePackageImport(host: CachedHost, manifestPath: string, specifier: string): string | undefined {
  const folder = dirname(manifestPath);
  for (const target of targetsOf(host.readJson(manifestPath)?.['imports'], specifier)) {
    const source = target.startsWith('.') ? sourceOfTarget(host, folder, target) : undefined;
    if (source) return source;
  }
  return undefined;
}

/**
 * Every path that an `exports` or `imports` field gives for a key, in the order written, whatever the condition: what
 * counts here is which of them is source. A `source` condition comes first.
 */
function targetsOf(field: unknown, key: string): string[] {
  if (field === undefined) return [];
  const isMap = isObject(field) && Object.keys(field).some((name) => name.startsWith('.') || name.startsWith('#'));
  if (!isMap) return key === '.' ? flatten(field, '') : [];
  const exact = field[key];
  if (exact !== undefined) return flatten(exact, '');
  const pattern = Object.keys(field)
    .filter((name) => matches(name, key))
    .sort((a, b) => b.indexOf('*') - a.indexOf('*'))[0];
  if (pattern === undefined) return [];
  const star = pattern.indexOf('*');
  return flatten(field[pattern], key.slice(star, key.length - (pattern.length - star - 1)));
}

/** Whether a pattern with one `*` covers the whole text. */
export function matches(pattern: string, text: string): boolean {
  const star = pattern.indexOf('*');
  if (star === -1) return false;
  const suffix = pattern.slice(star + 1);
  return text.length >= star + suffix.length && text.startsWith(pattern.slice(0, star)) && text.endsWith(suffix);
}

function flatten(target: unknown, star: string): string[] {
  if (typeof target === 'string') return [target.replaceAll('*', star)];
  if (Array.isArray(target)) return target.flatMap((item) => flatten(item, star));
  if (!isObject(target)) return [];
  return Object.entries(target)
    .sort(([a], [b]) => Number(b === 'source') - Number(a === 'source'))
    .flatMap(([, value]) => flatten(value, star));
}

/** Folders that a manifest's dependencies name: `"@acme/ai": "file:../ai"`. */
export function linkedFolder(manifest: JsonObject | undefined, manifestFolder: string, name: string): string | undefined {
  for (const field of ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']) {
    const dependencies = manifest?.[field];
    const version = isObject(dependencies) ? dependencies[name] : undefined;
    const path = typeof version === 'string' ? /^(?:file|link|portal):(.+)$/.exec(version)?.[1] : undefined;
    if (path) return join(manifestFolder, path);
  }
  return undefined;
}
