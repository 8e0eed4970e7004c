import type { FunctionFacts } from '../facts';
import type { Span } from '../../text/span';

/** Facts while they are being put together. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K] };

/** Where in the program the lowering stands. Never changed, so that it can be kept for later. */
export class Context {
  constructor(
    readonly scope: number,
    readonly functionFacts: Mutable<FunctionFacts> | undefined,
    /** The innermost statement. */
    readonly statement: Span,
    /** Under a condition, loop or exception handler of the scope's function. */
    readonly conditional: boolean,
    /** Under `if TYPE_CHECKING:`. */
    readonly typeOnly: boolean,
    /** Within a type annotation: strings are types there, `|` is a union. */
    readonly annotation: boolean,
  ) {}

  /** The same place, in another innermost statement. */
  inStatement(statement: Span): Context {
    return new Context(this.scope, this.functionFacts, statement, this.conditional, this.typeOnly, this.annotation);
  }

  /** What may not be evaluated at all. */
  maybe(): Context {
    if (this.conditional) return this;
    return new Context(this.scope, this.functionFacts, this.statement, true, this.typeOnly, this.annotation);
  }

  /** The body of `if TYPE_CHECKING:`. */
  forTypesOnly(): Context {
    return new Context(this.scope, this.functionFacts, this.statement, true, true, this.annotation);
  }

  /** Within an annotation, or back out of it. */
  inAnnotation(annotation: boolean): Context {
    if (annotation === this.annotation) return this;
    return new Context(this.scope, this.functionFacts, this.statement, this.conditional, this.typeOnly, annotation);
  }

  /** A comprehension's scope: names are its own, `yield` is still the function's. */
  inComprehension(scope: number): Context {
    return new Context(scope, this.functionFacts, this.statement, false, this.typeOnly, this.annotation);
  }

  /** The body of a function or class. */
  inBody(scope: number, functionFacts: Mutable<FunctionFacts> | undefined): Context {
    return new Context(scope, functionFacts, this.statement, false, this.typeOnly, false);
  }
}
