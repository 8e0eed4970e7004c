import type ts from 'typescript';
import type { Span } from '../../text/span';
import type { Expression, OpaqueExpression } from '../expression';
import type { Grammar } from './grammar';
import { FactsBuilder, type Mutable } from './factsBuilder';
import type { FunctionFacts } from '../facts';
import { SourceText } from './sourceText';

/** Deeper than this, values become opaque. Real code stays far below; generated code must not exhaust the stack. */
const MAX_DEPTH = 200;

/** The function (or module) whose body is being lowered. */
export interface Frame {
  /** Where `var` declarations of the body live. */
  readonly variableScope: number;
  /** Where `return` and `yield` values go; absent outside functions. */
  readonly facts?: Mutable<FunctionFacts>;
}

interface Context {
  readonly scope: number;
  readonly frame: Frame;
  readonly statement: Span;
  readonly conditional: boolean;
}

/**
 * Walks one tree and fills a `FactsBuilder`. `lower` gives the value of an expression, `visit` only looks for the calls,
 * functions and names in a node whose value nobody asks for. What nodes mean is the grammar's business; this class
 * knows where in the file the walk stands.
 */
export class Lowerer {
  readonly facts = new FactsBuilder();
  readonly source: SourceText;
  scope = 0;
  frame: Frame = { variableScope: 0 };
  statement: Span;
  /** The walk is under a condition, loop or exception handler of the current function. */
  conditional = false;
  /** The call that the innermost `await` or `using` stands directly before. */
  awaitedCall: ts.Node | undefined;
  withCall: ts.Node | undefined;
  /** `require('x')` was seen, or CommonJS exports: decides the style of new imports. */
  usesRequire = false;

  private depth = 0;
  private readonly deferred: { readonly node: ts.Node; readonly context: Context }[] = [];
  readonly visitChild: (node: ts.Node) => undefined;

  constructor(
    readonly grammar: Grammar,
    sourceFile: ts.SourceFile,
    text: string,
  ) {
    this.source = new SourceText(sourceFile, text);
    this.statement = { start: 0, end: text.length };
    this.visitChild = (node) => {
      this.visit(node);
      return undefined;
    };
    this.facts.addScope({ parent: -1, kind: 'module', span: this.statement });
  }

  /** The value of an expression, with everything inside it recorded. */
  lower(node: ts.Node): Expression {
    if (this.depth >= MAX_DEPTH) {
      this.defer(node);
      return this.opaque(node);
    }
    this.depth++;
    const handler = this.grammar.expressions[node.kind];
    const result = handler ? handler(this, node) : this.lowerOpaque(node);
    this.depth--;
    return result;
  }

  /** Records what is inside a node, of any kind. */
  visit(node: ts.Node): void {
    if (this.depth >= MAX_DEPTH) return this.defer(node);
    this.depth++;
    const visitor = this.grammar.visitors[node.kind];
    if (visitor) visitor(this, node);
    else this.visitChildren(node);
    this.depth--;
  }

  visitAll(nodes: readonly ts.Node[] | undefined): void {
    if (nodes) for (const node of nodes) this.visit(node);
  }

  visitChildren(node: ts.Node): void {
    this.grammar.forEachChild(node, this.visitChild);
  }

  /** Visits under a condition, loop or exception handler. */
  visitConditionally(node: ts.Node | undefined): void {
    if (!node) return;
    const outer = this.conditional;
    this.conditional = true;
    this.visit(node);
    this.conditional = outer;
  }

  lowerConditionally(node: ts.Node): Expression {
    const outer = this.conditional;
    this.conditional = true;
    const result = this.lower(node);
    this.conditional = outer;
    return result;
  }

  /** A type annotation, lowered like a value. */
  lowerType(node: ts.TypeNode): Expression {
    if (this.depth >= MAX_DEPTH) {
      this.defer(node);
      return this.opaque(node);
    }
    this.depth++;
    const handler = this.grammar.types[node.kind];
    const result = handler ? handler(this, node) : this.lowerOpaque(node);
    this.depth--;
    return result;
  }

  lowerOpaque(node: ts.Node): OpaqueExpression {
    this.visitChildren(node);
    return this.opaque(node);
  }

  opaque(node: ts.Node): OpaqueExpression {
    return { kind: 'opaque', span: this.span(node) };
  }

  span(node: ts.Node): Span {
    return this.source.span(node);
  }

  /** Runs `body` in a scope, then returns to the current one. */
  within(scope: number, body: () => void): void {
    const outer = this.scope;
    this.scope = scope;
    body();
    this.scope = outer;
  }

  /** Runs `body` as the inside of a statement (or of a class member): calls in it belong to that statement. */
  inStatement(node: ts.Node, body: () => void): void {
    const outer = this.statement;
    this.statement = this.span(node);
    body();
    this.statement = outer;
  }

  /** Looks into what lay too deep: each piece starts again at depth zero, in the context it was met in. */
  finishDeferred(): void {
    for (let next = this.deferred.pop(); next; next = this.deferred.pop()) {
      const { scope, frame, statement, conditional } = next.context;
      this.scope = scope;
      this.frame = frame;
      this.statement = statement;
      this.conditional = conditional;
      this.visit(next.node);
    }
  }

  private defer(node: ts.Node): void {
    const { scope, frame, statement, conditional } = this;
    this.deferred.push({ node, context: { scope, frame, statement, conditional } });
  }
}
