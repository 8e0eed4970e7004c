/** What a file's own place says: a test, a notebook, an evals folder, a script that CI runs. */
import { JOB_PLACES, OFFLINE_PLACES, TEST_FILES, type PlaceRow } from './evidence/places';
import { fileName, type CodeFile } from './place';
import type { Evidence } from './workload';

/** Evidence that the file is a test. */
export function isTestFile(file: CodeFile): Evidence | undefined {
  return rowsOf(file, TEST_FILES)[0];
}

/** A file of which nothing else depends: what it calls is not judged by it. */
export function isAside(shown: string): boolean {
  return (
    shown.endsWith('.ipynb') ||
    TEST_FILES.some(({ path }) => path.test(shown)) ||
    OFFLINE_PLACES.some(({ kind, path }) => ASIDE.has(kind) && path.test(shown))
  );
}

const ASIDE = new Set(['evals-folder', 'examples-folder']);

/** Folders and files by which a job framework finds its work. */
export function jobPlaces(file: CodeFile): readonly Evidence[] {
  return rowsOf(file, JOB_PLACES);
}

/** Signs in the path of a call's own file. */
export function filePlaces(file: CodeFile): readonly Evidence[] {
  return rowsOf(file, [...JOB_PLACES, ...OFFLINE_PLACES.filter(({ kind }) => kind !== 'examples-folder')]);
}

function rowsOf(file: CodeFile, rows: readonly PlaceRow[]): readonly Evidence[] {
  return rows.flatMap(({ kind, workload, text, path }): readonly Evidence[] => {
    const match = path.exec(file.shown);
    return match ? [{ kind, workload, text: text.replace('{file}', fileName(file)).replace('{folder}', match[1] ?? '') }] : [];
  });
}
