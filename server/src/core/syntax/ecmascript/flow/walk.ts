import type ts from 'typescript';
import type { Span } from '../../../text/span';
import type { FlowAccess, FlowCall, FlowExpression, FlowFunction, FlowLoop } from '../../flow/flow';
import type { FlowLowerer } from './lowerer';
import { visitorsOf } from './visitors';

/** One walk over an expression. Names that inner functions and blocks bind themselves are theirs alone and are left out. */
export class Walk {
  readonly accesses: FlowAccess[] = [];
  readonly calls: FlowCall[] = [];
  private readonly loops: FlowLoop[] = [];
  private readonly functions: FlowFunction[] = [];
  private readonly bound: ReadonlySet<string>[] = [];
  private readonly visitors;
  private yields = false;
  private deferred = false;
  /** Functions around, and those of them that are called where they are written. */
  private functionDepth = 0;
  private calledDepth = 0;

  constructor(readonly lowerer: FlowLowerer) {
    this.visitors = visitorsOf(lowerer.kinds);
  }

  /** Everything that was met, but for what the expression is. */
  result(): Omit<FlowExpression, 'span' | 'shape'> {
    const { accesses, calls, functions } = this;
    const loops = this.loops.filter(
      (loop) => !this.loops.some((other) => other !== loop && other.span.start <= loop.span.start && loop.span.end <= other.span.end),
    );
    return { accesses, calls, loops, functions, ...(this.yields && { yields: true as const }) };
  }

  /** Bound, and giving nothing, so that it can be handed to `forEachChild`. */
  readonly visit = (node: ts.Node): undefined => {
    if (this.lowerer.isType(node)) return;
    const visitor = this.visitors.get(node.kind);
    if (visitor) visitor(this, node);
    else this.visitChildren(node);
  };

  visitChildren(node: ts.Node): void {
    this.lowerer.forEachChild(node, this.visit);
  }

  /** In a function or method that is defined here and runs later, if at all. */
  get isDeferred(): boolean {
    return this.deferred;
  }

  isBound(name: string): boolean {
    return this.bound.some((names) => names.has(name));
  }

  isLoop({ start, end }: Span): boolean {
    return this.loops.some(({ span }) => span.start === start && span.end === end);
  }

  /** A loop in a function that runs later is that function's. */
  addLoop(loop: FlowLoop): void {
    if (this.functionDepth === this.calledDepth) this.loops.push(loop);
  }

  /** Functions within functions belong to those. */
  addFunction(node: ts.Node): void {
    if (this.functionDepth === 0 && this.lowerer.isFunction(node)) this.functions.push(this.lowerer.functionOfNode(node));
  }

  noteYield(): void {
    if (this.functionDepth === 0) this.yields = true;
  }

  withBound(names: ReadonlySet<string>, visit: () => void): void {
    this.bound.push(names);
    visit();
    this.bound.pop();
  }

  /** The body of a function that is called where it is written. */
  withinCalled(names: ReadonlySet<string>, visit: () => void): void {
    this.functionDepth++;
    this.calledDepth++;
    this.withBound(names, visit);
    this.calledDepth--;
    this.functionDepth--;
  }

  /** The body of a function that runs later. */
  withinDeferred(names: ReadonlySet<string>, visit: () => void): void {
    this.functionDepth++;
    this.later(() => this.withBound(names, visit));
    this.functionDepth--;
  }

  later(visit: () => void): void {
    const outer = this.deferred;
    this.deferred = true;
    visit();
    this.deferred = outer;
  }
}
