import type ts from 'typescript';
import type { FlowCall, FlowFunction } from '../../flow/flow';
import type { Span } from '../../../text/span';
import { chainText, isChain, lastMember, visitChain } from './chains';
import { visitFunction } from './innerScopes';
import { loopOfCall } from './loops';
import type { Walk } from './walk';

export type CallLike = ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression;
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A call, an object that is made, a tagged template. */
export function visitCall(walk: Walk, node: CallLike): void {
  const { lowerer } = walk;
  const K = lowerer.kinds;
  const calleeNode = 'tag' in node ? node.tag : node.expression;
  const method = lastMember(lowerer, calleeNode);
  const call = beginCall(walk, node, calleeNode, method);
  walk.calls.push(call);
  if (lowerer.unwrap(calleeNode).kind !== K.ImportKeyword) visitCallee(walk, calleeNode, method);
  if ('tag' in node) return walk.visit(node.template);
  call.args = (node.arguments ?? []).map((argument) => lowerer.argument(argument));
  const loop = node.kind === K.CallExpression ? loopOfCall(lowerer, node, call) : undefined;
  for (const argument of node.arguments ?? []) visitArgument(walk, argument, call.span, loop?.call?.function);
  if (loop) walk.addLoop(loop);
}

/** The call as far as its callee says, still without arguments. */
function beginCall(walk: Walk, node: CallLike, calleeNode: ts.Expression, method: string | undefined): Mutable<FlowCall> {
  const { lowerer } = walk;
  const callee = chainText(lowerer, calleeNode);
  const awaited = lowerer.awaitOf(node);
  const call: Mutable<FlowCall> = { span: lowerer.span(node), calleeSpan: lowerer.span(calleeNode), args: [] };
  if (callee !== undefined) call.callee = callee;
  if (method !== undefined) call.method = method;
  if (node.kind === lowerer.kinds.NewExpression) call.isNew = true;
  if (walk.isDeferred) call.deferred = true;
  if (awaited) call.awaited = lowerer.span(awaited);
  return call;
}

/** A function called where it is written runs now. */
function visitCallee(walk: Walk, node: ts.Node, method: string | undefined): void {
  const { lowerer } = walk;
  const inner = lowerer.unwrap(node);
  if (lowerer.isFunction(inner)) visitFunction(walk, inner as ts.FunctionLikeDeclaration, 'called');
  else if (isChain(lowerer, inner)) visitChain(walk, node, 'read', method === undefined ? {} : { method });
  else walk.visit(node);
}

function visitArgument(walk: Walk, node: ts.Expression, passedTo: Span, runsHere: FlowFunction | undefined): void {
  const { lowerer } = walk;
  const inner = lowerer.unwrap(node);
  if (isChain(lowerer, inner)) visitChain(walk, node, 'read', { passedTo });
  else if (runsHere && lowerer.isFunction(inner) && lowerer.functionOfNode(inner) === runsHere)
    visitFunction(walk, inner as ts.FunctionLikeDeclaration, 'called');
  else walk.visit(node);
}
