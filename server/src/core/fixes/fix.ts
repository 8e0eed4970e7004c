import type { Catalog } from '../catalog/catalog';
import type { CallSite } from '../link/callSite';
import type { ModuleHost, ProjectSignals, SourceUnit } from '../link/moduleHost';
import type { TextEdit } from '../text/textEdit';

/** `safe`: behaviour stays as it is or only gets right. `unsafe`: latency or failure modes change; a person decides. */
export type Applicability = 'safe' | 'unsafe';

export interface FileEdits {
  readonly file: string;
  readonly edits: readonly TextEdit[];
  /** The file does not exist: it is made, with one insertion at 0, and never written over one that is there. */
  readonly creates?: true;
}

/** What makes fixes for a call site. One file each; the file's name is the fix's id. */
export interface FixProvider {
  readonly id: string;
  /** One line for `explain` and the rule pages. */
  readonly summary: string;
  /** How safe its fixes are, and why: one line for the rule pages. */
  readonly safety: { readonly applicability: Applicability; readonly why: string };
  /** The fixes that fit the finding; empty where none would be right. */
  propose(site: CallSite, context: FixContext): readonly Fix[];
}

export interface FixContext {
  readonly catalog: Catalog;
  /** The file of the call site, and its facts. */
  readonly unit: SourceUnit;
  readonly project: ProjectSignals;
  /** The other files, for a fix that has to look at one. */
  readonly host: ModuleHost;
  /** The rule whose finding is to go away. */
  readonly rule: string;
}

/** A change that removes a finding. All its edits are applied together or not at all. */
export interface Fix {
  readonly id: string;
  readonly title: string;
  readonly applicability: Applicability;
  /** npm packages that the changed file imports and the project does not list. */
  readonly needs?: readonly string[];
  /** It rewrites more than a call: an editor shows what it changes before it is applied. */
  readonly isRewrite?: true;
  /** The value of `service_tier` it writes, for fixes that write one. */
  readonly tier?: string;
  readonly changes: readonly FileEdits[];
}
