import type { Expression } from '../expression';
import type { HandlerSet } from './handlers';
import type { Context } from './context';
import type { Lowering } from './lowering';
import { bindTarget } from './targets';

/** Comprehensions and generator expressions: a scope of their own, opaque as values. */
export const comprehensions: HandlerSet = {
  expressions: {
    list_comprehension: comprehension,
    set_comprehension: comprehension,
    dictionary_comprehension: comprehension,
    generator_expression: comprehension,
  },
};

function comprehension(l: Lowering, node: number): Expression {
  const outer = l.context;
  const scope = l.addScope({ parent: outer.scope, kind: 'function', span: l.span(node) });
  l.namespaces.markComprehension(scope);
  const inner = outer.inComprehension(scope);
  const repeated = inner.maybe();
  let isFirst = true;
  let body = 0;
  for (const child of l.tree.children(node)) {
    const type = l.tree.type(child);
    if (type === 'for_in_clause') {
      // The first iterable is evaluated outside; the others see the names bound so far.
      clause(l, child, isFirst ? outer : repeated, isFirst ? inner : repeated);
      isFirst = false;
    } else if (l.tree.isField(child, 'body')) body = child;
    else l.visitIn(repeated, child);
  }
  if (body !== 0) l.visitIn(repeated, body);
  l.context = outer;
  return l.opaque(node);
}

function clause(l: Lowering, node: number, iterableContext: Context, targetContext: Context): void {
  const left = l.tree.child(node, 'left');
  let value: Expression | undefined;
  for (const child of l.tree.children(node)) {
    // Python 2 allows several iterables, which make a tuple.
    if (child !== left) value = value ? undefined : l.expressionIn(iterableContext, child);
  }
  l.context = targetContext;
  if (left !== 0) bindTarget(l, left, { kind: 'loop', value: undefined, iterable: value, span: l.span(node) });
}
