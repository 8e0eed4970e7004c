import type { CachedHost } from './host';
import { join } from './paths';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** What a written extension may stand for: TypeScript imports `x.ts` as `./x.js`. */
const WRITTEN_FOR: ReadonlyMap<string, readonly string[]> = new Map([
  ['.js', ['.ts', '.tsx', '.js', '.jsx']],
  ['.jsx', ['.tsx', '.jsx']],
  ['.mjs', ['.mts', '.mjs']],
  ['.cjs', ['.cts', '.cjs']],
  ['.ts', ['.ts']],
  ['.tsx', ['.tsx']],
  ['.mts', ['.mts']],
  ['.cts', ['.cts']],
]);

/** Folders that hold what a build writes, or variants of it. */
const OUTPUT_FOLDERS = /^(dist|lib|build|out|output|esm|cjs|es|mjs|types|typings|release|\.output)$/;

/** The source file that `path` names as an import would: extension and `/index` may be missing. Declaration files don't count. */
export function sourceFileAt(host: CachedHost, path: string): string | undefined {
  return exactFile(host, path) ?? indexFile(host, path);
}

function exactFile(host: CachedHost, path: string): string | undefined {
  const extension = /\.[cm]?[jt]sx?$/.exec(path)?.[0];
  if (extension) {
    const stem = path.slice(0, -extension.length);
    for (const candidate of WRITTEN_FOR.get(extension) ?? []) {
      if (isSource(host, stem + candidate)) return stem + candidate;
    }
  }
  return EXTENSIONS.map((candidate) => path + candidate).find((candidate) => isSource(host, candidate));
}

function indexFile(host: CachedHost, folder: string): string | undefined {
  const main = host.readJson(join(folder, 'package.json'))?.['main'];
  const named = typeof main === 'string' ? exactFile(host, join(folder, main)) : undefined;
  return named ?? exactFile(host, join(folder, 'index'));
}

function isSource(host: CachedHost, path: string): boolean {
  return !/\.d\.[cm]?ts$/.test(path) && host.fileExists(path);
}

/**
 * The source behind a path that a `package.json` names: it often names what a build would write. `./dist/esm/client.js`
 * is looked for as `./src/client.ts` and `./client.ts` before the built file itself.
 */
export function sourceOfTarget(host: CachedHost, packageFolder: string, target: string): string | undefined {
  const path = target.replace(/\.d\.([cm]?)ts$/, '.$1js');
  const segments = path.split('/').filter((segment) => segment !== '.' && segment !== '');
  let outputs = 0;
  while (outputs < segments.length - 1 && OUTPUT_FOLDERS.test(segments[outputs]!)) outputs++;
  if (outputs > 0) {
    const rest = segments
      .slice(outputs)
      .join('/')
      .replace(/^src\//, '');
    const source = sourceFileAt(host, join(packageFolder, `src/${rest}`)) ?? sourceFileAt(host, join(packageFolder, rest));
    if (source) return source;
  }
  return sourceFileAt(host, join(packageFolder, path));
}
