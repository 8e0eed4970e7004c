/** Whether the requests of a loop could go to the Batch API in one file, and if not, why. */
import type { Span } from '../text/span';

export type LoopVerdictId =
  /** Each request is independent of the others' answers. */
  | 'batchable'
  /** A request is made of an earlier answer. */
  | 'dependent'
  /** The answer is consumed as a stream. */
  | 'streaming'
  /** Messages grow from one request to the next. */
  | 'conversation'
  /** The loop ends as soon as an answer says so. */
  | 'early-exit'
  /** The loop has no end that is known beforehand, or waits for a person. */
  | 'unbounded'
  /** The Batch API does not take the endpoint or the model. */
  | 'unsupported'
  /** Something visible happens between requests that a batch would reorder. */
  | 'side-effect'
  /** The loop sends one request again until it succeeds. */
  | 'retry'
  /** None of these was proved; never offered for conversion. */
  | 'unproved';

export interface LoopVerdict {
  readonly verdict: LoopVerdictId;
  /** One sentence with the names and the line it rests on: "`history` grows with each answer (line 14)". */
  readonly reason: string;
  /** The loop, comprehension, `map` or `gather` as a whole; in the file of the call unless `file` says otherwise. */
  readonly span: Span;
  readonly file?: string;
}
