import type { Expression } from '../expression';
import type { HandlerSet } from './handlers';
import type { Lowering } from './lowering';
import { readNumber } from './numbers';
import { lowerOperand, spanWithoutStar } from './stars';
import { typeCall } from './typeCalls';

/** Names, members, subscripts, constants, and the wrappers that lower to what they hold. */
export const primaries: HandlerSet = {
  expressions: {
    identifier: (l, node) => ({ kind: 'name', name: l.tree.slice(node), span: l.span(node) }),
    dotted_name: dottedName,
    attribute(l, node) {
      const property = l.tree.child(node, 'attribute');
      const object = lowerOperand(l, l.tree.child(node, 'object'));
      return { kind: 'member', object, property: l.tree.slice(property), span: spanWithoutStar(l, node), propertySpan: l.span(property) };
    },
    subscript(l, node) {
      const [object, ...indices] = l.tree.children(node);
      return object === undefined ? l.opaque(node) : indexExpression(l, node, object, indices);
    },
    integer: number,
    float: number,
    true: (l, node) => ({ kind: 'boolean', value: true, span: l.span(node) }),
    false: (l, node) => ({ kind: 'boolean', value: false, span: l.span(node) }),
    none: (l, node) => ({ kind: 'null', span: l.span(node) }),
    parenthesized_expression(l, node) {
      if (node === l.typeArguments) return typeCall(l, node);
      const inner = l.tree.firstChild(node);
      if (inner === 0) return l.opaque(node);
      const result = l.expression(inner);
      // More than one child only where the parser lost its way.
      for (let rest = l.tree.nextChild(inner, node); rest !== 0; rest = l.tree.nextChild(rest, node)) l.visit(rest);
      return result;
    },
    await(l, node) {
      const inner = l.tree.firstChild(node);
      if (inner === 0) return l.opaque(node);
      l.awaited = l.tree.unwrap(inner);
      return l.expression(inner);
    },
  },
};

/** `object[index]`; several indices are a list. */
export function indexExpression(l: Lowering, node: number, object: number, indices: readonly number[]): Expression {
  const base = lowerOperand(l, object);
  const { context } = l;
  // In Literal['a'] the string is itself, no forward reference.
  if (context.annotation && endsIn(base, 'Literal')) l.context = context.inAnnotation(false);
  const items = indices.map((index) => l.expression(index));
  l.context = context;
  const span = spanWithoutStar(l, node);
  const first = items[0];
  if (first === undefined) return { kind: 'opaque', span };
  if (items.length === 1) return { kind: 'index', object: base, index: first, span };
  const listSpan = { start: first.span.start, end: l.tree.end(indices[indices.length - 1]!) };
  return { kind: 'index', object: base, index: { kind: 'list', items, span: listSpan }, span };
}

/** Whether the expression is the name, bare or as the last of a dotted name. */
export function endsIn(expression: Expression, name: string): boolean {
  return expression.kind === 'name' ? expression.name === name : expression.kind === 'member' && expression.property === name;
}

function dottedName(l: Lowering, node: number): Expression {
  const [first, ...rest] = l.tree.children(node);
  if (first === undefined) return l.opaque(node);
  let result: Expression = l.expression(first);
  for (const part of rest) {
    const span = { start: l.tree.start(node), end: l.tree.end(part) };
    result = { kind: 'member', object: result, property: l.tree.slice(part), span, propertySpan: l.span(part) };
  }
  return result;
}

function number(l: Lowering, node: number): Expression {
  return { kind: 'number', value: readNumber(l.tree.slice(node)), span: l.span(node) };
}
