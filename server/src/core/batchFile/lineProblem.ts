/** What is wrong with a line whatever the others say. */
import type { BatchMessage } from '../rules/batchJsonl';

/** Where in the line something lies: the value at a path of keys, or a place by offset. */
export type LineSpot = readonly string[] | { readonly offset: number; readonly end?: number };

export interface LineProblem {
  readonly messageId: BatchMessage;
  readonly data?: Readonly<Record<string, string>>;
  readonly at: LineSpot;
}
