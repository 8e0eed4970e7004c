import type ts from 'typescript';
import type { FlowAccess } from '../../flow/flow';
import { isStringLike, nameText } from '../names';
import type { FlowLowerer } from './lowerer';
import type { Walk } from './walk';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** `a.b[c].d` is one access of `a`; what stands between brackets is looked into as well. */
export function visitChain(walk: Walk, node: ts.Node, kind: FlowAccess['kind'], extra: Pick<FlowAccess, 'method' | 'passedTo'> = {}): void {
  const { lowerer } = walk;
  const { root, members } = takeApart(walk, node);
  const name = rootName(lowerer, root);
  if (name === undefined) return walk.visit(root);
  if (name === '' || name === 'undefined' || walk.isBound(name)) return;
  const plain = members.includes(undefined) ? members.slice(0, members.indexOf(undefined)) : members;
  const access: Mutable<FlowAccess> = { name, path: [name, ...plain].join('.'), span: lowerer.span(node), kind, ...extra };
  if (walk.isDeferred) access.deferred = true;
  walk.accesses.push(access);
}

/** The expression that a chain begins with, and its members in order; undefined for one that only the program knows. */
function takeApart(walk: Walk, node: ts.Node): { readonly root: ts.Node; readonly members: readonly (string | undefined)[] } {
  const { lowerer } = walk;
  const K = lowerer.kinds;
  const members: (string | undefined)[] = [];
  let root = lowerer.unwrap(node);
  for (;;) {
    if (root.kind === K.PropertyAccessExpression) {
      const access = root as ts.PropertyAccessExpression;
      members.unshift(nameText(access.name));
      root = lowerer.unwrap(access.expression);
    } else if (root.kind === K.ElementAccessExpression) {
      const { argumentExpression, expression } = root as ts.ElementAccessExpression;
      const isMember = isStringLike(K, argumentExpression);
      members.unshift(isMember ? argumentExpression.text : undefined);
      if (!isMember) walk.visit(argumentExpression);
      root = lowerer.unwrap(expression);
    } else return { root, members };
  }
}

function rootName({ kinds: K }: FlowLowerer, root: ts.Node): string | undefined {
  if (root.kind === K.Identifier) return nameText(root as ts.Identifier);
  if (root.kind === K.ThisKeyword) return 'this';
  return root.kind === K.SuperKeyword ? 'super' : undefined;
}

export function isChain({ kinds: K }: FlowLowerer, { kind }: ts.Node): boolean {
  return kind === K.Identifier || kind === K.ThisKeyword || kind === K.PropertyAccessExpression || kind === K.ElementAccessExpression;
}

/** `a.b.c` of a chain of names and members, `?.` read as `.`; undefined for anything else. */
export function chainText(lowerer: FlowLowerer, node: ts.Node): string | undefined {
  const inner = lowerer.unwrap(node);
  if (inner.kind !== lowerer.kinds.PropertyAccessExpression) return rootName(lowerer, inner);
  const { expression, name } = inner as ts.PropertyAccessExpression;
  const object = chainText(lowerer, expression);
  return object === undefined ? undefined : `${object}.${nameText(name)}`;
}

/** The name behind the last dot. */
export function lastMember(lowerer: FlowLowerer, node: ts.Node): string | undefined {
  const inner = lowerer.unwrap(node);
  return inner.kind === lowerer.kinds.PropertyAccessExpression ? nameText((inner as ts.PropertyAccessExpression).name) : undefined;
}
