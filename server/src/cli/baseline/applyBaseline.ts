/** What `check --baseline` and `--write-baseline` do with a result. */
import { resolve } from 'node:path';
import { toForwardSlashes } from '../../workspace/paths';
import type { Scan } from '../../workspace/scan/scan';
import type { CheckResult } from '../checkResult';
import { said } from '../input';
import { count } from '../count';
import { compare, entriesFor, type Scope } from './baseline';
import { readBaseline, readIfThere, writeBaseline } from './baselineFile';

/** Where a baseline is written when no file is named. */
export const DEFAULT_BASELINE = 'tierlint-baseline.json';

/** The result with the findings of the baseline set apart, and notes for the user. @throws UsageError on a missing or broken file. */
export function applyBaseline(
  result: CheckResult,
  scan: Scan,
  name: string,
): { readonly result: CheckResult; readonly notes: readonly string[] } {
  const { file, scope } = baselineOf(scan, name);
  const located = result.findings.map((finding) => ({ file: absolute(finding.path), finding }));
  const { fresh, known, stale } = compare(located, readBaseline(file), file, scope);
  const notes =
    stale.length === 0
      ? []
      : [
          `note: ${stale.length === 1 ? '1 entry of the baseline matches' : `${stale.length} entries of the baseline match`} nothing any more; --write-baseline drops ${stale.length === 1 ? 'it' : 'them'}`,
        ];
  return { result: { ...result, findings: fresh.map(({ finding }) => finding), baselined: known.map(({ finding }) => finding) }, notes };
}

/** Writes what was found as the baseline, and says so in one line. @throws UsageError when it can't be written. */
export function saveBaseline(result: CheckResult, scan: Scan, name: string): string {
  const { file, scope } = baselineOf(scan, name);
  const located = result.findings.map((finding) => ({ file: absolute(finding.path), finding }));
  const entries = entriesFor(located, readIfThere(file) ?? [], file, scope);
  writeBaseline(file, entries);
  return `Wrote ${count(entries.length, 'finding')} to ${said(file)}. \`tierlint check --baseline ${said(file)}\` reports what is new.`;
}

function baselineOf({ files, paths }: Scan, name: string): { readonly file: string; readonly scope: Scope } {
  return { file: absolute(name), scope: { files: new Set(files), paths } };
}

function absolute(path: string): string {
  return toForwardSlashes(resolve(path));
}
