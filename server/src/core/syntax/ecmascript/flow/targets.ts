import type ts from 'typescript';
import { visitChain } from './chains';
import { visitPropertyName } from './properties';
import type { Walk } from './walk';

/** What is assigned: a name, a member, a pattern of either kind. */
export function assign(walk: Walk, node: ts.Node): void {
  const { kinds: K } = walk.lowerer;
  switch (node.kind) {
    case K.Identifier:
      return visitChain(walk, node, 'write');
    case K.PropertyAccessExpression:
    case K.ElementAccessExpression:
      return visitChain(walk, node, 'store');
    case K.ObjectBindingPattern:
    case K.ArrayBindingPattern:
      for (const element of (node as ts.BindingPattern).elements) if (element.kind === K.BindingElement) assignBinding(walk, element);
      return;
    case K.ArrayLiteralExpression:
      for (const element of (node as ts.ArrayLiteralExpression).elements) assignElement(walk, element);
      return;
    case K.ObjectLiteralExpression:
      for (const property of (node as ts.ObjectLiteralExpression).properties) assignProperty(walk, property);
      return;
    default:
      walk.visit(node);
  }
}

function assignBinding(walk: Walk, { propertyName, name, initializer }: ts.BindingElement): void {
  if (propertyName) visitPropertyName(walk, propertyName);
  if (initializer) walk.visit(initializer);
  assign(walk, name);
}

function assignElement(walk: Walk, element: ts.Node): void {
  const { lowerer } = walk;
  const K = lowerer.kinds;
  const inner = element.kind === K.SpreadElement ? (element as ts.SpreadElement).expression : element;
  const { operatorToken, left, right } = inner as ts.BinaryExpression;
  if (inner.kind === K.BinaryExpression && operatorToken.kind === K.EqualsToken) {
    walk.visit(right);
    assign(walk, lowerer.unwrap(left));
  } else assign(walk, lowerer.unwrap(inner));
}

function assignProperty(walk: Walk, property: ts.ObjectLiteralElementLike): void {
  const { lowerer } = walk;
  const K = lowerer.kinds;
  if (property.kind === K.ShorthandPropertyAssignment) {
    if (property.objectAssignmentInitializer) walk.visit(property.objectAssignmentInitializer);
    assign(walk, property.name);
  } else if (property.kind === K.PropertyAssignment) {
    visitPropertyName(walk, property.name);
    assignElement(walk, property.initializer);
  } else if (property.kind === K.SpreadAssignment) assign(walk, lowerer.unwrap(property.expression));
}

/** An assignment evaluates its right side before it stores; `+=` reads the left side first. */
export function visitBinary(walk: Walk, { left, operatorToken, right }: ts.BinaryExpression): void {
  const { kinds: K } = walk.lowerer;
  const operator = operatorToken.kind;
  const isAssignment = operator >= K.FirstAssignment && operator <= K.LastAssignment;
  if (operator !== K.EqualsToken) walk.visit(left);
  walk.visit(right);
  if (isAssignment) assign(walk, walk.lowerer.unwrap(left));
}

export function visitVariable(walk: Walk, { name, initializer }: ts.VariableDeclaration): void {
  if (initializer) walk.visit(initializer);
  assign(walk, name);
}
