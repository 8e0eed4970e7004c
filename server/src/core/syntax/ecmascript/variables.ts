import type ts from 'typescript';
import { assignLoopTarget } from './assignments';
import { unwrap } from './expressions';
import type { Grammar } from './grammar';
import type { Lowerer } from './lowerer';
import { bindPattern, type Declaration } from './patterns';

/** `var`, `let`, `const`, `using`, and the declarations in loop heads. */
export function registerVariables(grammar: Grammar): void {
  const K = grammar.kinds;
  grammar.onNode(K.VariableDeclarationList, declareVariables);
  grammar.onStatement(K.ForStatement, lowerFor);
  grammar.onStatement(K.ForOfStatement, lowerForIn);
  grammar.onStatement(K.ForInStatement, lowerForIn);
}

/** Whether the names of a declaration list live in their block. */
export function isBlockScoped(grammar: Grammar, list: ts.Node): boolean {
  return (list.flags & grammar.nodeFlags.BlockScoped) !== 0;
}

function declareVariables(lowerer: Lowerer, list: ts.VariableDeclarationList): void {
  const { grammar } = lowerer;
  const isUsing = (list.flags & grammar.nodeFlags.Using) === grammar.nodeFlags.Using;
  const declaration = declarationOf(lowerer, list, isUsing ? 'with' : 'variable');
  for (const { name, type, initializer } of list.declarations) {
    const annotation = type && lowerer.lowerType(type);
    if (isUsing && initializer) lowerer.withCall = unwrap(grammar.kinds, awaitOperand(grammar, initializer));
    const value = initializer && lowerer.lower(initializer);
    bindPattern(lowerer, name, value, declaration, annotation);
  }
}

function declarationOf(lowerer: Lowerer, list: ts.VariableDeclarationList, kind: Declaration['kind']): Declaration {
  const { grammar, statement } = lowerer;
  return {
    kind,
    statement,
    scope: isBlockScoped(grammar, list) ? lowerer.scope : lowerer.frame.variableScope,
    constant: (list.flags & grammar.nodeFlags.Const) !== 0,
  };
}

function awaitOperand(grammar: Grammar, node: ts.Expression): ts.Expression {
  return node.kind === grammar.kinds.AwaitExpression ? (node as ts.AwaitExpression).expression : node;
}

function lowerFor(lowerer: Lowerer, node: ts.ForStatement): void {
  inLoopScope(lowerer, node, node.initializer, () => {
    if (node.initializer) lowerer.visit(node.initializer);
    lowerer.visitConditionally(node.condition);
    lowerer.visitConditionally(node.incrementor);
    lowerer.visitConditionally(node.statement);
  });
}

function lowerForIn(lowerer: Lowerer, node: ts.ForInOrOfStatement): void {
  const K = lowerer.grammar.kinds;
  inLoopScope(lowerer, node, node.initializer, () => {
    const iterable = lowerer.lower(node.expression);
    // `for (key in object)` takes keys, which are no items of the object.
    const items = node.kind === K.ForOfStatement ? iterable : undefined;
    const { initializer } = node;
    if (initializer.kind !== K.VariableDeclarationList) {
      assignLoopTarget(lowerer, initializer, items);
    } else {
      const list = initializer as ts.VariableDeclarationList;
      const declaration = declarationOf(lowerer, list, 'loop');
      for (const { name, type, initializer: odd } of list.declarations) {
        if (odd) lowerer.visit(odd);
        const isName = name.kind === K.Identifier;
        bindPattern(lowerer, name, isName ? items : undefined, declaration, type && lowerer.lowerType(type));
      }
    }
    lowerer.visitConditionally(node.statement);
  });
}

function inLoopScope(lowerer: Lowerer, loop: ts.Node, initializer: ts.Node | undefined, body: () => void): void {
  if (!initializer || initializer.kind !== lowerer.grammar.kinds.VariableDeclarationList || !isBlockScoped(lowerer.grammar, initializer)) {
    return body();
  }
  lowerer.within(lowerer.facts.addScope({ parent: lowerer.scope, kind: 'block', span: lowerer.span(loop) }), body);
}
