import type { CallSite } from '../callSite/callSite';
import type { SourceUnit } from '../link/moduleHost';
import type { FileFlow } from '../syntax/flow/flow';
import type { Catalog } from '../catalog/catalog';
import type { Span } from '../text/span';
import type { FixId } from '../fixes';
import type { Statement } from '../fixes/fix';
import type { Fix } from '../findings/fix';
import type { Annotation } from '../annotation/annotation';
import type { Levels, Severity } from '../findings/severity';

export interface RuleContext {
  readonly catalog: Catalog;
  /** ISO date of today, handed in: core has no clock. */
  readonly today: string;
  /** The file of the call site. */
  readonly unit: SourceUnit;
  /** `once`: what is underlined is shared by several calls, and the first of them speaks for all. */
  readonly report: (finding: {
    messageId: string;
    data?: Readonly<Record<string, string>>;
    site: CallSite;
    underline?: Span;
    severity?: Severity;
    once?: true;
  }) => void;
}

/** A file with its calls, after rules looked at these. */
export interface CheckedFile {
  readonly unit: SourceUnit;
  readonly calls: readonly CallSite[];
  /** Severity by rule id, where one is set. */
  readonly levels: Levels;
  /** What its functions do, in order. Costs a parse: ask only where the text speaks of what is looked for. */
  flow(): FileFlow | undefined;
  /** Rules that an annotation silenced a finding of, so far. */
  readonly usedRules: (annotation: Annotation) => ReadonlySet<string>;
}

export interface FileRuleContext {
  readonly catalog: Catalog;
  readonly today: string;
  /** `fixes` is called when they are first asked for. */
  readonly report: (finding: {
    messageId: string;
    data?: Readonly<Record<string, string>>;
    span: Span;
    underline?: Span;
    severity?: Severity;
    fixes?: () => readonly Fix[];
  }) => void;
}

/** One rule: a file of its own, whose name is its id. */
export interface Rule {
  readonly id: string;
  readonly docs: {
    /** One line, as in the list of rules. */
    readonly summary: string;
    /** Markdown: what it does. */
    readonly what: string;
    /** Markdown: why it costs. */
    readonly why: string;
    /** Markdown: when not to follow it. */
    readonly whenNot: string;
    /** Markdown: the examples of code that is reported and code that is not. */
    readonly examples: readonly { readonly language: 'python' | 'typescript' | 'jsonl'; readonly bad: string; readonly good: string }[];
    readonly since: string;
  };
  readonly defaultSeverity: Severity;
  /** Its level in the presets that name one whatever the evidence; `quiet` leaves it to the evidence where it is not `off`. */
  readonly presets: { readonly strict: Severity; readonly quiet?: 'off' };
  /** Message templates by id; `{name}` is replaced from `data`. */
  readonly messages: Readonly<Record<string, string>>;
  /** Ids of the fixes it offers, best first. */
  readonly fixes: readonly FixId[];
  /** Looks at one call. */
  check?(site: CallSite, context: RuleContext): void;
  /** Looks at a file as a whole, once all its calls were checked by all rules. Rules run in the order of `RULES`. */
  checkFile?(file: CheckedFile, context: FileRuleContext): void;
  /** What a person may say of the call instead, for the fix `annotate`. */
  statement?(site: CallSite): Statement | undefined;
  /** Of the fixes proposed for a call, those that this rule does not offer there answer false. */
  offers?(fix: Fix, site: CallSite): boolean;
}

/** What is said of a rule, whatever it checks: calls, whole files, Batch input. */
export type RuleDescription = Omit<Rule, 'check' | 'checkFile' | 'offers' | 'statement'>;
