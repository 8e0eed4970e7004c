/** What a fix changes: plain data that an editor or the command line applies. */
import type { TextEdit } from '../text/textEdit';

/** What a fix does, in the order in which lists show them: what saves money first, silence last. */
export const FIX_KINDS = [
  /** A loop becomes a Batch job. */
  'batch',
  /** A call waits as long as its tier needs. */
  'timeout',
  /** What flex refuses is sent again. */
  'fallback',
  'flex',
  'background',
  /** Back to standard. */
  'standard',
  /** The tier that a person names. */
  'tier',
  /** A parameter moves to where the library takes it. */
  'place',
  'router',
  'model',
  /** A line of Batch input is written as the API reads it. */
  'batch-line',
  /** A program that waits for a batch ends, and asks less often. */
  'polling',
  /** An annotation is removed or corrected. */
  'annotation',
  /** An annotation says what a call is meant to be, so that its finding goes. */
  'statement',
  'suppression',
] as const;

export type FixKind = (typeof FIX_KINDS)[number];

/** Fixes that leave the code as it is and only say that a finding is fine. */
export function isSilencing({ kind }: Pick<Fix, 'kind'>): boolean {
  return kind === 'statement' || kind === 'suppression';
}

/** Fixes that change comments and nothing else. */
export function isAboutComments(fix: Pick<Fix, 'kind'>): boolean {
  return fix.kind === 'annotation' || isSilencing(fix);
}

/** `safe`: behaviour stays as it is or only gets right. `unsafe`: latency or failure modes change; a person decides. */
export type Applicability = 'safe' | 'unsafe';

export interface FileEdits {
  readonly file: string;
  readonly edits: readonly TextEdit[];
  /** The file does not exist: it is made, with one insertion at 0, and never written over one that is there. */
  readonly creates?: true;
}

/** A fix that the finding's rule names and that is not offered here. */
export interface MissingFix {
  readonly id: string;
  /** One sentence. */
  readonly reason: string;
  /** It failed for a fault of Tierlint's own, not for anything in the code. */
  readonly isFault?: true;
}

/** A change that removes a finding. All its edits are applied together or not at all. */
export interface Fix {
  readonly id: string;
  readonly kind: FixKind;
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
