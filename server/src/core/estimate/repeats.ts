/** How often the loops round a call run it, where the code says so: a literal list, `range(50)`, `Array.from({ length: 50 })`. */
import type { LinkedCall } from '../link/linkedCall';
import type { Evaluator } from '../link/evaluator';
import { lastName } from '../link/factsIndex';
import type { Context } from '../link/value';
import type { CallExpression, Expression } from '../syntax/expression';

export interface Repeats {
  readonly times: number;
}

/** The product of all loops of the call's function that stand round it and whose length is known; undefined when none is. */
export function repeatsOf(site: LinkedCall, evaluator: Evaluator): Repeats | undefined {
  const index = evaluator.index(site.file);
  if (!index) return undefined;
  const { start, end } = site.call.span;
  const here = index.functionOf(index.scopeAt(start));
  const counted = new Set<number>();
  let times: number | undefined;
  for (const { kind, value, scope, statement } of index.facts.bindings) {
    if (kind !== 'loop' || !value || counted.has(statement.start)) continue;
    // The iterable is evaluated once, before the loop: a call inside it is not repeated.
    const isInside = statement.start <= start && end <= statement.end && !(value.span.start <= start && end <= value.span.end);
    if (!isInside || index.functionOf(scope) !== here) continue;
    const length = lengthOf(value, { file: site.file, index, scope }, evaluator);
    if (length === undefined) continue;
    counted.add(statement.start);
    times = (times ?? 1) * length;
  }
  return times === undefined || times <= 1 ? undefined : { times };
}

function lengthOf(iterable: Expression, context: Context, evaluator: Evaluator): number | undefined {
  if (iterable.kind === 'call') return lengthOfCall(iterable, context, evaluator);
  const [value, ...others] = evaluator.evaluate(iterable, context);
  if (others.length > 0 || value?.kind !== 'list') return undefined;
  const { items } = value.expression;
  return items.some(({ kind }) => kind === 'opaque') ? undefined : items.length;
}

/** Functions that go through what they are handed, item by item. */
const PASSING = new Set(['enumerate', 'list', 'tqdm', 'sorted', 'reversed', 'tuple', 'entries', 'values']);

function lengthOfCall(call: CallExpression, context: Context, evaluator: Evaluator): number | undefined {
  const name = call.callee.kind === 'name' ? call.callee.name : lastName(call.callee);
  const [first] = call.args;
  if (name === 'range' || name === 'trange') {
    const numbers = call.args.filter((arg) => arg.name === undefined).map(({ value }) => numberOf(value, context, evaluator));
    if (numbers.length === 0 || numbers.some((number) => number === undefined)) return undefined;
    const [from, to, step] = numbers.length === 1 ? [0, numbers[0]!, 1] : [numbers[0]!, numbers[1]!, numbers[2] ?? 1];
    return step === 0 ? undefined : Math.max(0, Math.ceil((to - from) / step));
  }
  if (name !== undefined && PASSING.has(name) && first) return lengthOf(first.value, context, evaluator);
  return undefined;
}

function numberOf(expression: Expression, context: Context, evaluator: Evaluator): number | undefined {
  const [value, ...others] = evaluator.evaluate(expression, context);
  return others.length === 0 && value?.kind === 'literal' && typeof value.value === 'number' ? value.value : undefined;
}
