/** Loops that ask for a batch again and again, and what of its ends they miss. */
import type { FlowFunction, FlowLoop, FlowStatement } from '../syntax/flow/flow';
import { expressionsOf, loopHead, ownCalls, statementsIn } from '../syntax/flow/walk';
import { isRetrieve, type BatchFlow } from './batchFlow';
import { Execution, isEndless } from './execution';

export interface PollingLoop {
  readonly loop: FlowLoop;
  readonly inside: FlowFunction;
  /** Statuses with which a batch has ended and the loop goes on for ever. */
  readonly missed: readonly Ended[];
}

/** How a batch ends that is not completed. */
const ENDED_BADLY = ['failed', 'expired', 'cancelled'] as const;
type Ended = (typeof ENDED_BADLY)[number];

/** The innermost loops of a file that ask for a batch, and functions that ask and call themselves again. */
export function pollingLoops(file: BatchFlow): readonly PollingLoop[] {
  return [...loopsThatPoll(file), ...file.all.flatMap((inside) => recursion(inside, file))];
}

/** `async function poll() { ...; return poll(); }`, also by way of a timer. */
function recursion(inside: FlowFunction, file: BatchFlow): readonly PollingLoop[] {
  if (
    inside.form === 'module' ||
    ![...statementsIn(inside.body)].some((statement) => ownCalls(statement).some((call) => isRetrieve(call) && !call.deferred))
  )
    return [];
  const again = [...statementsIn(inside.body)].flatMap(ownCalls).find((call) => file.called(call) === inside);
  if (!again) return [];
  const goesOn = (status: string): boolean => new Execution(file, inside, status).callsItselfAgain();
  const missed = !goesOn('completed') && goesOn('in_progress') ? ENDED_BADLY.filter(goesOn) : [];
  return missed.length > 0
    ? [{ loop: { form: 'while', span: inside.span, head: again.span, clauses: [], body: inside.body }, inside, missed }]
    : [];
}

function loopsThatPoll(file: BatchFlow): readonly PollingLoop[] {
  return file.all.flatMap((inside) =>
    [...statementsIn(inside.body)].flatMap((statement) =>
      loopsOf(statement).flatMap((loop) => (polls(loop, file) ? [judge(loop, inside, file)] : [])),
    ),
  );
}

function loopsOf(statement: FlowStatement): readonly FlowLoop[] {
  return statement.kind === 'loop' ? [statement.loop] : [];
}

/** It asks for one batch, over and over: nothing within it does. */
function polls(loop: FlowLoop, file: BatchFlow): boolean {
  const isWaiting = ['while', 'do-while', 'for-count'].includes(loop.form) || isEndless(loop, file) || isAttempts(loop, file);
  if (!isWaiting) return false;
  const asksInHead = loopHead(loop).some(({ calls }) => calls.some((call) => file.asks(call)));
  if (!asksInHead && !file.asksIn(loop.body)) return false;
  return ![...statementsIn(loop.body)].some(
    (statement) => loopsOf(statement).some((inner) => polls(inner, file)) || comprehends(statement, file),
  );
}

/** `for attempt in range(60)`. */
function isAttempts({ form, clauses }: FlowLoop, file: BatchFlow): boolean {
  return (
    form === 'for' &&
    clauses.some(({ iterable, targets }) => /^range\(/.test(file.text(iterable.span)) && !/\bid|batch/i.test(file.text(targets.span)))
  );
}

/** Many batches are looked after at once: what is done about one says nothing of the loop. */
function comprehends(statement: FlowStatement, file: BatchFlow): boolean {
  if (statement.kind === 'loop' && file.asksIn(statement.loop.body)) return true;
  return expressionsOf(statement).some(({ loops }) => loops.some(({ body }) => file.asksIn(body)));
}

function judge(loop: FlowLoop, inside: FlowFunction, file: BatchFlow): PollingLoop {
  const run = (status: string): Execution => new Execution(file, inside, status);
  // A loop that does not end on success either, or ends while the batch runs, was not understood.
  const isUnderstood = run('completed').mayEnd(loop) && run('in_progress').goesOn(loop);
  return { loop, inside, missed: isUnderstood ? ENDED_BADLY.filter((status) => run(status).goesOn(loop)) : [] };
}
