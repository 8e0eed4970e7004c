import type { Expression } from '../expression';
import type { HandlerSet } from './handlers';
import type { Lowering } from './lowering';
import { bindTarget } from './targets';
import { isFinal, lowerAnnotation } from './types';

/** Assignments, which are expressions here so that `a = b = c` can hand on its value. */
export const assignments: HandlerSet = {
  expressions: {
    assignment(l, node) {
      const left = l.tree.child(node, 'left');
      const right = l.tree.child(node, 'right');
      const type = l.tree.child(node, 'type');
      const annotation = type === 0 ? undefined : lowerAnnotation(l, type);
      const value = right === 0 ? undefined : l.expression(right);
      if (left !== 0) {
        const constant = annotation !== undefined && isFinal(annotation);
        bindTarget(l, left, { kind: 'variable', value, annotation, constant, span: l.span(node) });
      }
      return value ?? l.opaque(node);
    },
    augmented_assignment(l, node) {
      const left = l.tree.child(node, 'left');
      const right = l.tree.child(node, 'right');
      const value = right === 0 ? undefined : l.expression(right);
      if (left !== 0) bindTarget(l, left, { kind: 'variable', value, augmented: true, span: l.span(node) });
      return l.opaque(node);
    },
    named_expression(l, node) {
      const name = l.tree.child(node, 'name');
      const value = l.tree.child(node, 'value');
      if (name === 0 || value === 0) return visitAll(l, node);
      const lowered = l.expression(value);
      l.namespaces.bind('variable', l.tree.slice(name), l.span(name), { value: lowered }, l.namespaces.walrusScope());
      return lowered;
    },
    yield(l, node) {
      const value = l.tree.firstChild(node);
      if (value === 0) return l.opaque(node);
      const lowered = l.expression(value);
      const isFrom = /^yield\s+from\b/.test(l.tree.textBetween(l.tree.start(node), l.tree.start(value)));
      if (!isFrom) l.context.functionFacts?.yields.push(lowered);
      return l.opaque(node);
    },
  },
};

function visitAll(l: Lowering, node: number): Expression {
  l.visitChildren(node);
  return l.opaque(node);
}
