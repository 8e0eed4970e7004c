/** Whether the requests of a loop could go to the Batch API in one file, and if not, why. */
import type { Span } from '../text/span';

/** What a verdict means, one line each, as `explain` and the rule's page list them. */
export const LOOP_VERDICTS = {
  batchable: 'No request is made of the answer to another: all can be sent at once.',
  dependent: 'A request is made of an earlier answer.',
  conversation: 'Messages grow from one request to the next.',
  streaming: 'The answer is read as a stream.',
  'early-exit': 'An answer, or its failure, can end the loop before all requests are sent.',
  unbounded: 'The loop has no end that is known beforehand, or waits for a person.',
  unsupported: 'The Batch API does not take the endpoint or the model, or the request goes to somebody else.',
  'side-effect': 'Something is written between requests that later ones read.',
  retry: 'The loop sends one request again until it succeeds.',
  unproved: 'None of these could be proved; the reason says what stood in the way.',
} as const;

export type LoopVerdictId = keyof typeof LOOP_VERDICTS;

export interface LoopVerdict {
  readonly verdict: LoopVerdictId;
  /** One sentence with the names and the line it rests on: "`history` grows with each answer (line 14)". */
  readonly reason: string;
  /** The loop, comprehension, `map` or `gather` as a whole; in the file of the call unless `file` says otherwise. */
  readonly span: Span;
  /** Its head, for a short underline: `for d in docs`, `docs.map`. */
  readonly head: Span;
  readonly file?: string;
  /** Files beside that of the call that the verdict was made from. */
  readonly filesRead?: readonly string[];
  /** Batchable, but not converted: one sentence on why; undefined where it is converted. Takes the loop apart, so ask only when it is shown. */
  readonly declined?: () => string | undefined;
}
