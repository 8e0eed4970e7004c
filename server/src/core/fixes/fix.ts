import type { Catalog } from '../catalog/catalog';
import type { CallSite } from '../callSite/callSite';
import type { ModuleHost, ProjectSignals, SourceUnit } from '../link/moduleHost';
import type { Applicability, Fix } from '../findings/fix';

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
