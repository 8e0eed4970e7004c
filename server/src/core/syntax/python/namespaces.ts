import type { Binding } from '../facts';
import type { Span } from '../../text/span';
import type { Mutable } from './context';
import type { BindingDetails, Lowering } from './lowering';

/** Decides which scope a binding belongs to: `global`, `nonlocal`, and `:=` inside comprehensions bind elsewhere. */
export class Namespaces {
  /** Names declared global or nonlocal, by the scope that declares them. */
  private readonly declared = new Map<number, Map<string, 'global' | 'nonlocal'>>();
  private readonly unsettled: { binding: Mutable<Binding>; from: number }[] = [];
  private readonly comprehensions = new Set<number>();

  constructor(private readonly lowering: Lowering) {}

  declare(name: string, as: 'global' | 'nonlocal'): void {
    const { scope } = this.lowering.context;
    let names = this.declared.get(scope);
    if (names === undefined) this.declared.set(scope, (names = new Map<string, 'global' | 'nonlocal'>()));
    names.set(name, as);
  }

  markComprehension(scope: number): void {
    this.comprehensions.add(scope);
  }

  /** The scope an assignment expression binds in: comprehensions don't keep it. */
  walrusScope(): number {
    let { scope } = this.lowering.context;
    while (this.comprehensions.has(scope)) scope = this.lowering.scopes[scope]!.parent;
    return scope;
  }

  bind(kind: Binding['kind'], name: string, span: Span, details: BindingDetails, scope = this.lowering.context.scope): void {
    const { conditional, statement } = this.lowering.context;
    const declared = this.declared.get(scope)?.get(name);
    const binding: Mutable<Binding> = {
      name,
      scope: declared === 'global' ? 0 : scope,
      kind,
      span,
      statement,
    };
    if (details.value) binding.value = details.value;
    if (details.annotation) binding.annotation = details.annotation;
    if (details.parameter !== undefined) binding.parameter = details.parameter;
    if (details.augmented) binding.augmented = true;
    if (details.constant) binding.constant = true;
    if (conditional) binding.conditional = true;
    this.lowering.bindings.push(binding);
    if (declared === 'nonlocal') this.unsettled.push({ binding, from: scope });
  }

  /** Gives nonlocal names to the function that binds them, which may happen further down than their use. */
  settle(): void {
    if (this.unsettled.length === 0) return;
    const { scopes, bindings } = this.lowering;
    const pending = new Set(this.unsettled.map(({ binding }) => binding));
    const bound = new Set<string>();
    for (const binding of bindings) if (!pending.has(binding)) bound.add(`${binding.scope} ${binding.name}`);
    for (const { binding, from } of this.unsettled) {
      let scope = scopes[from]!.parent;
      while (scope > 0 && !(scopes[scope]!.kind === 'function' && bound.has(`${scope} ${binding.name}`))) {
        scope = scopes[scope]!.parent;
      }
      if (scope > 0) binding.scope = scope;
    }
  }
}
