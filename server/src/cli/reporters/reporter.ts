import type { CheckResult } from '../checkResult';
import type { Colors } from '../colors';

/** What a format is for, in the order in which lists show them. */
export const REPORT_USES = ['terminal', 'programs', 'code scanning', 'build log', 'page'] as const;
type ReportUse = (typeof REPORT_USES)[number];

/** A format of the report of `tierlint check`. One file each; the file's name is the format's. */
export interface Reporter {
  readonly id: string;
  readonly use: ReportUse;
  /** `colors`: those of the place the report goes to. */
  report(result: CheckResult, colors: Colors): string;
}
