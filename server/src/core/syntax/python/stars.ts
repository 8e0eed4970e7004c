import type { Expression } from '../expression';
import type { Span } from '../../text/span';
import type { Lowering } from './lowering';

/**
 * Outside of argument lists the grammar lets a star bind tighter than what follows: it reads `[*f()]` as a call of `*f`.
 * These helpers put the star back round the whole.
 */

/** Lowers what a call, attribute or subscript is applied to, without a star. */
export function lowerOperand(l: Lowering, node: number): Expression {
  const inner = node !== 0 && l.tree.type(node) === 'list_splat' ? l.tree.firstChild(node) : 0;
  return l.expression(inner === 0 ? node : inner);
}

/** The span of a call, attribute or subscript without the star it may begin with. */
export function spanWithoutStar(l: Lowering, node: number): Span {
  const span = l.span(node);
  if (!beginsWithStar(l, node)) return span;
  let first = node;
  while (first !== 0 && l.tree.type(first) !== 'list_splat') first = l.tree.firstChild(first);
  const inner = first === 0 ? 0 : l.tree.firstChild(first);
  return inner === 0 ? span : { start: l.tree.start(inner), end: span.end };
}

/** Lowers an item of a list. One with a star stands for any number of items. */
export function lowerItem(l: Lowering, node: number): Expression {
  const item = l.expression(node);
  if (!beginsWithStar(l, node)) return item;
  const opaque = l.opaque(node);
  l.starred.add(opaque);
  return opaque;
}

function beginsWithStar(l: Lowering, node: number): boolean {
  const start = l.tree.start(node);
  return l.tree.textBetween(start, start + 1) === '*';
}
