/** Where a call is repeated, and what was proved of it: what verdicts are made of, and what a conversion starts from. */
import type { SourceUnit } from '../link/moduleHost';
import type { FileFlow, FlowBlock, FlowCall, FlowFunction, FlowLoop, FlowStatement } from '../syntax/flow/flow';
import type { LoopVerdictId } from './loopVerdict';

/** A piece of code with the file it is in. */
interface FlowPlace {
  readonly unit: SourceUnit;
  readonly flow: FileFlow;
  /** The function whose body it stands in; inline functions that are a loop's body belong to the function around. */
  readonly function: FlowFunction;
}

/** A statement, with the block that holds it. */
export interface FlowStep {
  readonly block: FlowBlock;
  readonly statement: FlowStatement;
}

export interface LoopAnalysis {
  readonly verdict: LoopVerdictId;
  /** One sentence, with names and lines. */
  readonly reason: string;
  /** The outermost loop the verdict holds for. */
  readonly loop: FlowLoop;
  /** Where the loop stands. */
  readonly place: FlowPlace;
  /** The statement the loop is, or stands in, within `place.function`, and the block round it. */
  readonly step: FlowStep;
  /** `loop` and the loops in it that also repeat the call, outermost first, the innermost one last. Retries are not among them. */
  readonly nested: readonly FlowLoop[];
  /** A loop round the call alone that sends the same request again after a failure; the conversion may drop it, since failed lines are final. */
  readonly retry?: FlowLoop;
  /** All loops of that kind, in the called function too. */
  readonly retries: readonly FlowLoop[];
  /**
   * From the body of the loop (of `nested[0]`) down to the statement that holds the SDK call, or the call of the called function: the
   * first is a statement of the body, the last is the innermost one. Retries are among them.
   */
  readonly path: readonly FlowStep[];
  /** The SDK call where it stands in the loop; the call of the called function where there is one. */
  readonly call: FlowCall;
  /** Other files that were looked into. */
  readonly files: readonly string[];
  /** The SDK call stands in a function that the loop calls (or hands to `map`, `submit`...). */
  readonly called?: CalledFunction;
  /** The call is handed out to run later, one by one: `pool.submit(f, x)`, `asyncio.create_task(f(x))`, `limit(() => f(x))`. */
  readonly dispatched?: FlowCall;
}

export interface CalledFunction {
  readonly place: FlowPlace;
  /** From the body of that function down to the statement that holds the SDK call. */
  readonly path: readonly FlowStep[];
  /** The SDK call in it. */
  readonly call: FlowCall;
}
