/** A baseline: findings that a team has seen and does not want to hear of again, in a file beside the code. */
import { dirname, isWithin, relativeTo, toForwardSlashes } from '../../workspace/paths';
import type { FindingReport } from '../../workspace/scan/fileReport';

export interface BaselineEntry {
  readonly rule: string;
  /** From the folder of the baseline, with forward slashes. */
  readonly path: string;
  /** See `makeReport`: what a finding is about, whatever its line. */
  readonly fingerprint: string;
}

/** A finding with the absolute path of its file. */
export interface Located {
  readonly file: string;
  readonly finding: Pick<FindingReport, 'rule' | 'fingerprint'>;
}

/** Files a run looked at: entries for others are neither stale nor dropped. */
export interface Scope {
  readonly files: ReadonlySet<string>;
  /** Absolute paths that were asked for. A file below one of them that was not looked at is gone, or left out by now. */
  readonly paths: readonly string[];
}

export interface Compared<T> {
  readonly fresh: readonly T[];
  readonly known: readonly T[];
  /** Entries within the scope that match no finding any more. */
  readonly stale: readonly BaselineEntry[];
}

/** Tells findings of the baseline from new ones. Each entry stands for one finding. */
export function compare<T extends Located>(
  located: readonly T[],
  entries: readonly BaselineEntry[],
  file: string,
  scope: Scope,
): Compared<T> {
  const left = new Map(entries.map((entry) => [entry.fingerprint, entry]));
  const fresh: T[] = [];
  const known: T[] = [];
  for (const each of located) (left.delete(each.finding.fingerprint) ? known : fresh).push(each);
  return { fresh, known, stale: [...left.values()].filter((entry) => isInScope(entry, file, scope)) };
}

/** The entries of a new baseline: what was found, and what an older one says of files that this run did not look at. */
export function entriesFor(
  located: readonly Located[],
  before: readonly BaselineEntry[],
  file: string,
  scope: Scope,
): readonly BaselineEntry[] {
  const folder = dirname(file);
  const found = located.map(
    ({ file: path, finding: { rule, fingerprint } }): BaselineEntry => ({ rule, path: relativeTo(folder, path), fingerprint }),
  );
  const kept = before.filter((entry) => !isInScope(entry, file, scope));
  return [...new Map([...kept, ...found].map((entry) => [entry.fingerprint, entry])).values()].sort(byPlace);
}

function isInScope({ path }: BaselineEntry, file: string, { files, paths }: Scope): boolean {
  const absolute = toForwardSlashes(path.startsWith('/') || /^[A-Za-z]:/.test(path) ? path : `${dirname(file)}/${path}`);
  return files.has(absolute) || paths.some((each) => isWithin(each, absolute));
}

function byPlace(a: BaselineEntry, b: BaselineEntry): number {
  return compareText(a.path, b.path) || compareText(a.rule, b.rule) || compareText(a.fingerprint, b.fingerprint);
}

/** By code unit: the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
