import type { Expression } from '../expression';
import type { HandlerFacts } from '../facts';
import type { Mutable } from './context';
import type { HandlerSet } from './handlers';
import type { Lowering } from './lowering';
import { statement } from './statements';
import { bindTarget } from './targets';

/** `try`: what its body raises, and which clause catches it. */
export const tries: HandlerSet = {
  statements: {
    try_statement: statement((l, node) => {
      const handlers: HandlerFacts[] = [];
      const body = l.tree.child(node, 'body');
      if (body !== 0) l.tries.push({ body: l.span(body), handlers });
      for (const child of l.tree.children(node)) {
        const type = l.tree.type(child);
        const outer = l.context;
        if (type !== 'finally_clause') l.context = outer.maybe();
        if (type === 'except_clause' || type === 'except_group_clause') handlers.push(exceptClause(l, child));
        else l.visit(child);
        l.context = outer;
      }
    }),
    // Met outside of a `try` only in broken code.
    except_clause: (l, node) => void exceptClause(l, node),
    except_group_clause: (l, node) => void exceptClause(l, node),
  },
};

function exceptClause(l: Lowering, node: number): HandlerFacts {
  const facts: Mutable<HandlerFacts> = { span: l.span(node) };
  let isFirst = true;
  let alias = '';
  for (const child of l.tree.children(node)) {
    if (l.tree.type(child) === 'block') {
      if (raisesAgain(l, child, alias)) facts.rethrows = true;
      l.visit(child);
    } else if (isFirst) {
      alias = aliasOf(l, child);
      facts.caught = exceptions(l, node, child);
    } else {
      // `except E as e` as a field of its own, or Python 2's `except E, e`.
      alias = l.tree.slice(child);
      bindTarget(l, child, { kind: 'catch', value: undefined, span: l.span(node) });
    }
    isFirst = false;
  }
  return facts;
}

function exceptions(l: Lowering, clause: number, node: number): Expression {
  const alias = l.tree.type(node) === 'as_pattern' ? l.tree.child(node, 'alias') : 0;
  if (alias !== 0) bindTarget(l, alias, { kind: 'catch', value: undefined, span: l.span(clause) });
  return l.expression(node);
}

function aliasOf(l: Lowering, node: number): string {
  const alias = l.tree.type(node) === 'as_pattern' ? l.tree.child(node, 'alias') : 0;
  return alias === 0 ? '' : l.tree.slice(alias);
}

/** Plain statements, a log line say, and then `raise` or `raise error`. */
function raisesAgain(l: Lowering, block: number, alias: string): boolean {
  const statements = [...l.tree.children(block)].filter((child) => l.tree.type(child) !== 'comment');
  const last = statements.pop();
  if (last === undefined || l.tree.type(last) !== 'raise_statement') return false;
  const raised = l.tree.firstChild(last);
  const isSame = raised === 0 || (alias !== '' && l.tree.slice(raised) === alias);
  return isSame && statements.every((child) => l.tree.type(child) === 'expression_statement');
}
