/** What a file's own place says: a test, a notebook, an evals folder, a script that CI runs. */
import { JOB_PLACES, OFFLINE_PLACES, TEST_FILES, type PlaceRow } from './evidence/places';
import { fileName, type CodeFile } from './place';
import { runsWhenStarted } from './programs';
import type { Evidence } from './workload';

/** Evidence that the file is a test, and whether it says so itself: a folder's name is only a hint. */
export function isTestFile(file: CodeFile): { readonly evidence: Evidence; readonly isCertain: boolean } | undefined {
  const [evidence] = rowsOf(file, TEST_FILES).filter(({ kind }) => kind !== 'test-folder' || !isTestData(file.shown));
  if (!evidence) return undefined;
  const isCertain = evidence.kind !== 'test-folder';
  return isCertain && evidence.kind === 'pytest' && !holdsTests(file) ? undefined : { evidence, isCertain };
}

/** Files that tests read, not run. */
function isTestData(shown: string): boolean {
  return /\/(?:__fixtures__|fixtures?|testdata|test[-_]data|__mocks__|test[-_]cases)\//i.test(shown);
}

/** `gpt_test.py` may be a program that tries something out. */
function holdsTests({ unit, shown }: CodeFile): boolean {
  return shown.endsWith('/conftest.py') || /\bdef test|\bclass Test|\b(?:import|from) (?:pytest|unittest|hypothesis)\b/.test(unit.text);
}

/** A file of which nothing else depends: what it calls is not judged by it. */
export function isAside(shown: string): boolean {
  return (
    shown.endsWith('.ipynb') ||
    (TEST_FILES.some(({ path }) => path.test(shown)) && !isTestData(shown)) ||
    OFFLINE_PLACES.some(({ kind, path }) => ASIDE.has(kind) && path.test(shown))
  );
}

const ASIDE = new Set(['evals-folder', 'examples-folder']);
const FILE_NAMES = new Set(['script-file', 'eval-file']);

/** Folders and files by which a job framework finds its work. */
export function jobPlaces(file: CodeFile): readonly Evidence[] {
  return rowsOf(file, JOB_PLACES);
}

/** A program named or placed as one that grades, seeds or works through data. */
export function worksOnData(file: CodeFile): boolean {
  return rowsOf(file, OFFLINE_PLACES).some(({ kind }) => kind !== 'examples-folder' && kind !== 'management-command');
}

/** Signs in the path of a call's own file. */
export function filePlaces(file: CodeFile): readonly Evidence[] {
  const runs = runsWhenStarted(file.index.facts);
  // A name like that of a script is a sign only of what can be started.
  const rows = OFFLINE_PLACES.filter(({ kind }) => kind !== 'examples-folder' && (runs || !FILE_NAMES.has(kind)));
  return rowsOf(file, [...JOB_PLACES, ...rows]);
}

function rowsOf(file: CodeFile, rows: readonly PlaceRow[]): readonly Evidence[] {
  return rows.flatMap(({ kind, workload, text, path }): readonly Evidence[] => {
    const match = path.exec(file.shown);
    return match ? [{ kind, workload, text: text.replace('{file}', fileName(file)).replace('{folder}', match[1] ?? '') }] : [];
  });
}
