import type { ChoiceExpression, Expression } from '../expression';
import type { Span } from '../../text/span';
import type { HandlerSet } from './handlers';
import type { Lowering } from './lowering';

/** Arithmetic, choices, and the operators whose result nothing follows. */
export const operators: HandlerSet = {
  expressions: {
    binary_operator(l, node) {
      const [left, right] = operands(l, node);
      if (left === 0 || right === 0) return unknown(l, node);
      const operator = operatorBetween(l, left, right);
      const a = l.expression(left);
      const b = l.expression(right);
      const span = l.span(node);
      if (operator === '|' && l.context.annotation) return choice('union', a, b, span);
      return { kind: 'arithmetic', operator, left: a, right: b, span };
    },
    boolean_operator(l, node) {
      const [left, right] = operands(l, node);
      if (left === 0 || right === 0) return unknown(l, node);
      const form = operatorBetween(l, left, right) === 'or' ? 'or' : 'and';
      const first = l.expression(left);
      return choice(form, first, l.expressionIn(l.context.maybe(), right), l.span(node));
    },
    conditional_expression(l, node) {
      const [body, condition, alternative] = l.tree.children(node);
      if (body === undefined || condition === undefined || alternative === undefined) return unknown(l, node);
      const context = l.context.maybe();
      const first = l.expressionIn(context, body);
      l.expression(condition);
      const options = [first, l.expressionIn(context, alternative)];
      return { kind: 'choice', form: 'conditional', options, span: l.span(node) };
    },
    unary_operator(l, node) {
      const argument = l.tree.child(node, 'argument');
      if (argument === 0) return l.opaque(node);
      const value = l.expression(argument);
      const sign = l.tree.textBetween(l.tree.start(node), l.tree.start(node) + 1);
      const span = l.span(node);
      if (value.kind !== 'number' || sign === '~') return { kind: 'opaque', span };
      return { kind: 'number', value: sign === '-' ? -value.value : value.value, span };
    },
  },
};

/** A choice of one more option; choices of the same form on the left are flattened into it. */
export function choice(form: ChoiceExpression['form'], first: Expression, second: Expression, span: Span): ChoiceExpression {
  const before = first.kind === 'choice' && first.form === form ? first.options : [first];
  return { kind: 'choice', form, options: [...before, second], span };
}

function operands(l: Lowering, node: number): [number, number] {
  return [l.tree.child(node, 'left'), l.tree.child(node, 'right')];
}

/** The operator is a token and has no node: it is read from the text, past comments and line continuations. */
function operatorBetween(l: Lowering, left: number, right: number): string {
  const between = l.tree.textBetween(l.tree.end(left), l.tree.start(right)).replace(/#.*/g, '');
  return /[-+*/%@|&^<>]+|and|or/.exec(between)?.[0] ?? '';
}

function unknown(l: Lowering, node: number): Expression {
  l.visitChildren(node);
  return l.opaque(node);
}
