import type { HandlerSet } from './handlers';
import type { Context } from './context';
import type { Lowering } from './lowering';
import { statement } from './statements';
import { bindTarget } from './targets';

/** Compound statements that open no scope. What may not run, or not to its end, is conditional; a `with` body is not. */
export const blocks: HandlerSet = {
  statements: {
    block: (l, node) => l.visitChildren(node),
    if_statement: statement((l, node) => {
      const condition = l.tree.child(node, 'condition');
      if (isMainGuard(l, condition)) l.mainGuards.push(l.span(node));
      const typeOnly = condition !== 0 && /\bTYPE_CHECKING$/.test(l.tree.slice(condition)) && isName(l, condition);
      for (const child of l.tree.children(node)) {
        if (l.tree.isField(child, 'consequence')) l.visitIn(typeOnly ? l.context.forTypesOnly() : l.context.maybe(), child);
        else if (child === condition) l.visit(child);
        else l.visitIn(l.context.maybe(), child);
      }
    }),
    elif_clause: (l, node) => l.visitChildren(node),
    else_clause: (l, node) => l.visitChildren(node),
    finally_clause: (l, node) => l.visitChildren(node),
    while_statement: statement((l, node) => withBodies(l, node, l.context.maybe())),
    for_statement: statement((l, node) => {
      const left = l.tree.child(node, 'left');
      const right = l.tree.child(node, 'right');
      const iterable = right === 0 ? undefined : l.expression(right);
      if (left !== 0) bindTarget(l, left, { kind: 'loop', value: undefined, iterable, span: l.span(node) });
      for (const child of l.tree.children(node)) {
        if (child !== left && child !== right) l.visitIn(l.context.maybe(), child);
      }
    }),
    with_statement: statement((l, node) => l.visitChildren(node)),
    with_clause: (l, node) => l.visitChildren(node),
    with_item(l, node) {
      const value = l.tree.child(node, 'value');
      // `with (a as b,):` is one item, not a tuple.
      const items = l.tree.type(value) === 'tuple' ? l.tree.children(value) : [];
      const isList = items.some((item) => l.tree.type(item) === 'as_pattern');
      for (const item of isList ? items : [value]) enter(l, node, item);
    },
  },
  expressions: {
    // `x as y` outside of `with` and `except` is only met in broken code.
    as_pattern(l, node) {
      const subject = l.tree.firstChild(node);
      return subject === 0 ? l.opaque(node) : l.expression(subject);
    },
  },
};

/** An item of a `with` statement. */
function enter(l: Lowering, item: number, value: number): void {
  if (value === 0) return l.visitChildren(item);
  const named = l.tree.unwrap(value);
  const alias = l.tree.type(named) === 'as_pattern' ? l.tree.child(named, 'alias') : 0;
  const subject = alias === 0 ? value : l.tree.firstChild(named);
  l.inWith = l.tree.unwrap(subject);
  const iterable = l.expression(subject);
  if (alias !== 0) bindTarget(l, alias, { kind: 'with', value: undefined, iterable, span: l.span(item) });
}

/** A statement whose blocks run in another context than its head. */
function withBodies(l: Lowering, node: number, context: Context): void {
  for (const child of l.tree.children(node)) {
    const isBody = l.tree.isField(child, 'body') || l.tree.isField(child, 'alternative');
    l.visitIn(isBody ? context : l.context, child);
  }
}

function isName(l: Lowering, node: number): boolean {
  const type = l.tree.type(node);
  return type === 'identifier' || type === 'attribute';
}

/** `__name__ == "__main__"`, at the top of the file. */
function isMainGuard(l: Lowering, condition: number): boolean {
  return (
    condition !== 0 && l.context.scope === 0 && /\b__name__\b/.test(l.tree.slice(condition)) && l.tree.slice(condition).includes('__main__')
  );
}
