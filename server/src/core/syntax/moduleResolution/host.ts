import { parse } from 'jsonc-parser';
import { basename, dirname, isWithin, join } from './paths';

/** What module resolution asks of a file system, real or virtual. Paths are POSIX and absolute. */
export interface ResolutionHost {
  /** Whether a file (not a folder) stands at the path. */
  fileExists(path: string): boolean;
  readFile(path: string): string | undefined;
  /**
   * Names of the files and folders in a folder; empty for one that does not exist. Without it, workspace packages are
   * found by their usual names only. With it, one listing per folder replaces a question per candidate.
   */
  readDirectory?(path: string): readonly string[];
}

export type JsonObject = { readonly [key: string]: unknown };

/** A host that asks once. Lives as long as its resolver: files that come or go need a new one. */
export class CachedHost {
  private readonly existing = new Map<string, boolean>();
  private readonly listings = new Map<string, ReadonlySet<string>>();
  private readonly json = new Map<string, JsonObject | undefined>();

  constructor(
    private readonly host: ResolutionHost,
    private readonly roots: readonly string[],
  ) {}

  get canList(): boolean {
    return this.host.readDirectory !== undefined;
  }

  fileExists(path: string): boolean {
    let exists = this.existing.get(path);
    if (exists === undefined) {
      exists = this.mayExist(path) && this.host.fileExists(path);
      this.existing.set(path, exists);
    }
    return exists;
  }

  readFile(path: string): string | undefined {
    return this.fileExists(path) ? this.host.readFile(path) : undefined;
  }

  /** A JSON file, comments and trailing commas allowed; undefined unless it holds an object. */
  readJson(path: string): JsonObject | undefined {
    if (!this.json.has(path)) {
      const text = this.readFile(path);
      const value = text && parseJson(text.replace(/^\uFEFF/, ''));
      this.json.set(path, isObject(value) ? value : undefined);
    }
    return this.json.get(path);
  }

  /** Names in a folder; empty where there is none or the host can't say. */
  list(folder: string): ReadonlySet<string> {
    let names = this.listings.get(folder);
    if (!names) {
      names = new Set(this.mayExist(folder) ? this.host.readDirectory?.(folder) : undefined);
      this.listings.set(folder, names);
    }
    return names;
  }

  /** False where the listing of the parent says so. Above the roots a host need not be able to list. */
  private mayExist(path: string): boolean {
    if (!this.canList || this.roots.includes(path)) return true;
    const parent = dirname(path);
    if (!this.roots.some((root) => isWithin(root, parent))) return true;
    return this.list(parent).has(basename(path));
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The nearest file of one of these names in the folder or above it. */
export function findUp(host: CachedHost, folders: Iterable<string>, names: readonly string[]): string | undefined {
  for (const folder of folders) {
    for (const name of names) {
      const path = join(folder, name);
      if (host.fileExists(path)) return path;
    }
  }
  return undefined;
}

function parseJson(text: string): unknown {
  try {
    return parse(text, undefined, { allowTrailingComma: true }) as unknown;
  } catch (error) {
    // Nested deeper than the parser can go: no configuration of anybody.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
