import type { CallReport, FindingReport } from '../workspace/scan/fileReport';
import type { Scan } from '../workspace/scan/scan';
import { shown } from './input';

/** A call or finding with its file as users see it. */
export type InFile<T> = T & { readonly path: string };

/** What reporters make their reports of. */
export interface CheckResult {
  readonly files: number;
  readonly parsed: number;
  readonly seconds: number;
  readonly calls: readonly InFile<CallReport>[];
  /** Findings that are new, or all where no baseline is given. */
  readonly findings: readonly InFile<FindingReport>[];
  /** Findings of the baseline; undefined: none was given. */
  readonly baselined?: readonly InFile<FindingReport>[];
}

export function checkResult(scan: Scan, seconds: number): CheckResult {
  return {
    files: scan.files.length,
    parsed: scan.parsed,
    seconds,
    calls: scan.reports.flatMap(({ file, calls }) => calls.map((call) => ({ ...call, path: shown(file) }))),
    findings: scan.reports.flatMap(({ file, findings }) => findings.map((finding) => ({ ...finding, path: shown(file) }))),
  };
}
