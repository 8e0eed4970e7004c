import type { Fix, MissingFix } from '../../core/findings/fix';
import type { Provider } from '../../core/libraries/library';
import type { ProjectSignals, Runner } from '../../core/link/moduleHost';
import type { Severity } from '../../core/findings/severity';
import type { Language } from '../../core/syntax/facts';
import type { Workload } from '../../core/workload/workload';
import type { Place } from './places';

/** What a scan knows of one file, as plain data: it crosses threads and is kept on disk between runs. */
export interface FileReport {
  /** Absolute. */
  readonly file: string;
  readonly calls: readonly CallReport[];
  readonly findings: readonly FindingReport[];
  /** Hash of the text the spans of edits refer to; a file with another text is not edited. */
  readonly textHash: string;
  readonly basis: Basis;
  /** Why not all of the file is known: it is nested too deeply, or took too long. */
  readonly unread?: string;
  /** It comes from an earlier run, whose cache keeps no text: its fixes say which files they change, not how. */
  readonly isKept?: true;
}

/** What the report was made from, so that a later run can tell whether it still holds. */
interface Basis {
  /** Files whose facts were used, the file itself included. */
  readonly dependencies: readonly string[];
  readonly imports: readonly ImportProbe[];
  readonly project: ProjectSignals;
  /** Hash of `Configs.stamp`. */
  readonly config: string;
  /** Files that were asked for who imports them, and the answers. */
  readonly importers: readonly (readonly [path: string, importers: readonly string[]])[];
  /** Files that were asked for what starts them, and the answers. */
  readonly runners: readonly (readonly [path: string, runners: readonly Runner[]])[];
}

/** A question to the module resolver and its answer. */
export type ImportProbe = readonly [from: string, module: string, language: Language, answer: string | null];

export interface CallReport extends Place {
  readonly language: Language;
  readonly api: string;
  readonly endpoint: string;
  readonly provider: Provider;
  readonly model: string | null;
  readonly tier: string | null;
  readonly timeoutSeconds: number | null;
  readonly workload: Workload;
  readonly evidence: readonly string[];
  readonly loop: null | { readonly line: number; readonly endLine: number; readonly verdict: string; readonly reason: string };
}

export interface FindingReport extends Place {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fingerprint: string;
  /** Offset in the text that edits refer to. */
  readonly start: number;
  readonly fixes: readonly Fix[];
  readonly missingFixes: readonly MissingFix[];
}
