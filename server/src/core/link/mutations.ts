/** Changes made to a dictionary between its creation and its use. */
import type { Expression } from '../syntax/expression';
import type { CallFacts } from '../syntax/facts';
import { ABSENT, DYNAMIC, argumentSlots, callsTouching, keySlots, merge, overlay, sameChain, type Slot } from './dictionaries';
import type { Evaluator } from './evaluator';
import { lastName, rootName, type FactsIndex } from './factsIndex';
import type { Context } from './value';

/** Functions out of sight whose name says that they change what they are given. */
const TELLS_OF_CHANGE =
  /(^|_|[a-z])(add|apply|set|update|prepare|inject|merge|patch|configure|extend|enrich|build|normali[sz]e|mutate|override|fill|populate|customi[sz]e)/i;

/** The slots of a key after everything the file does to the dictionary `chain` before it is used. */
export function mutationsOf(
  evaluator: Evaluator,
  chain: Expression,
  context: Context,
  key: string,
  base: readonly Slot[],
  depth: number,
): readonly Slot[] {
  const { index } = context;
  const root = rootName(chain);
  if (root === undefined) return base;
  const home = index.lookUp(root, context.scope)?.scope;
  const here = index.functionOf(context.scope);
  const use = chain.span.start;
  let slots = base;

  const applies = (scope: number, at: number): boolean => {
    if (index.lookUp(root, scope)?.scope !== home)
      return (
        chain.kind !== 'name' &&
        index.receiverClass(root, scope) !== undefined &&
        index.receiverClass(root, scope) === index.receiverClass(root, context.scope)
      );
    return index.functionOf(scope) !== here || at < use;
  };
  const place = (scope: number, conditional: boolean | undefined, found: readonly Slot[]): void => {
    if (found.every((slot) => slot.state === 'absent')) return;
    slots = conditional || index.functionOf(scope) !== here ? merge(slots, found) : overlay(slots, found);
  };

  for (const store of index.storesRootedAt(root)) {
    const { target } = store;
    if (target.kind === 'name' || !sameChain(target.kind === 'member' || target.kind === 'index' ? target.object : target, chain)) continue;
    if (!applies(store.scope, store.span.start)) continue;
    const name = storedKey(evaluator, target, { ...context, scope: store.scope });
    if (name !== undefined && name !== key) continue;
    place(
      store.scope,
      store.conditional,
      name === key
        ? [{ state: 'given', expression: store.value, context: { ...context, scope: store.scope } }]
        : merge([ABSENT], [DYNAMIC]),
    );
  }
  for (const item of callsTouching(index, chain)) {
    if (item.call.span.start <= use && use < item.call.span.end) continue;
    if (!applies(item.scope, item.call.span.start)) continue;
    place(item.scope, true, callMutation(evaluator, item, chain, { ...context, scope: item.scope }, key, depth));
  }
  return slots;
}

function storedKey(evaluator: Evaluator, target: Expression, context: Context): string | undefined {
  if (target.kind === 'member') return target.property;
  if (target.kind !== 'index') return undefined;
  const [value, ...others] = evaluator.evaluate(target.index, context);
  return others.length === 0 && value?.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined;
}

function callMutation(
  evaluator: Evaluator,
  item: CallFacts,
  chain: Expression,
  context: Context,
  key: string,
  depth: number,
): readonly Slot[] {
  const { call } = item;
  const name = lastName(call.callee);
  const [first, second] = call.args;
  if (call.callee.kind === 'member' && sameChain(call.callee.object, chain)) {
    if (name === 'update') {
      const positional =
        first && first.name === undefined && !first.spread ? keySlots(evaluator, first.value, context, key, depth + 1) : [ABSENT];
      return overlay(positional, argumentSlots(evaluator, call, context, key));
    }
    if (name === 'setdefault') {
      if (first?.value.kind === 'string' && first.value.value !== undefined)
        return first.value.value === key ? [second ? { state: 'given', expression: second.value, context } : DYNAMIC] : [ABSENT];
      return [DYNAMIC];
    }
    return [ABSENT];
  }
  if (!first || !call.args.some((arg) => sameChain(arg.value, chain))) return [ABSENT];
  if (name === 'assign' && sameChain(first.value, chain))
    return call.args
      .slice(1)
      .reduce<readonly Slot[]>(
        (slots, arg) => overlay(slots, arg.spread ? [DYNAMIC] : keySlots(evaluator, arg.value, context, key, depth + 1)),
        [ABSENT],
      );
  return handedOver(evaluator, item, chain, context, key);
}

/** The dictionary goes into a function: one in sight is searched for changes, one out of sight is judged by its name. */
function handedOver(evaluator: Evaluator, item: CallFacts, chain: Expression, context: Context, key: string): readonly Slot[] {
  const { call } = item;
  const position = call.args.findIndex((arg) => sameChain(arg.value, chain));
  const functions = evaluator.evaluate(call.callee, context).filter((value) => value.kind === 'function');
  for (const fn of functions) {
    const facts = fn.context.index.facts.functions[fn.function]!;
    const keyword = call.args[position]!.name;
    const offset = facts.parameters[0]?.name === 'self' || facts.parameters[0]?.name === 'cls' ? 1 : 0;
    const parameter = keyword ?? facts.parameters[position + offset]?.name;
    if (parameter !== undefined && changesKey(fn.context.index, facts.scope, parameter, key)) return [DYNAMIC];
  }
  if (functions.length > 0) return [ABSENT];
  const name = lastName(call.callee) ?? '';
  return TELLS_OF_CHANGE.test(name) ? [DYNAMIC] : [ABSENT];
}

function changesKey(index: FactsIndex, scope: number, parameter: string, key: string): boolean {
  const inFunction = (at: number): boolean => index.lookUp(parameter, at)?.scope === scope;
  const stored = index.storesRootedAt(parameter).some((store) => {
    if (!inFunction(store.scope)) return false;
    const { target } = store;
    if (target.kind === 'member') return target.property === key;
    return target.kind === 'index' && (target.index.kind !== 'string' || target.index.value === undefined || target.index.value === key);
  });
  return (
    stored ||
    index
      .callsOf('update')
      .some((item) => inFunction(item.scope) && item.call.callee.kind === 'member' && rootName(item.call.callee.object) === parameter)
  );
}
