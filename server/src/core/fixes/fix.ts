import type { Catalog } from '../catalog/catalog';
import type { CallSite } from '../callSite/callSite';
import type { IntendedTier } from '../intent/intent';
import type { ModuleHost, ProjectSignals, SourceUnit } from '../link/moduleHost';
import type { Applicability, Fix, FixKind } from '../findings/fix';

/** What makes fixes for a call site. One file each; the file's name is the fix's id. */
export interface FixProvider {
  readonly id: string;
  readonly kind: FixKind;
  /** One line for `explain` and the rule pages. */
  readonly summary: string;
  /** How safe its fixes are, and why: one line for the rule pages. */
  readonly safety: { readonly applicability: Applicability; readonly why: string };
  /** The fixes that fit the finding; empty where none would be right. */
  propose(site: CallSite, context: FixContext): readonly Proposal[];
  /** Asked where it proposes nothing: why, in one sentence, if that is worth telling. */
  whyNot?(site: CallSite, context: FixContext): string | undefined;
}

/** A fix that its provider's name is still to be written on. */
export type Proposal = Omit<Fix, 'id' | 'kind'>;

/** A proposal as the fix of its provider. */
export function fixBy({ id, kind }: FixProvider, proposal: Proposal): Fix {
  return { id, kind, ...proposal };
}

/** What a person may say of a call so that a finding goes and the call stays as it is. */
export interface Statement {
  readonly tier: IntendedTier;
  readonly reason: string;
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
  /** What the rule lets a person say instead; absent where it offers nothing of the kind. */
  readonly statement?: Statement;
}
