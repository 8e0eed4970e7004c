import type { CallSite } from '../callSite/callSite';
import type { Span } from '../text/span';
import type { Fix, MissingFix } from './fix';
import type { Severity } from './severity';

/** A place where a rule has something to say. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** One of the rule's message ids; tests assert these, not prose. */
  readonly messageId: string;
  readonly message: string;
  readonly file: string;
  /** What the finding is about: the whole call. */
  readonly span: Span;
  /** What an editor underlines: shorter than `span` where that reads better. */
  readonly underline: Span;
  /** Made when they are first asked for. */
  readonly fixes: readonly Fix[];
  /** Fixes of the rule that are not offered, where it is known why. */
  readonly missingFixes: readonly MissingFix[];
  readonly callSite?: CallSite;
}
