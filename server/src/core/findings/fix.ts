/** What a fix changes: plain data that an editor or the command line applies. */
import type { TextEdit } from '../text/textEdit';

/** `safe`: behaviour stays as it is or only gets right. `unsafe`: latency or failure modes change; a person decides. */
export type Applicability = 'safe' | 'unsafe';

export interface FileEdits {
  readonly file: string;
  readonly edits: readonly TextEdit[];
  /** The file does not exist: it is made, with one insertion at 0, and never written over one that is there. */
  readonly creates?: true;
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
