/** Whether a key is in a dictionary of arguments: literals, spreads, variables built up a few lines above, helper functions. */
import { FLEX_FALLBACK } from '../libraries/generatedHelpers';
import type { CallExpression, DictionaryExpression, Expression, ImportExpression } from '../syntax/expression';
import type { Binding, CallFacts } from '../syntax/facts';
import { reachingBindings } from './bindings';
import type { Evaluator } from './evaluator';
import { lastName, rootName, type FactsIndex } from './factsIndex';
import { mutationsOf } from './mutations';
import { routedRequest } from './routers';
import type { Context, Value } from './value';

/** One thing an argument can be: not there, there with this expression, or there (or not) with a value out of sight. */
export type Slot =
  | { readonly state: 'absent' }
  | { readonly state: 'given'; readonly expression: Expression; readonly context: Context }
  | { readonly state: 'dynamic' };

export const ABSENT: Slot = { state: 'absent' };
export const DYNAMIC: Slot = { state: 'dynamic' };

const MAX_DEPTH = 12;

/** A keyword argument of a Python call, through `**spreads`. */
export function argumentSlots(evaluator: Evaluator, call: CallExpression, context: Context, name: string): readonly Slot[] {
  const named = call.args.find((arg) => arg.name === name);
  if (named) return [{ state: 'given', expression: named.value, context }];
  let slots: readonly Slot[] = [ABSENT];
  for (const arg of call.args) {
    if (arg.spread !== 'dictionary') continue;
    slots = overlay(slots, keySlots(evaluator, arg.value, context, name));
  }
  return slots;
}

/** What a key has in the dictionary an expression stands for. */
export function keySlots(evaluator: Evaluator, expression: Expression, context: Context, key: string, depth = 0): readonly Slot[] {
  if (depth > MAX_DEPTH || !evaluator.mayLookUp()) return [DYNAMIC];
  const next = (inner: Expression, at: Context = context): readonly Slot[] => keySlots(evaluator, inner, at, key, depth + 1);
  switch (expression.kind) {
    case 'dictionary':
      return literalSlots(evaluator, expression, context, key, depth);
    case 'null':
      return [ABSENT];
    case 'boolean':
      return [ABSENT];
    case 'choice':
      // `...(x && { a: 1 })`: either nothing or the last operand.
      if (expression.form === 'and') return merge([ABSENT], next(expression.options[expression.options.length - 1]!));
      return merge(...expression.options.map((option) => next(option)));
    case 'arithmetic':
      return expression.operator === '|' ? overlay(next(expression.left), next(expression.right)) : [DYNAMIC];
    case 'name':
      return nameSlots(evaluator, expression, context, key, depth);
    case 'call':
      return callSlots(evaluator, expression, context, key, depth);
    case 'import':
      return importSlots(evaluator, expression, context, key, depth);
    case 'member':
    case 'index':
      return memberSlots(evaluator, expression, context, key, depth);
    default:
      return [DYNAMIC];
  }
}

/** The values of a key of a dictionary value. */
export function keyValues(evaluator: Evaluator, value: Extract<Value, { kind: 'dictionary' }>, key: string): readonly Value[] {
  return literalSlots(evaluator, value.expression, value.context, key, 0).flatMap((slot): readonly Value[] => {
    if (slot.state === 'given') return evaluator.evaluate(slot.expression, slot.context);
    return [slot.state === 'absent' ? { kind: 'unseen', why: 'attribute' } : { kind: 'unknown' }];
  });
}

/** `x if c else None` written for a value stands for each of its options. */
export function alternatives(slots: readonly Slot[]): readonly Slot[] {
  return slots.flatMap((slot): readonly Slot[] => {
    if (slot.state !== 'given' || slot.expression.kind !== 'choice' || slot.expression.form !== 'conditional') return [slot];
    return alternatives(slot.expression.options.map((expression) => ({ ...slot, expression })));
  });
}

/** Later dictionaries win over earlier ones. */
export function overlay(lower: readonly Slot[], upper: readonly Slot[]): readonly Slot[] {
  if (upper.every((slot) => slot.state === 'given')) return upper;
  if (upper.every((slot) => slot.state === 'absent')) return lower;
  return merge(
    upper.filter((slot) => slot.state !== 'absent'),
    lower,
  );
}

export function merge(...alternatives: (readonly Slot[])[]): readonly Slot[] {
  const slots = alternatives.flat();
  const kept: Slot[] = slots.filter((slot) => slot.state === 'given');
  if (slots.some((slot) => slot.state === 'absent')) kept.push(ABSENT);
  if (slots.some((slot) => slot.state === 'dynamic')) kept.push(DYNAMIC);
  return kept;
}

function literalSlots(
  evaluator: Evaluator,
  dictionary: DictionaryExpression,
  context: Context,
  key: string,
  depth: number,
): readonly Slot[] {
  let slots: readonly Slot[] = [ABSENT];
  for (const entry of dictionary.entries) {
    if (entry.spread) slots = overlay(slots, keySlots(evaluator, entry.value, context, key, depth + 1));
    else if (entry.key === key) slots = [{ state: 'given', expression: entry.value, context }];
    else if (entry.key === undefined) slots = merge(slots, [DYNAMIC]);
  }
  return slots;
}

function nameSlots(
  evaluator: Evaluator,
  name: Extract<Expression, { kind: 'name' }>,
  context: Context,
  key: string,
  depth: number,
): readonly Slot[] {
  const { index } = context;
  const bindings = reachingBindings(index, name.name, context.scope, name.span.start);
  if (bindings.length === 0) {
    // A name from a star import or a built-in: what it holds is out of sight.
    return [DYNAMIC];
  }
  const base = merge(
    ...bindings.map((binding): readonly Slot[] => {
      if (binding.kind === 'parameter') {
        const handed = handedBeside(index, binding);
        if (handed) return keySlots(evaluator, handed.value, { file: context.file, index, scope: handed.scope }, key, depth + 1);
        return parameterSlots(evaluator, name, context, key, depth);
      }
      if (!binding.value || binding.kind === 'loop' || binding.kind === 'with') return [DYNAMIC];
      const inner = keySlots(evaluator, binding.value, evaluator.contextAt(context, binding.value), key, depth + 1);
      return binding.augmented ? merge(inner, [DYNAMIC]) : inner;
    }),
  );
  return mutationsOf(evaluator, name, context, key, base, depth);
}

/**
 * `withFlexFallback((body) => client.responses.create(body), { model, input })`: what `body` is. Helpers that fixes write call the
 * function they are handed with the request that stands behind it.
 */
function handedBeside(
  index: FactsIndex,
  { scope, parameter }: Binding,
): { readonly value: Expression; readonly scope: number } | undefined {
  if (parameter !== 0) return undefined;
  const fn = index.functionOf(scope);
  const routed = fn === undefined ? undefined : routedRequest(index, fn);
  if (routed) return routed;
  for (const item of index.callsOf(FLEX_FALLBACK.ecmascript)) {
    const { args } = item.call;
    const at = args.findIndex(({ value }) => value.kind === 'function' && value.function === fn);
    const request = args[at + 1];
    if (at >= 0 && request && !request.spread) return { value: request.value, scope: item.scope };
  }
  return undefined;
}

/** A parameter that callers in this file fill, when the call being followed tells which; otherwise anything may be in it. */
function parameterSlots(
  evaluator: Evaluator,
  name: Extract<Expression, { kind: 'name' }>,
  context: Context,
  key: string,
  depth: number,
): readonly Slot[] {
  if (!context.frame) return [DYNAMIC];
  const values = evaluator.evaluateName(name.name, name.span.start, context);
  return merge(
    ...values.map((value): readonly Slot[] =>
      value.kind === 'dictionary'
        ? keySlots(evaluator, value.expression, value.context, key, depth + 1)
        : value.kind === 'literal' && value.value === null
          ? [ABSENT]
          : [DYNAMIC],
    ),
  );
}

const COPYING_METHODS = new Set(['copy', 'deepcopy', 'dict', 'structuredClone', 'freeze', 'cast']);
const MERGING_METHODS = new Set(['assign', 'merge', 'defaults']);

function callSlots(evaluator: Evaluator, call: CallExpression, context: Context, key: string, depth: number): readonly Slot[] {
  const name = lastName(call.callee);
  const next = (inner: Expression): readonly Slot[] => keySlots(evaluator, inner, context, key, depth + 1);
  if (name !== undefined && COPYING_METHODS.has(name)) {
    if (name === 'copy' && call.callee.kind === 'member' && call.args.length === 0) return next(call.callee.object);
    const source = call.args.find((arg) => arg.name === undefined && arg.spread === undefined && arg.value.kind !== 'string');
    if (source) return next(name === 'cast' ? (call.args[1]?.value ?? source.value) : source.value);
  }
  if (name !== undefined && MERGING_METHODS.has(name) && call.callee.kind === 'member') {
    return call.args.reduce<readonly Slot[]>((slots, arg) => (arg.spread ? [DYNAMIC] : overlay(slots, next(arg.value))), [ABSENT]);
  }
  const functions = evaluator.evaluate(call.callee, context);
  if (functions.length === 0) return [DYNAMIC];
  return merge(
    ...functions.map((fn): readonly Slot[] => {
      if (fn.kind !== 'function') return [DYNAMIC];
      const facts = fn.context.index.facts.functions[fn.function]!;
      if (facts.returns.length === 0) return [DYNAMIC];
      const inner = evaluator.enter(fn, call, context);
      return merge(...facts.returns.map((result) => keySlots(evaluator, result, evaluator.contextAt(inner, result), key, depth + 1)));
    }),
  );
}

function memberSlots(evaluator: Evaluator, expression: Expression, context: Context, key: string, depth: number): readonly Slot[] {
  const values = evaluator.evaluate(expression, context);
  if (values.length === 0) return [DYNAMIC];
  const base = merge(
    ...values.map((value): readonly Slot[] => {
      if (value.kind === 'dictionary') return keySlots(evaluator, value.expression, value.context, key, depth + 1);
      if (value.kind === 'literal' && value.value === null) return [ABSENT];
      return [DYNAMIC];
    }),
  );
  return mutationsOf(evaluator, expression, context, key, base, depth);
}

/** A dictionary that another file exports: what that file does to it counts as well. */
function importSlots(evaluator: Evaluator, expression: ImportExpression, context: Context, key: string, depth: number): readonly Slot[] {
  const values = evaluator.evaluate(expression, context);
  if (values.length === 0) return [DYNAMIC];
  return merge(
    ...values.map((value): readonly Slot[] => {
      if (value.kind !== 'dictionary') return [DYNAMIC];
      const { file, index } = value.context;
      const owner = index.facts.bindings.find((binding) => binding.scope === 0 && binding.value === value.expression);
      if (!owner) return keySlots(evaluator, value.expression, value.context, key, depth + 1);
      const end = { start: Number.MAX_SAFE_INTEGER, end: Number.MAX_SAFE_INTEGER };
      return nameSlots(evaluator, { kind: 'name', name: owner.name, span: end }, { file, index, scope: 0 }, key, depth + 1);
    }),
  );
}

/** Whether two chains are written alike and start at the same variable. */
export function sameChain(a: Expression, b: Expression): boolean {
  if (a.kind === 'name' && b.kind === 'name') return a.name === b.name;
  if (a.kind === 'member' && b.kind === 'member') return a.property === b.property && sameChain(a.object, b.object);
  return false;
}

/** Calls in the file whose callee is a method of exactly this chain, or that are handed it. */
export function callsTouching(index: FactsIndex, chain: Expression): readonly CallFacts[] {
  const root = rootName(chain);
  if (root === undefined) return [];
  const methods = ['update', 'setdefault', 'pop', 'assign', 'extend'].flatMap((name) => index.callsOf(name));
  return [...methods, ...(chain.kind === 'name' ? index.callsGiven(root) : [])];
}
