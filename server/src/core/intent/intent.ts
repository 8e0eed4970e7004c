/** What a person said a call is meant to be: by an annotation in the code or by `tierlint.json`. */
import type { Span } from '../text/span';

/** Tiers as annotations and `tierlint.json` name them. */
export type IntendedTier = 'standard' | 'priority' | 'flex' | 'batch' | 'background';

/** How often a call runs: `20k/day`. */
export interface Volume {
  readonly requests: number;
  readonly per: 'hour' | 'day' | 'week' | 'month';
}

export interface Intent {
  readonly tier?: IntendedTier;
  readonly volume?: Volume;
  readonly reason?: string;
  /** Who says so. An annotation wins over the file. */
  readonly from:
    | { readonly kind: 'annotation'; readonly span: Span }
    | { readonly kind: 'config'; readonly file: string; readonly glob: string };
}
