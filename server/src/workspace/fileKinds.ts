import type { FrontEndFamily } from './frontEnds';
import { basename, extension } from './paths';

/** Which files Tierlint reads, by name. */

const FAMILIES: ReadonlyMap<string, FrontEndFamily> = new Map([
  ['.py', 'python'],
  ['.ipynb', 'python'],
  ...['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx'].map((name) => [name, 'ecmascript'] as const),
]);

/** The family whose front end reads the file; undefined for files that are no code of ours. */
export function familyOf(path: string): FrontEndFamily | undefined {
  return FAMILIES.get(extension(path));
}

export function isNotebookPath(path: string): boolean {
  return extension(path) === '.ipynb';
}

/** Whether the name is one that Batch input has. Most files of that name are something else. */
export function isBatchPath(path: string): boolean {
  return extension(path) === '.jsonl';
}

/** Whether Tierlint may have something to say of the file. */
export function isKnown(path: string): boolean {
  return familyOf(path) !== undefined || isBatchPath(path);
}

/** Whether a walk takes the file: our languages, but no declarations and no minified code, which nobody edits. */
export function isDiscoverable(name: string): boolean {
  return isKnown(name) && !/\.d\.[cm]?ts$|[.-]min\.[cm]?js$/i.test(basename(name));
}

const MEGABYTE = 1024 * 1024;
const CODE_LIMIT = 5 * MEGABYTE;
/** Notebooks are large for their outputs, which are dropped on reading. */
const NOTEBOOK_LIMIT = 50 * MEGABYTE;

/** The size in bytes above which a file is not read. */
export function sizeLimit(path: string): number {
  return isNotebookPath(path) ? NOTEBOOK_LIMIT : CODE_LIMIT;
}
