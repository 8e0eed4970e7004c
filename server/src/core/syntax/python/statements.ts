import type { HandlerSet, StatementHandler } from './handlers';
import type { Lowering } from './lowering';
import { bindTarget } from './targets';
import { assignToTypeCall, isTypeCall } from './typeCalls';

/** Simple statements. */
export const statements: HandlerSet = {
  statements: {
    expression_statement: statement((l, node) => l.visitChildren(node)),
    print_statement: statement((l, node) => l.visitChildren(node)),
    exec_statement: statement((l, node) => l.visitChildren(node)),
    assert_statement: statement((l, node) => l.visitChildren(node)),
    delete_statement: statement((l, node) => l.visitChildren(node)),
    raise_statement: statement((l, node) => l.visitChildren(node)),
    return_statement: statement((l, node) => {
      const value = l.tree.firstChild(node);
      if (value !== 0) l.context.functionFacts?.returns.push(l.expression(value));
    }),
    global_statement: (l, node) => declare(l, node, 'global'),
    nonlocal_statement: (l, node) => declare(l, node, 'nonlocal'),
    type_alias_statement: statement((l, node) => {
      const left = l.tree.child(node, 'left');
      const right = l.tree.child(node, 'right');
      if (left === 0 || right === 0) return l.visitChildren(node);
      if (isTypeCall(l, left)) return assignToTypeCall(l, node, left, right);
      const name = aliasName(l, left);
      bindTarget(l, name, { kind: 'variable', value: l.expressionIn(l.context.inAnnotation(true), right), span: l.span(node) });
    }),
  },
};

/** A handler in whose context the node is the innermost statement. */
export function statement(handler: StatementHandler): StatementHandler {
  return (l, node) => {
    const outer = l.context;
    l.context = outer.inStatement(l.span(node));
    handler(l, node);
    l.context = outer;
  };
}

function declare(l: Lowering, node: number, as: 'global' | 'nonlocal'): void {
  for (const name of l.tree.children(node)) l.namespaces.declare(l.tree.slice(name), as);
}

/** `type Name[T] = ...`: the grammar takes the left side for a generic type. */
function aliasName(l: Lowering, left: number): number {
  let node = left;
  while (l.tree.type(node) !== 'identifier' && l.tree.firstChild(node) !== 0) node = l.tree.firstChild(node);
  return node;
}
