import type { Expression } from '../expression';
import type { HandlerSet } from './handlers';
import type { Lowering } from './lowering';
import { lowerArgument } from './calls';
import { defineFunction } from './functions';
import { bindTypeParameters } from './types';

/** Classes, and decorators of classes and functions. */
export const classes: HandlerSet = {
  statements: {
    class_definition: (l, node) => defineClass(l, node, node, []),
    decorated_definition(l, node) {
      const outer = l.context;
      l.context = outer.inStatement(l.span(node));
      const decorators: Expression[] = [];
      for (const child of l.tree.children(node)) {
        const type = l.tree.type(child);
        if (type === 'decorator') {
          const expression = l.tree.firstChild(child);
          if (expression !== 0) decorators.push(l.expression(expression));
        } else if (type === 'function_definition') defineFunction(l, child, node, decorators);
        else if (type === 'class_definition') defineClass(l, child, node, decorators);
        else l.visit(child);
      }
      l.context = outer;
    },
  },
};

function defineClass(l: Lowering, node: number, statementNode: number, decorators: Expression[]): void {
  const outer = l.context;
  l.context = outer.inStatement(l.span(statementNode));
  const span = l.span(node);
  const name = l.tree.child(node, 'name');
  const index = l.classes.length;
  const scope = l.addScope({ parent: l.context.scope, kind: 'class', class: index, span });
  const bases: Expression[] = [];
  l.classes.push({ ...(name !== 0 && { name: l.tree.slice(name) }), scope, kind: 'class', bases, decorators, span });
  if (name !== 0) l.bind('class', l.tree.slice(name), l.span(name), { value: { kind: 'class', class: index, span } });

  const superclasses = l.tree.child(node, 'superclasses');
  if (superclasses !== 0) {
    for (const child of l.tree.children(superclasses)) {
      // Keywords (`metaclass=...`) are no bases, and what a star stands for can't be known.
      const { name: keyword, spread, value } = lowerArgument(l, child);
      if (spread === 'iterable') bases.push(l.opaque(child));
      else if (keyword === undefined && spread === undefined) bases.push(value);
    }
  }
  l.context = l.context.inBody(scope, undefined);
  const typeParameters = l.tree.child(node, 'type_parameters');
  if (typeParameters !== 0) bindTypeParameters(l, typeParameters);
  for (const child of l.tree.children(node)) {
    const type = l.tree.type(child);
    if (type === 'block' || type === 'ERROR') l.visit(child);
  }
  l.context = outer;
}
