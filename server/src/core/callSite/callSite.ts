/** A call site: what the link step learned about one place that sends a request, and what was judged of it since. */
import type { Intent } from '../intent/intent';
import type { LinkedCall } from '../link/linkedCall';
import type { Use } from '../link/uses';
import type { LoopVerdict } from '../loops/loopVerdict';
import type { CheaperWay } from './cheaperWay';
import type { WorkloadVerdict } from '../workload/workload';

/** A linked call with what was judged of it: what rules, fixes, hovers and reports see. */
export interface CallSite extends LinkedCall {
  readonly workload: WorkloadVerdict;
  /** The loop that repeats the call, if one does. */
  readonly loop?: LoopVerdict;
  /** Of an object that is built once: the calls that send its requests. */
  readonly uses?: readonly Use[];
  /** It runs, on standard, where a flex call of the file was refused. */
  readonly isFallback?: true;
  /** What an annotation or `tierlint.json` says the call is meant to be. */
  readonly intent?: Intent;
  /** Ways to run it for less that fit who waits, the best first; those that take no rewriting before those that do. Looks at fixes when it is asked. */
  readonly cheaperWays: () => readonly CheaperWay[];
}
