import type ts from 'typescript';
import type { Expression } from '../expression';
import type { Binding, Store } from '../facts';
import { recordCommonJsExport } from './commonJs';
import { unwrap } from './expressions';
import type { Mutable } from './factsBuilder';
import type { Grammar } from './grammar';
import type { Lowerer } from './lowerer';
import { nameText } from './names';
import { arrayItem, objectProperty, withDefault } from './patterns';

type Operation = 'plain' | 'logical' | 'augmented';

/** `target = value`, `target += value`, `target ??= value`, destructuring targets too. Its value is the value assigned. */
export function lowerAssignment(lowerer: Lowerer, node: ts.BinaryExpression): Expression {
  const operation = operationOf(lowerer.grammar.kinds, node.operatorToken.kind);
  const target = unwrap(lowerer.grammar.kinds, node.left);
  const value = operation === 'logical' ? lowerer.lowerConditionally(node.right) : lowerer.lower(node.right);
  const lowered = assign(lowerer, target, value, operation, node);
  if (operation === 'plain') return value;
  if (operation === 'augmented' || !lowered) return lowerer.opaque(node);
  const form = node.operatorToken.kind === lowerer.grammar.kinds.AmpersandAmpersandEqualsToken ? 'and' : 'or';
  return { kind: 'choice', form, options: [lowered, value], span: lowerer.span(node) };
}

/** A target of `for (target of items)` that is no declaration. */
export function assignLoopTarget(lowerer: Lowerer, node: ts.Expression, iterable: Expression | undefined): void {
  const target = unwrap(lowerer.grammar.kinds, node);
  if (target.kind !== lowerer.grammar.kinds.Identifier) return assignPattern(lowerer, target, undefined, node);
  const { scope, statement } = lowerer;
  const name = nameText(target as ts.Identifier);
  const binding: Mutable<Binding> = { name, scope, kind: 'loop', span: lowerer.span(target), statement };
  if (iterable) binding.value = iterable;
  if (lowerer.conditional) binding.conditional = true;
  lowerer.facts.assign(binding);
}

function operationOf(K: Grammar['kinds'], operator: ts.SyntaxKind): Operation {
  if (operator === K.EqualsToken) return 'plain';
  const isLogical =
    operator === K.BarBarEqualsToken || operator === K.QuestionQuestionEqualsToken || operator === K.AmpersandAmpersandEqualsToken;
  return isLogical ? 'logical' : 'augmented';
}

/** Records one assignment; returns the lowered target where it is a name or a place in an object. */
function assign(
  lowerer: Lowerer,
  target: ts.Expression,
  value: Expression | undefined,
  operation: Operation,
  whole: ts.Node,
): Expression | undefined {
  const K = lowerer.grammar.kinds;
  const conditional = lowerer.conditional || operation === 'logical';
  if (target.kind === K.Identifier) {
    const { scope, statement } = lowerer;
    const span = lowerer.span(target);
    const name = nameText(target as ts.Identifier);
    const binding: Mutable<Binding> = { name, scope, kind: 'variable', span, statement };
    if (value) binding.value = value;
    if (operation === 'augmented') binding.augmented = true;
    if (conditional) binding.conditional = true;
    lowerer.facts.assign(binding);
    return { kind: 'name', name, span };
  }
  if (target.kind !== K.PropertyAccessExpression && target.kind !== K.ElementAccessExpression) {
    assignPattern(lowerer, target, value, whole);
    return undefined;
  }
  const lowered = lowerer.lower(target);
  const store: Mutable<Store> = {
    target: lowered,
    value: value ?? lowerer.opaque(target),
    scope: lowerer.scope,
    span: lowerer.span(whole),
  };
  if (operation === 'augmented') store.augmented = true;
  if (conditional) store.conditional = true;
  lowerer.facts.stores.push(store);
  if (operation === 'plain') recordCommonJsExport(lowerer, lowered, store.value);
  return lowered;
}

/** `({ a: this.b, c = 1 } = value)` and `[a, b] = value`; anything else that stands left of `=` in half-typed code is visited. */
function assignPattern(lowerer: Lowerer, target: ts.Expression, value: Expression | undefined, whole: ts.Node): void {
  const K = lowerer.grammar.kinds;
  if (target.kind === K.ObjectLiteralExpression) {
    for (const property of (target as ts.ObjectLiteralExpression).properties) assignProperty(lowerer, property, value, whole);
  } else if (target.kind === K.ArrayLiteralExpression) {
    (target as ts.ArrayLiteralExpression).elements.forEach((element, index) => {
      if (element.kind === K.OmittedExpression) return;
      if (element.kind === K.SpreadElement) assignElement(lowerer, (element as ts.SpreadElement).expression, undefined, whole);
      else assignElement(lowerer, element, arrayItem(lowerer, value, index, element), whole);
    });
  } else {
    lowerer.visit(target);
  }
}

function assignProperty(lowerer: Lowerer, property: ts.ObjectLiteralElementLike, value: Expression | undefined, whole: ts.Node): void {
  const K = lowerer.grammar.kinds;
  switch (property.kind) {
    case K.PropertyAssignment: {
      const { name, initializer } = property;
      return assignElement(lowerer, initializer, objectProperty(lowerer, value, name, property), whole);
    }
    case K.ShorthandPropertyAssignment: {
      const { name, objectAssignmentInitializer } = property;
      const member = objectProperty(lowerer, value, name, property);
      assign(lowerer, name, withDefault(lowerer, member, objectAssignmentInitializer, property), 'plain', whole);
      return;
    }
    case K.SpreadAssignment:
      return assignElement(lowerer, property.expression, undefined, whole);
    default:
      lowerer.visit(property);
  }
}

/** One element of a pattern: a target, perhaps with a default (`a = 1`, which reads as an assignment here). */
function assignElement(lowerer: Lowerer, element: ts.Expression, value: Expression | undefined, whole: ts.Node): void {
  const K = lowerer.grammar.kinds;
  let target = unwrap(K, element);
  let assigned = value;
  if (target.kind === K.BinaryExpression && (target as ts.BinaryExpression).operatorToken.kind === K.EqualsToken) {
    const { left, right } = target as ts.BinaryExpression;
    assigned = withDefault(lowerer, value, right, element);
    target = unwrap(K, left);
  }
  assign(lowerer, target, assigned, 'plain', whole);
}
