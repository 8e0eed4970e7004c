import type { CallExpression, Expression } from '../expression';
import type { Binding, CallFacts, ClassFacts, FunctionFacts, Scope, StarImport, Store, TryFacts } from '../facts';
import type { Span } from '../../text/span';
import { Context, type Mutable } from './context';
import type { Handlers } from './handlers';
import { Fragments } from './fragments';
import { Namespaces } from './namespaces';
import type { SyntaxTree } from './syntaxTree';

/** What a binding may say beyond its name and place. */
export interface BindingDetails {
  readonly value?: Expression | undefined;
  readonly annotation?: Expression | undefined;
  readonly parameter?: number;
  readonly augmented?: boolean | undefined;
  readonly constant?: boolean | undefined;
}

/**
 * How deep expressions and statements may nest before the rest is put off: deeper ones become opaque where they stand
 * and are lowered on their own later, so that no stack overflows here or in whoever walks or serialises the facts.
 */
const MAX_DEPTH = 100;

/** Turns one syntax tree into facts: the state that all handlers share. */
export class Lowering {
  readonly scopes: Scope[] = [];
  readonly functions: Mutable<FunctionFacts>[] = [];
  readonly classes: Mutable<ClassFacts>[] = [];
  readonly bindings: Mutable<Binding>[] = [];
  readonly stores: Store[] = [];
  readonly calls: CallFacts[] = [];
  readonly starImports: StarImport[] = [];
  readonly tries: TryFacts[] = [];
  readonly mainGuards: Span[] = [];
  readonly namespaces = new Namespaces(this);
  /** Opaque items of lists that stand for any number of items. */
  readonly starred = new Set<Expression>();
  context: Context;
  /** The call that is awaited / the context expression of a `with`: set just before it is lowered. */
  awaited = 0;
  inWith = 0;
  /** The parentheses that belong to a `type(...)` the grammar did not take for a call. */
  typeArguments = 0;

  private depth = 0;
  private readonly postponed: { node: number; tree: SyntaxTree; context: Context }[] = [];

  constructor(
    public tree: SyntaxTree,
    private readonly handlers: Handlers,
  ) {
    const span = { start: 0, end: tree.text.length };
    this.scopes.push({ parent: -1, kind: 'module', span });
    this.context = new Context(0, undefined, span, false, false, false);
  }

  /** Lowers the whole tree. */
  run(): void {
    this.visitChildren(0);
    for (let next = this.postponed.pop(); next !== undefined; next = this.postponed.pop()) {
      this.tree = next.tree;
      this.context = next.context;
      this.visit(next.node);
    }
    this.namespaces.settle();
    if (!isOrdered(this.calls)) this.calls.sort(byPosition);
  }

  span(node: number): Span {
    return { start: this.tree.start(node), end: this.tree.end(node) };
  }

  opaque(node: number): Expression {
    return { kind: 'opaque', span: this.span(node) };
  }

  /** Lowers an expression. Its calls are recorded, whatever becomes of it. */
  expression(node: number): Expression {
    if (this.depth >= MAX_DEPTH) return this.postpone(node);
    this.depth++;
    const handler = this.handlers.expressions[this.tree.symbol(node)];
    const result = handler ? handler(this, node) : this.unknown(node);
    this.depth--;
    return result;
  }

  /** Lowers an expression in another context. */
  expressionIn(context: Context, node: number): Expression {
    const outer = this.context;
    this.context = context;
    const result = this.expression(node);
    this.context = outer;
    return result;
  }

  /** Lowers a statement, or an expression nobody uses the value of. */
  visit(node: number): void {
    const handler = this.handlers.statements[this.tree.symbol(node)];
    if (handler === undefined) {
      this.expression(node);
      return;
    }
    if (this.depth >= MAX_DEPTH) {
      this.postpone(node);
      return;
    }
    this.depth++;
    handler(this, node);
    this.depth--;
  }

  visitIn(context: Context, node: number): void {
    const outer = this.context;
    this.context = context;
    this.visit(node);
    this.context = outer;
  }

  visitChildren(node: number): void {
    for (let child = this.tree.firstChild(node); child !== 0; child = this.tree.nextChild(child, node)) this.visit(child);
  }

  /** Lowers a source fragment (what stands in a string annotation or in backticks) that starts at `offset`. */
  fragment(source: string, offset: number): Expression {
    const outer = this.tree;
    this.tree = Fragments.of(outer.grammar).tree(source, offset);
    // A module with one expression statement: anything else is no type.
    const statement = this.tree.firstChild(0);
    const inner = statement === 0 ? 0 : this.tree.firstChild(statement);
    const span = { start: offset, end: offset + source.length };
    const isExpression = inner !== 0 && this.tree.type(statement) === 'expression_statement' && !this.tree.hasErrors;
    const result: Expression = isExpression ? this.expression(inner) : { kind: 'opaque', span };
    this.tree = outer;
    return result;
  }

  addScope(scope: Scope): number {
    return this.scopes.push(scope) - 1;
  }

  /** A name gets a value here. */
  bind(kind: Binding['kind'], name: string, span: Span, details: BindingDetails): void {
    this.namespaces.bind(kind, name, span, details);
  }

  store(target: Expression, value: Expression, span: Span, details: BindingDetails): void {
    const { scope, conditional } = this.context;
    const store: Mutable<Store> = { target, value, scope, span };
    if (details.annotation) store.annotation = details.annotation;
    if (details.augmented) store.augmented = true;
    if (conditional) store.conditional = true;
    this.stores.push(store);
  }

  /** Keeps the place of a call among the others: the call is known only after its arguments. */
  reserveCall(): number {
    return this.calls.push(PENDING) - 1;
  }

  recordCall(place: number, call: CallExpression, awaited: boolean, inWith: boolean): void {
    const facts: Mutable<CallFacts> = { call, scope: this.context.scope, statement: this.context.statement };
    if (awaited) facts.awaited = true;
    if (inWith) facts.inWith = true;
    this.calls[place] = facts;
  }

  private unknown(node: number): Expression {
    this.visitChildren(node);
    return this.opaque(node);
  }

  private postpone(node: number): Expression {
    this.postponed.push({ node, tree: this.tree, context: this.context });
    return this.opaque(node);
  }
}

const PENDING: CallFacts = {
  call: {
    kind: 'call',
    callee: { kind: 'opaque', span: { start: 0, end: 0 } },
    args: [],
    span: { start: 0, end: 0 },
    argumentsSpan: { start: 0, end: 0 },
  },
  scope: 0,
  statement: { start: 0, end: 0 },
};

function byPosition(a: CallFacts, b: CallFacts): number {
  return a.call.span.start - b.call.span.start || b.call.span.end - a.call.span.end;
}

function isOrdered(calls: readonly CallFacts[]): boolean {
  for (let i = 1; i < calls.length; i++) if (byPosition(calls[i - 1]!, calls[i]!) > 0) return false;
  return true;
}
