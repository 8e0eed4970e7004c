/** Where a call stands: the statements, loops and inline functions round it, outermost first. */
import { contains, type Span } from '../text/span';
import type { FileFlow, FlowBlock, FlowCall, FlowExpression, FlowFunction, FlowLoop, FlowStatement } from '../syntax/flow/flow';
import type { FlowStep } from './loopAnalysis';
import { blocksOf, expressionsOf } from '../syntax/flow/walk';

export type Around =
  | { readonly kind: 'step'; readonly step: FlowStep }
  /** `part`: the call stands in what is repeated; `filter`: in a condition of a comprehension; `condition`: of a `while`. */
  | { readonly kind: 'loop'; readonly loop: FlowLoop; readonly part: 'body' | 'filter' | 'condition' }
  /** An inline function that is no loop's body; `handedTo`: the call it is an argument of. */
  | { readonly kind: 'function'; readonly function: FlowFunction; readonly handedTo?: FlowCall };

/** The function to look at the call from: inline functions that nobody can call by a name belong to the function around. */
export function rootAround(flow: FileFlow, offset: number): FlowFunction {
  let root = flow.functionAt(offset);
  while (root.form === 'inline' && root.outer && !isNamed(root)) root = root.outer;
  return root;
}

/** `const f = async (x) => ...`, a method, a `def`. Python's lambdas have no name. */
function isNamed(fn: FlowFunction): boolean {
  return fn.name !== undefined;
}

/** What stands round a span within a function, outermost first; undefined when the span is not found there. */
export function locate(fn: FlowFunction, span: Span): readonly Around[] | undefined {
  const found: Around[] = [];
  return inBlock(fn.body, span, found) ? found : undefined;
}

function inBlock(block: FlowBlock, span: Span, found: Around[]): boolean {
  const statement = block.statements.find((each) => contains(each.span, span));
  if (!statement) return false;
  found.push({ kind: 'step', step: { block, statement } });
  return inStatement(statement, span, found);
}

function inStatement(statement: FlowStatement, span: Span, found: Around[]): boolean {
  if (statement.kind === 'loop') {
    const { loop } = statement;
    if (contains(loop.body.span, span)) {
      found.push({ kind: 'loop', loop, part: 'body' });
      return inBlock(loop.body, span, found);
    }
    if ((loop.condition && contains(loop.condition.span, span)) || (loop.update && contains(loop.update.span, span))) {
      found.push({ kind: 'loop', loop, part: 'condition' });
      return inExpression((loop.condition && contains(loop.condition.span, span) ? loop.condition : loop.update)!, span, found);
    }
  }
  const inner = blocksOf(statement).find((block) => contains(block.span, span));
  if (inner && inner.statements.some((each) => contains(each.span, span))) return inBlock(inner, span, found);
  const expression = expressionsOf(statement).find((each) => contains(each.span, span));
  // A call that no expression holds: in a pattern, a decorator. It stands in the statement, more can't be told.
  return expression ? inExpression(expression, span, found) : statement.kind !== 'function' && statement.kind !== 'class';
}

function inExpression(expression: FlowExpression, span: Span, found: Around[]): boolean {
  const loop =
    expression.loops.find((each) => contains(each.span, span) && each.span.start !== span.start) ??
    expression.loops.find((each) => contains(each.span, span));
  if (loop && loop.call?.call.span.end !== span.end) {
    if (contains(loop.body.span, span) && loop.body.statements.length > 0) {
      found.push({ kind: 'loop', loop, part: 'body' });
      return inBlock(loop.body, span, found);
    }
    for (const [at, { iterable, conditions }] of loop.clauses.entries()) {
      const condition = conditions.find((each) => contains(each.span, span));
      if (condition) {
        found.push({ kind: 'loop', loop, part: 'filter' });
        return inExpression(condition, span, found);
      }
      if (contains(iterable.span, span)) {
        // Only the first iterable is evaluated once.
        if (at > 0) found.push({ kind: 'loop', loop, part: 'body' });
        return inExpression(iterable, span, found);
      }
    }
  }
  const fn = expression.functions.find((each) => contains(each.body.span, span));
  if (fn) {
    const handedTo = expression.calls.filter(({ args }) => args.some((arg) => arg.function === fn)).at(-1);
    found.push({ kind: 'function', function: fn, ...(handedTo && { handedTo }) });
    return inBlock(fn.body, span, found);
  }
  return true;
}

/** The call with this span in a flow of statements. */
export function callAt(steps: readonly FlowStep[], span: Span): FlowCall | undefined {
  for (let i = steps.length - 1; i >= 0; i--) {
    for (const expression of expressionsOf(steps[i]!.statement)) {
      const call = expression.calls.find((each) => each.span.start === span.start && each.span.end === span.end);
      if (call) return call;
    }
  }
  return undefined;
}
