import type ts from 'typescript';
import type { FlowAccess, FlowArgument, FlowExpression, FlowTarget } from '../../flow/flow';
import { isStringLike, nameText } from '../names';
import { chainText } from './chains';
import type { FlowLowerer } from './lowerer';
import { assign } from './targets';
import { Walk } from './walk';

/** Lowers an expression: what it touches and calls, in order. */
export function lowerExpression(lowerer: FlowLowerer, node: ts.Node): FlowExpression {
  const walk = new Walk(lowerer);
  walk.visit(node);
  return { span: lowerer.span(node), shape: shapeOf(walk, node), ...walk.result() };
}

/** Lowers the left side of an assignment, or a declared name or pattern. */
export function lowerTarget(lowerer: FlowLowerer, node: ts.Node): FlowTarget {
  const walk = new Walk(lowerer);
  const inner = lowerer.unwrap(node);
  assign(walk, inner);
  const names = walk.accesses.filter((access) => access.kind === 'write').map((access) => access.name);
  return { span: lowerer.span(node), names, form: targetForm(lowerer, inner), accesses: walk.accesses };
}

function targetForm({ kinds: K }: FlowLowerer, node: ts.Node): FlowTarget['form'] {
  switch (node.kind) {
    case K.Identifier:
      return 'name';
    case K.PropertyAccessExpression:
      return 'member';
    case K.ElementAccessExpression:
      return isStringLike(K, (node as ts.ElementAccessExpression).argumentExpression) ? 'member' : 'index';
    default:
      return 'pattern';
  }
}

/** What defining a function or class touches: now for decorators, defaults and bases, later for bodies. */
export function accessesOfDefinition(lowerer: FlowLowerer, node: ts.Node): readonly FlowAccess[] {
  const walk = new Walk(lowerer);
  walk.visit(node);
  return walk.accesses;
}

/** An argument with its value; the value of an inline function is that of its definition. */
export function lowerArgument(lowerer: FlowLowerer, node: ts.Expression): FlowArgument {
  const K = lowerer.kinds;
  const isSpread = node.kind === K.SpreadElement;
  const valueNode = isSpread ? (node as ts.SpreadElement).expression : node;
  const inner = lowerer.unwrap(valueNode);
  let value: FlowExpression | undefined;
  return {
    span: lowerer.span(node),
    ...(isSpread && { spread: 'iterable' as const }),
    // Made when somebody asks: arguments nest, and most are never looked at one by one.
    get value() {
      return (value ??= lowerExpression(lowerer, valueNode));
    },
    ...(lowerer.isFunction(inner) && { function: lowerer.functionOfNode(inner) }),
  };
}

function shapeOf(walk: Walk, node: ts.Node): FlowExpression['shape'] {
  const { lowerer } = walk;
  const K = lowerer.kinds;
  let inner = lowerer.unwrap(node);
  switch (inner.kind) {
    case K.Identifier:
      return nameText(inner as ts.Identifier) === 'undefined' ? 'literal' : 'name';
    case K.ArrowFunction:
    case K.FunctionExpression:
      return 'function';
    case K.ArrayLiteralExpression:
      return 'list';
    case K.ObjectLiteralExpression:
      return 'dictionary';
  }
  if (isLiteral(lowerer, inner)) return 'literal';
  while (inner.kind === K.AwaitExpression) inner = lowerer.unwrap((inner as ts.AwaitExpression).expression);
  if (inner.kind !== K.CallExpression && inner.kind !== K.NewExpression) return 'other';
  return walk.isLoop(lowerer.span(repeatedCall(lowerer, inner as ts.CallExpression))) ? 'loop' : 'call';
}

/** The call that makes the promises which `Promise.all` and its like wait for. */
function repeatedCall(lowerer: FlowLowerer, call: ts.CallExpression | ts.NewExpression): ts.CallExpression | ts.NewExpression {
  let repeated = call;
  while (/^Promise\.(all|allSettled|any|race)$/.test(chainText(lowerer, repeated.expression) ?? '') && repeated.arguments?.length === 1) {
    const argument = lowerer.unwrap(repeated.arguments[0]!);
    if (argument.kind !== lowerer.kinds.CallExpression) break;
    repeated = argument as ts.CallExpression;
  }
  return repeated;
}

/** Constant through and through. */
function isLiteral(lowerer: FlowLowerer, node: ts.Node): boolean {
  const K = lowerer.kinds;
  switch (node.kind) {
    case K.StringLiteral:
    case K.NoSubstitutionTemplateLiteral:
    case K.NumericLiteral:
    case K.BigIntLiteral:
    case K.RegularExpressionLiteral:
    case K.TrueKeyword:
    case K.FalseKeyword:
    case K.NullKeyword:
      return true;
    case K.PrefixUnaryExpression:
      return isLiteral(lowerer, (node as ts.PrefixUnaryExpression).operand);
    default:
      return false;
  }
}
