/** One call as an audit sees it: plain data, ready to be grouped and shown. */
import type { Range } from '../estimate/range';
import type { Provider } from '../libraries/library';
import type { Severity } from '../findings/severity';
import type { Workload } from '../workload/workload';

export interface AuditCall {
  /** As users see it, with forward slashes. */
  readonly path: string;
  readonly cell?: number;
  readonly line: number;
  readonly column: number;
  /** The folder it is counted under. */
  readonly folder: string;
  /** From CODEOWNERS; absent when there is none for the file. */
  readonly owner?: string;
  readonly api: string;
  readonly provider: Provider;
  /** As written; `null` where none is given, `dynamic` where it is set at run time. */
  readonly model: string | null;
  /** As a person reads it: `assumed standard`, `flex`. */
  readonly tier: string;
  readonly workload: Workload;
  readonly evidence: readonly string[];
  readonly loop: { readonly verdict: string; readonly reason: string } | null;
  readonly findings: readonly AuditFinding[];
  /** ISO date from which the model answers no more. */
  readonly shutdown?: string;
  readonly replacement?: string;
  /** The price row is older than 90 days. */
  readonly stale: boolean;
  /** Dollars for 1,000 calls as it is now. Absent without a price or a known tier. */
  readonly perThousand?: Range;
  /** A cheaper tier that a fix on offer brings. */
  readonly better?: BetterWay;
  /** The successor of the model, where it costs less and no tier of the model itself does. */
  readonly otherModel?: BetterWay;
  /** Where nothing less will do: what it could cost if somebody rebuilt the code. */
  readonly ifRebuilt?: BetterWay;
  /** Only where a person gave a volume. */
  readonly volume?: { readonly said: string; readonly perMonth: number; readonly savedPerMonth?: number };
}

interface AuditFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Ids of the fixes on offer. */
  readonly fixes: readonly string[];
}

/** The cheapest way that fits what is known of the call, see `CheaperWay`. */
export interface BetterWay {
  readonly label: string;
  readonly tier: 'flex' | 'batch' | 'background' | 'standard';
  /** Percent of what it costs now. */
  readonly savingPercent: number;
  /** Absent where the model, and so the price, is not known. */
  readonly perThousand?: Range;
  /** The model is set at run time or not in the catalog: it holds for models that take the tier. */
  readonly ifModelTakesIt?: true;
  /** Something shows that nobody waits; otherwise it holds only if nobody does. */
  readonly isSure: boolean;
}
