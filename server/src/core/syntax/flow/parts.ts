import type { Span } from '../../text/span';
import type { FlowAccess, FlowCall, FlowExpression, FlowFunction, FlowLoop } from './flow';

/** How the parts of an inner expression become parts of the one around. */
export interface Absorb {
  /** Names that the inner expression binds itself. */
  readonly hide?: ReadonlySet<string>;
  /** The inner expression is only defined here. */
  readonly deferred?: boolean;
  /** Its loops and functions are in the body of a loop or function. */
  readonly isBody?: boolean;
}

type Collected = Pick<FlowExpression, 'accesses' | 'calls'> & Partial<Pick<FlowExpression, 'loops' | 'functions' | 'yields'>>;

/** Gathers what stands in an expression; for front ends. */
export class Parts {
  readonly accesses: FlowAccess[] = [];
  readonly calls: FlowCall[] = [];
  readonly loops: FlowLoop[] = [];
  readonly functions: FlowFunction[] = [];
  yields = false;

  absorb(inner: Collected, { hide, deferred, isBody }: Absorb = {}): void {
    for (const access of inner.accesses) {
      if (hide?.has(access.name)) continue;
      this.accesses.push(deferred && !access.deferred ? { ...access, deferred: true } : access);
    }
    for (const call of inner.calls) this.calls.push(deferred && !call.deferred ? { ...call, deferred: true } : call);
    if (!isBody) {
      this.loops.push(...(inner.loops ?? []));
      this.functions.push(...(inner.functions ?? []));
    }
    if (inner.yields && !deferred) this.yields = true;
  }

  expression(span: Span, shape: FlowExpression['shape']): FlowExpression {
    const { accesses, calls, loops, functions } = this;
    return { span, shape, accesses, calls: calls.sort(bySource), loops, functions, ...(this.yields && { yields: true }) };
  }
}

function bySource(a: FlowCall, b: FlowCall): number {
  return a.span.start - b.span.start || b.span.end - a.span.end;
}
