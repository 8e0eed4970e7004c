import type ts from 'typescript';
import type { Expression } from '../expression';
import type { Lowerer } from './lowerer';
import { registerCalls } from './calls';
import { registerClasses } from './classes';
import { registerExpressions } from './expressions';
import { registerFunctions } from './functions';
import { registerLiterals } from './literals';
import { registerModules } from './modules';
import { registerStatements } from './statements';
import { registerTypes } from './types';
import { registerVariables } from './variables';

export type SyntaxKinds = typeof ts.SyntaxKind;
type ExpressionHandler = (lowerer: Lowerer, node: ts.Node) => Expression;
type Visitor = (lowerer: Lowerer, node: ts.Node) => void;

/**
 * What each kind of node means, as tables by kind. The parser is handed in at run time, so its enums are no constants
 * a `switch` could be compiled to; a table is as fast, and lets each family of nodes stand in a file of its own.
 */
export class Grammar {
  readonly kinds: SyntaxKinds;
  readonly nodeFlags: typeof ts.NodeFlags;
  readonly forEachChild: typeof ts.forEachChild;
  readonly expressions: (ExpressionHandler | undefined)[] = [];
  readonly visitors: (Visitor | undefined)[] = [];
  readonly types: (ExpressionHandler | undefined)[] = [];

  constructor(tsModule: typeof ts) {
    this.kinds = tsModule.SyntaxKind;
    this.nodeFlags = tsModule.NodeFlags;
    this.forEachChild = tsModule.forEachChild;
    // One length from the start keeps the tables dense.
    const kinds = Object.values(tsModule.SyntaxKind).filter((kind): kind is ts.SyntaxKind => typeof kind === 'number');
    const size = Math.max(...kinds) + 1;
    for (const table of [this.expressions, this.visitors, this.types]) {
      for (let kind = 0; kind < size; kind++) table.push(undefined);
    }
    registerLiterals(this);
    registerExpressions(this);
    registerCalls(this);
    registerFunctions(this);
    registerClasses(this);
    registerVariables(this);
    registerStatements(this);
    registerModules(this);
    registerTypes(this);
  }

  /** An expression whose lowering records facts: visiting it lowers it. */
  onExpression<Node extends ts.Node>(kind: ts.SyntaxKind, handler: (lowerer: Lowerer, node: Node) => Expression): void {
    this.expressions[kind] = handler as ExpressionHandler;
    this.visitors[kind] = handler as ExpressionHandler;
  }

  /** An expression whose own value records nothing: visiting it visits its parts, or `visitor` says how. */
  onValue<Node extends ts.Node>(
    kind: ts.SyntaxKind,
    handler: (lowerer: Lowerer, node: Node) => Expression,
    visitor?: (lowerer: Lowerer, node: Node) => void,
  ): void {
    this.expressions[kind] = handler as ExpressionHandler;
    if (visitor) this.visitors[kind] = visitor as Visitor;
  }

  onNode<Node extends ts.Node>(kind: ts.SyntaxKind, visitor: (lowerer: Lowerer, node: Node) => void): void {
    this.visitors[kind] = visitor as Visitor;
  }

  /** A statement: the calls in it, down to the next inner statement, are said to stand in it. */
  onStatement<Node extends ts.Node>(kind: ts.SyntaxKind, visitor: (lowerer: Lowerer, node: Node) => void): void {
    this.visitors[kind] = (lowerer, node) => {
      const outer = lowerer.statement;
      lowerer.statement = lowerer.span(node);
      visitor(lowerer, node as Node);
      lowerer.statement = outer;
    };
  }

  onType<Node extends ts.Node>(kind: ts.SyntaxKind, handler: (lowerer: Lowerer, node: Node) => Expression): void {
    this.types[kind] = handler as ExpressionHandler;
  }
}
