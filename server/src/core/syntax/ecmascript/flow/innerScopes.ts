/** What binds names of its own: functions, classes, blocks. Of interest is what they touch of the names around. */
import type ts from 'typescript';
import { nameText } from '../names';
import { visitPropertyName } from './properties';
import { declaredIn, namesOfPattern } from './scopes';
import { assign } from './targets';
import type { Walk } from './walk';

/** `called`: its body runs where it is written; otherwise later, if at all. */
export function visitFunction(walk: Walk, node: ts.FunctionLikeDeclaration, runs: 'called' | 'deferred'): void {
  const { kinds: K } = walk.lowerer;
  if (node.name && node.kind !== K.FunctionDeclaration && node.kind !== K.FunctionExpression) visitPropertyName(walk, node.name);
  walk.addFunction(node);
  const own = namesOfFunction(walk, node);
  const visit = (): void => {
    for (const { name, initializer } of node.parameters) {
      if (initializer) walk.visit(initializer);
      assign(walk, name);
    }
    if (node.body) walk.visit(node.body);
  };
  if (runs === 'called') walk.withinCalled(own, visit);
  else walk.withinDeferred(own, visit);
}

function namesOfFunction({ lowerer }: Walk, node: ts.FunctionLikeDeclaration): ReadonlySet<string> {
  const K = lowerer.kinds;
  const own = new Set<string>();
  if (node.kind === K.FunctionExpression && node.name) own.add(nameText(node.name));
  for (const { name } of node.parameters) namesOfPattern(lowerer, name).forEach((found) => own.add(found));
  if (node.kind !== K.ArrowFunction) own.add('this').add('arguments');
  if (node.body) declaredIn(lowerer, node.body, own, true);
  return own;
}

export function visitClass(walk: Walk, node: ts.ClassLikeDeclaration): void {
  for (const clause of node.heritageClauses ?? []) for (const type of clause.types) walk.visit(type.expression);
  walk.withBound(new Set(node.name ? [nameText(node.name), 'this'] : ['this']), () => {
    for (const member of node.members) walk.visit(member);
  });
}

/** A block, a loop, a catch clause. */
export function visitScope(walk: Walk, node: ts.Node): void {
  const own = new Set<string>();
  declaredIn(walk.lowerer, node, own, false);
  walk.withBound(own, () => {
    if (node.kind === walk.lowerer.kinds.CatchClause) walk.visit((node as ts.CatchClause).block);
    else walk.visitChildren(node);
  });
}
