import type { CallExpression, Expression } from '../expression';
import type { Lowering } from './lowering';
import { bindTarget } from './targets';

/** Whether a type alias statement is really `type(x).y = z`: the grammar prefers the keyword. */
export function isTypeCall(l: Lowering, left: number): boolean {
  return argumentsOf(l, left) !== 0;
}

/** Lowers `type(x).y = z`: `left` is what stands behind the word `type`. */
export function assignToTypeCall(l: Lowering, statement: number, left: number, right: number): void {
  const value = l.expression(right);
  l.typeArguments = argumentsOf(l, left);
  bindTarget(l, l.tree.firstChild(left), { kind: 'variable', value, span: l.span(statement) });
  l.typeArguments = 0;
}

/** The call of `type` whose parentheses the node is. */
export function typeCall(l: Lowering, parentheses: number): Expression {
  l.typeArguments = 0;
  const place = l.reserveCall();
  const { start } = l.context.statement;
  const argumentsSpan = l.span(parentheses);
  const args = l.tree.children(parentheses).map((node) => ({ value: l.expression(node), span: l.span(node) }));
  const callee: Expression = { kind: 'name', name: 'type', span: { start, end: start + 'type'.length } };
  const call: CallExpression = { kind: 'call', callee, args, span: { start, end: argumentsSpan.end }, argumentsSpan };
  l.recordCall(place, call, false, false);
  return call;
}

function argumentsOf(l: Lowering, left: number): number {
  let first = l.tree.firstChild(left);
  while (first !== 0 && ['attribute', 'subscript', 'call'].includes(l.tree.type(first))) first = l.tree.firstChild(first);
  return first !== 0 && ['parenthesized_expression', 'tuple'].includes(l.tree.type(first)) ? first : 0;
}
