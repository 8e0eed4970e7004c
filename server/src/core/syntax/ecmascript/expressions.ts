import type ts from 'typescript';
import type { Expression } from '../expression';
import type { Binding } from '../facts';
import { lowerAssignment } from './assignments';
import type { Mutable } from './factsBuilder';
import type { Grammar } from './grammar';
import type { Lowerer } from './lowerer';
import { isStringLike, nameText } from './names';

/** Names, members, wrappers that are seen through, operators. */
export function registerExpressions(grammar: Grammar): void {
  const K = grammar.kinds;
  const nothing = (): void => {};
  grammar.onValue<ts.Identifier>(K.Identifier, lowerIdentifier, nothing);
  grammar.onValue<ts.PrivateIdentifier>(K.PrivateIdentifier, lowerIdentifier, nothing);
  for (const [kind, name] of [
    [K.ThisKeyword, 'this'],
    [K.SuperKeyword, 'super'],
    [K.ImportKeyword, 'import'],
  ] as const) {
    grammar.onValue(kind, (l, node) => ({ kind: 'name', name, span: l.span(node) }), nothing);
  }
  grammar.onValue(K.PropertyAccessExpression, lowerPropertyAccess, (l, node: ts.PropertyAccessExpression) => l.visit(node.expression));
  grammar.onValue(K.ElementAccessExpression, lowerElementAccess);

  for (const kind of [K.ParenthesizedExpression, K.NonNullExpression]) {
    grammar.onValue(kind, (l, node: ts.ParenthesizedExpression) => l.lower(node.expression));
  }
  for (const kind of [K.AsExpression, K.SatisfiesExpression, K.TypeAssertionExpression]) {
    grammar.onValue(kind, (l, node: ts.AsExpression) => {
      l.visit(node.type);
      return l.lower(node.expression);
    });
  }
  grammar.onValue(K.ExpressionWithTypeArguments, (l, node: ts.ExpressionWithTypeArguments) => {
    l.visitAll(node.typeArguments);
    return l.lower(node.expression);
  });
  grammar.onExpression(K.AwaitExpression, (l, node: ts.AwaitExpression) => {
    l.awaitedCall = unwrap(K, node.expression);
    return l.lower(node.expression);
  });
  grammar.onExpression(K.YieldExpression, (l, node: ts.YieldExpression) => {
    if (!node.expression) return l.opaque(node);
    const value = l.lower(node.expression);
    // What `yield*` hands out are the items of its value, which have no form here.
    if (!node.asteriskToken) (l.frame.facts?.yields as Expression[] | undefined)?.push(value);
    return l.opaque(node);
  });

  grammar.onExpression(K.BinaryExpression, lowerBinary);
  grammar.onExpression(K.ConditionalExpression, (l, node: ts.ConditionalExpression) => {
    l.visit(node.condition);
    const options = [l.lowerConditionally(node.whenTrue), l.lowerConditionally(node.whenFalse)];
    return { kind: 'choice', form: 'conditional', options, span: l.span(node) };
  });
  grammar.onExpression(K.PrefixUnaryExpression, lowerPrefix);
  grammar.onExpression(K.PostfixUnaryExpression, (l, node: ts.PostfixUnaryExpression) => lowerUpdate(l, node, node.operand));
  grammar.onExpression(K.VoidExpression, (l, node: ts.VoidExpression) => {
    l.visit(node.expression);
    return { kind: 'null', span: l.span(node) };
  });
}

/** The expression within parentheses and type-only wrappers. */
export function unwrap(K: Grammar['kinds'], node: ts.Expression): ts.Expression {
  let inner = node;
  while (
    inner.kind === K.ParenthesizedExpression ||
    inner.kind === K.NonNullExpression ||
    inner.kind === K.AsExpression ||
    inner.kind === K.SatisfiesExpression ||
    inner.kind === K.TypeAssertionExpression
  ) {
    inner = (inner as ts.ParenthesizedExpression).expression;
  }
  return inner;
}

function lowerIdentifier(lowerer: Lowerer, node: ts.Identifier | ts.PrivateIdentifier): Expression {
  const name = nameText(node);
  const span = lowerer.span(node);
  if (name === 'undefined') return { kind: 'null', span };
  if (name === '') return { kind: 'opaque', span }; // missing, in half-typed code
  return { kind: 'name', name, span };
}

function lowerPropertyAccess(lowerer: Lowerer, node: ts.PropertyAccessExpression): Expression {
  const object = lowerer.lower(node.expression);
  const span = lowerer.span(node);
  return { kind: 'member', object, property: nameText(node.name), span, propertySpan: lowerer.span(node.name) };
}

function lowerElementAccess(lowerer: Lowerer, node: ts.ElementAccessExpression): Expression {
  const object = lowerer.lower(node.expression);
  const span = lowerer.span(node);
  const { argumentExpression } = node;
  if (isStringLike(lowerer.grammar.kinds, argumentExpression)) {
    return { kind: 'member', object, property: argumentExpression.text, span, propertySpan: lowerer.span(argumentExpression) };
  }
  return { kind: 'index', object, index: lowerer.lower(argumentExpression), span };
}

function lowerBinary(lowerer: Lowerer, node: ts.BinaryExpression): Expression {
  const K = lowerer.grammar.kinds;
  const operator = node.operatorToken.kind;
  if (operator >= K.FirstAssignment && operator <= K.LastAssignment) return lowerAssignment(lowerer, node);
  switch (operator) {
    case K.BarBarToken:
    case K.QuestionQuestionToken:
    case K.AmpersandAmpersandToken: {
      const options = [lowerer.lower(node.left), lowerer.lowerConditionally(node.right)];
      return { kind: 'choice', form: operator === K.AmpersandAmpersandToken ? 'and' : 'or', options, span: lowerer.span(node) };
    }
    case K.PlusToken:
    case K.MinusToken:
    case K.AsteriskToken:
    case K.SlashToken:
    case K.AsteriskAsteriskToken:
    case K.PercentToken: {
      const left = lowerer.lower(node.left);
      const right = lowerer.lower(node.right);
      const symbol = lowerer.source.text.slice(lowerer.source.start(node.operatorToken), node.operatorToken.end);
      return { kind: 'arithmetic', operator: symbol, left, right, span: lowerer.span(node) };
    }
    case K.CommaToken:
      lowerer.visit(node.left);
      return lowerer.lower(node.right);
    default:
      lowerer.visit(node.left);
      lowerer.visit(node.right);
      return lowerer.opaque(node);
  }
}

function lowerPrefix(lowerer: Lowerer, node: ts.PrefixUnaryExpression): Expression {
  const K = lowerer.grammar.kinds;
  const { operand, operator } = node;
  if (operator === K.PlusPlusToken || operator === K.MinusMinusToken) return lowerUpdate(lowerer, node, operand);
  if (operand.kind === K.NumericLiteral) {
    const value = Number((operand as ts.NumericLiteral).text);
    if (operator === K.MinusToken) return { kind: 'number', value: -value, span: lowerer.span(node) };
    // Minifiers write `!0` for true and `!1` for false.
    if (operator === K.ExclamationToken) return { kind: 'boolean', value: !value, span: lowerer.span(node) };
  }
  lowerer.visit(operand);
  return lowerer.opaque(node);
}

/** `x++`: the name is no constant. */
function lowerUpdate(lowerer: Lowerer, node: ts.Expression, operand: ts.Expression): Expression {
  const target = unwrap(lowerer.grammar.kinds, operand);
  if (target.kind === lowerer.grammar.kinds.Identifier) {
    const { scope, statement } = lowerer;
    const name = nameText(target as ts.Identifier);
    const span = lowerer.span(target);
    const binding: Mutable<Binding> = { name, scope, kind: 'variable', augmented: true, span, statement };
    if (lowerer.conditional) binding.conditional = true;
    lowerer.facts.assign(binding);
  } else {
    lowerer.visit(operand);
  }
  return lowerer.opaque(node);
}
