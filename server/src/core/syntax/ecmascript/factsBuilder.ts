import type { Binding, CallFacts, ClassFacts, Directive, Export, FunctionFacts, Scope, StarImport, Store, TryFacts } from '../facts';
import type { Span } from '../../text/span';

export type Mutable<T> = { -readonly [Property in keyof T]: T[Property] };

/** Collects the facts of one file and, at the end, settles what depends on the whole of it. */
export class FactsBuilder {
  readonly scopes: Scope[] = [];
  readonly functions: FunctionFacts[] = [];
  readonly classes: ClassFacts[] = [];
  readonly bindings: Mutable<Binding>[] = [];
  readonly stores: Store[] = [];
  readonly calls: Mutable<CallFacts>[] = [];
  readonly exports: Export[] = [];
  readonly starImports: StarImport[] = [];
  readonly tries: TryFacts[] = [];
  readonly mainGuards: Span[] = [];
  readonly directives: Directive[] = [];

  private readonly assignments = new Set<Mutable<Binding>>();
  private readonly signatures = new Set<Binding>();

  addScope(scope: Scope): number {
    return this.scopes.push(scope) - 1;
  }

  /** A declaration: its scope is known. */
  declare(binding: Mutable<Binding>): void {
    if (binding.name !== '') this.bindings.push(binding);
  }

  /** A name as the type checker sees it: interface, type alias, function without body. A value of that name replaces it. */
  declareSignature(binding: Mutable<Binding>): void {
    this.declare(binding);
    this.signatures.add(binding);
  }

  /** An assignment to a name declared elsewhere, perhaps further down: `binding.scope` is where it is written. */
  assign(binding: Mutable<Binding>): void {
    this.declare(binding);
    this.assignments.add(binding);
  }

  isAssignment(binding: Binding): boolean {
    return this.assignments.has(binding);
  }

  /** Settles scopes of assignments, order of calls, and names that are both a type and a value. */
  finish(): void {
    this.placeAssignments();
    this.dropReplacedSignatures();
    this.sortCalls();
  }

  private placeAssignments(): void {
    if (this.assignments.size === 0) return;
    const declaredIn = new Map<string, Set<number>>();
    for (const { name } of this.assignments) declaredIn.set(name, new Set());
    for (const binding of this.bindings) {
      if (!this.assignments.has(binding)) declaredIn.get(binding.name)?.add(binding.scope);
    }
    for (const binding of this.assignments) {
      const written = binding.scope;
      const scopesOfName = declaredIn.get(binding.name);
      let scope = written;
      // Names of a class body are members: no lexical look-up finds them.
      while (scope > 0 && !(scopesOfName?.has(scope) && this.scopes[scope]!.kind !== 'class')) {
        scope = this.scopes[scope]!.parent;
      }
      binding.scope = scope;
      // Whether another function has run by then is nothing one can rely on.
      if (this.functionOf(scope) !== this.functionOf(written)) binding.conditional = true;
    }
  }

  private functionOf(scope: number): number {
    let at = scope;
    while (at > 0 && this.scopes[at]!.kind === 'block') at = this.scopes[at]!.parent;
    return at;
  }

  /** `const Reply = z.object(...)` beside `type Reply = z.infer<typeof Reply>`, overloads beside their implementation. */
  private dropReplacedSignatures(): void {
    if (this.signatures.size === 0) return;
    const values = new Set<string>();
    for (const binding of this.bindings) {
      if (!this.signatures.has(binding)) values.add(`${binding.scope} ${binding.name}`);
    }
    let kept = 0;
    for (const binding of this.bindings) {
      const replaced = this.signatures.has(binding) && values.has(`${binding.scope} ${binding.name}`);
      if (!replaced) this.bindings[kept++] = binding;
    }
    this.bindings.length = kept;
  }

  /** Source order of starts; where two calls start together, the outer one first. */
  private sortCalls(): void {
    for (let i = 1; i < this.calls.length; i++) {
      if (compareCalls(this.calls[i - 1]!, this.calls[i]!) > 0) {
        this.calls.sort(compareCalls);
        return;
      }
    }
  }
}

function compareCalls({ call: a }: CallFacts, { call: b }: CallFacts): number {
  return a.span.start - b.span.start || b.span.end - a.span.end;
}
