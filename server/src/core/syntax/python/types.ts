import type { Expression } from '../expression';
import type { HandlerSet } from './handlers';
import type { Lowering } from './lowering';
import { choice } from './operators';
import { endsIn, indexExpression } from './primaries';

/** Type annotations, lowered like values: forward references are names, `X | Y` is a union. */
export const types: HandlerSet = {
  expressions: {
    type(l, node) {
      const inner = l.tree.firstChild(node);
      return inner === 0 ? l.opaque(node) : l.expression(inner);
    },
    generic_type(l, node) {
      const [object, parameters] = l.tree.children(node);
      if (object === undefined || parameters === undefined) return l.opaque(node);
      return indexExpression(l, node, object, l.tree.children(parameters));
    },
    union_type(l, node) {
      const [first, second] = l.tree.children(node);
      if (first === undefined || second === undefined) return l.opaque(node);
      return choice('union', l.expression(first), l.expression(second), l.span(node));
    },
    member_type(l, node) {
      const [object, property] = l.tree.children(node);
      if (object === undefined || property === undefined) return l.opaque(node);
      const base = l.expression(object);
      return { kind: 'member', object: base, property: l.tree.slice(property), span: l.span(node), propertySpan: l.span(property) };
    },
  },
};

/** Lowers an annotation. */
export function lowerAnnotation(l: Lowering, node: number): Expression {
  return l.expressionIn(l.context.inAnnotation(true), node);
}

/** Whether an annotation says that the name is bound once: `Final`, `Final[int]`, `typing.Final`. */
export function isFinal(annotation: Expression): boolean {
  return endsIn(annotation.kind === 'index' ? annotation.object : annotation, 'Final');
}

/** Binds the names of `[T: bound, *Ts, **P]` in the current scope. */
export function bindTypeParameters(l: Lowering, list: number): void {
  for (const type of l.tree.children(list)) {
    let node = type;
    let bound = 0;
    while (node !== 0 && l.tree.type(node) !== 'identifier') {
      const inner = l.tree.firstChild(node);
      if (l.tree.type(node) === 'constrained_type') bound = l.tree.nextChild(inner, node);
      node = inner;
    }
    if (node === 0) continue;
    l.bind('variable', l.tree.slice(node), l.span(node), bound === 0 ? {} : { annotation: lowerAnnotation(l, bound) });
  }
}
