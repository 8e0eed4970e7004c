/**
 * Calls that go through a module which chooses the tier by urgency, as the fix `tier-router` writes it. Known by the
 * module's name, wherever it was moved to: the tier is a row of its table, and is not looked up from here.
 */
import { isRouterFunction } from '../libraries/generatedHelpers';
import { contains, type Span } from '../text/span';
import type { Expression } from '../syntax/expression';
import type { FileFacts } from '../syntax/facts';
import type { FactsIndex } from './factsIndex';

/** Whether a value is the router's function, imported. */
export function isRouterImport(value: Expression | undefined): boolean {
  const name = value?.kind === 'import' ? value.imported : value?.kind === 'member' ? value.property : undefined;
  const from = value?.kind === 'member' ? value.object : value;
  return name !== undefined && from?.kind === 'import' && isRouterFunction(from.module, name);
}

/** Whether what is called is the router's function. */
export function isRouter(callee: Expression, scope: number, index: FactsIndex): boolean {
  return callee.kind === 'name' && (index.lookUp(callee.name, scope)?.bindings.some(({ value }) => isRouterImport(value)) ?? false);
}

/** The request that a function is called with, and the scope it is written in. */
export interface RoutedRequest {
  readonly value: Expression;
  readonly scope: number;
}

/** What the function is called with, where it is handed to the router. */
export function routedRequest(index: FactsIndex, fn: number): RoutedRequest | undefined {
  return callbacks(index).get(fn);
}

/** Whether a request is sent by a function that was handed to the router. */
export function isWithinRoutedRequest(index: FactsIndex, span: Span): boolean {
  for (const fn of callbacks(index).keys()) if (contains(index.facts.functions[fn]!.span, span)) return true;
  return false;
}

const known = new WeakMap<FileFacts, ReadonlyMap<number, RoutedRequest>>();

function callbacks(index: FactsIndex): ReadonlyMap<number, RoutedRequest> {
  const { facts } = index;
  let found = known.get(facts);
  if (!found)
    known.set(
      facts,
      (found = facts.bindings.some(({ value }) => isRouterImport(value)) ? collect(index) : new Map<number, RoutedRequest>()),
    );
  return found;
}

function collect(index: FactsIndex): ReadonlyMap<number, RoutedRequest> {
  const found = new Map<number, RoutedRequest>();
  for (const item of index.facts.calls) {
    const { callee, args } = item.call;
    const at = args.findIndex(({ value }) => value.kind === 'function');
    const callback = args[at]?.value;
    const request = args[at + 1];
    if (callback?.kind === 'function' && request && !request.spread && isRouter(callee, item.scope, index))
      found.set(callback.function, { value: request.value, scope: item.scope });
  }
  return found;
}
