import { callLoop } from '../../flow/callLoops';
import type { FlowArgument, FlowCall, FlowExpression } from '../../flow/flow';
import { Parts } from '../../flow/parts';
import { accessesIn, boundIn, callsIn } from '../../flow/walk';
import type { Span } from '../../../text/span';
import { accessOf, chainOf } from './chains';
import type { PythonFlow } from './fileFlow';
import { comprehension, repeatingCall } from './loops';

/** An expression and all that stands in it. */
export function lowerExpression(file: PythonFlow, node: number): FlowExpression {
  const parts = new Parts();
  visit(file, node, parts);
  return parts.expression(spanOf(file, node), shapeOf(file, node, parts));
}

export function spanOf({ tree }: PythonFlow, node: number): Span {
  return { start: tree.start(node), end: tree.end(node) };
}

const LITERALS = new Set(['string', 'concatenated_string', 'integer', 'float', 'true', 'false', 'none', 'ellipsis', 'unary_operator']);
const LISTS = new Set(['list', 'tuple', 'set', 'expression_list']);
const COMPREHENSIONS = new Set(['list_comprehension', 'set_comprehension', 'dictionary_comprehension', 'generator_expression']);

function shapeOf(file: PythonFlow, node: number, parts: Parts): FlowExpression['shape'] {
  const { tree } = file;
  let inner = tree.unwrap(node);
  while (tree.type(inner) === 'await' && tree.firstChild(inner) !== 0) inner = tree.unwrap(tree.firstChild(inner));
  const type = tree.type(inner);
  if (type === 'identifier') return 'name';
  if (type === 'attribute') return chainOf(tree, inner).isName && chainOf(tree, inner).indices.length === 0 ? 'name' : 'other';
  if (type === 'lambda') return 'function';
  if (LISTS.has(type)) return 'list';
  if (type === 'dictionary') return 'dictionary';
  if (LITERALS.has(type) && parts.accesses.length + parts.calls.length === 0) return 'literal';
  if (COMPREHENSIONS.has(type)) return 'loop';
  if (type !== 'call') return 'other';
  return parts.loops.some(({ span }) => span.start === tree.start(inner) && span.end === tree.end(inner)) ? 'loop' : 'call';
}

/** Adds what stands in a node to the parts. */
export function visit(file: PythonFlow, node: number, parts: Parts): void {
  const { tree } = file;
  const type = tree.type(node);
  switch (type) {
    case 'identifier':
    case 'attribute':
    case 'subscript':
      return visitChain(file, node, parts);
    case 'call':
      return void visitCall(file, node, parts, undefined);
    case 'await': {
      const inner = tree.unwrap(tree.firstChild(node));
      if (inner !== 0 && tree.type(inner) === 'call') return void visitCall(file, inner, parts, spanOf(file, node));
      return visitChildren(file, node, parts);
    }
    case 'lambda':
      return visitLambda(file, node, parts);
    case 'list_comprehension':
    case 'set_comprehension':
    case 'dictionary_comprehension':
    case 'generator_expression':
      return comprehension(file, node, parts);
    case 'named_expression': {
      const value = tree.child(node, 'value');
      const name = tree.child(node, 'name');
      if (value !== 0) visit(file, value, parts);
      if (name !== 0) parts.accesses.push(accessOf(tree, name, chainOf(tree, name), 'write'));
      return;
    }
    case 'keyword_argument': {
      const value = tree.child(node, 'value');
      if (value !== 0) visit(file, value, parts);
      return;
    }
    case 'yield':
      parts.yields = true;
      return visitChildren(file, node, parts);
    default:
      return visitChildren(file, node, parts);
  }
}

function visitChildren(file: PythonFlow, node: number, parts: Parts): void {
  for (const child of file.tree.children(node)) visit(file, child, parts);
}

function visitChain(file: PythonFlow, node: number, parts: Parts): void {
  const chain = chainOf(file.tree, node);
  if (chain.isName) parts.accesses.push(accessOf(file.tree, node, chain, 'read'));
  else if (chain.root !== 0) visit(file, chain.root, parts);
  for (const index of chain.indices) visit(file, index, parts);
}

function visitLambda(file: PythonFlow, node: number, parts: Parts): void {
  const fn = file.function(node);
  parts.functions.push(fn);
  for (const { default: value } of fn.parameters) if (value) parts.absorb(value);
  const hide = new Set([...fn.parameters.flatMap(({ names }) => names), ...boundIn(fn.body)]);
  parts.absorb({ accesses: accessesIn(fn.body), calls: callsIn(fn.body) }, { hide, deferred: true });
}

function visitCall(file: PythonFlow, node: number, parts: Parts, awaited: Span | undefined): FlowCall {
  const { tree } = file;
  const span = spanOf(file, node);
  const callee = tree.child(node, 'function');
  const chain = chainOf(tree, callee);
  if (chain.isName) parts.accesses.push(accessOf(tree, callee, chain, 'read', chain.last));
  else if (chain.root !== 0) visit(file, chain.root, parts);
  for (const index of chain.indices) visit(file, index, parts);
  const args = argumentsOf(file, node, span);
  const call: FlowCall = {
    span,
    calleeSpan: spanOf(file, callee),
    args,
    ...(chain.isName && chain.indices.length === 0 && { callee: [tree.slice(chain.root), ...chain.members].join('.') }),
    ...(chain.last !== undefined && { method: chain.last }),
    ...(awaited && { awaited }),
  };
  parts.calls.push(call);
  const found = callLoop(call, 'python');
  const loop = found && repeatingCall(file, call, found, callee);
  args.forEach(({ value }, index) => {
    const isBody = index === found?.function && value.shape === 'function';
    parts.absorb(isBody ? { ...value, accesses: value.accesses.map(undeferred), calls: value.calls.map(undeferred) } : value, {
      isBody: loop !== undefined,
    });
    if (loop && value.functions.length > 0) parts.functions.push(...value.functions);
  });
  if (loop) parts.loops.push(loop);
  return call;
}

function undeferred<T extends { readonly deferred?: true }>({ deferred: _, ...rest }: T): Omit<T, 'deferred'> & { deferred?: never } {
  return rest;
}

function argumentsOf(file: PythonFlow, call: number, span: Span): FlowArgument[] {
  const { tree } = file;
  const list = tree.child(call, 'arguments');
  if (list === 0) return [];
  const nodes = tree.type(list) === 'generator_expression' ? [list] : tree.children(list);
  return nodes.map((node) => {
    const type = tree.type(node);
    const name = type === 'keyword_argument' ? tree.child(node, 'name') : 0;
    const isSpread = type === 'list_splat' || type === 'dictionary_splat';
    const valueNode = (type === 'keyword_argument' ? tree.child(node, 'value') : isSpread ? tree.firstChild(node) : node) || node;
    const value = passed(lowerExpression(file, valueNode), span);
    return {
      span: spanOf(file, node),
      value,
      ...(name !== 0 && { name: tree.slice(name) }),
      ...(isSpread && { spread: type === 'list_splat' ? ('iterable' as const) : ('dictionary' as const) }),
      ...(value.shape === 'function' && value.functions[0] && { function: value.functions[0] }),
    };
  });
}

/** An argument that is nothing but a chain may be changed by the callee. */
function passed(value: FlowExpression, call: Span): FlowExpression {
  const [first] = value.accesses;
  if (!first || first.span.start !== value.span.start || first.span.end !== value.span.end) return value;
  return { ...value, accesses: [{ ...first, passedTo: call }, ...value.accesses.slice(1)] };
}
