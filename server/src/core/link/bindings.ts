import { traitsOf } from '../syntax/languageTraits';
import type { Binding } from '../syntax/facts';
import type { FactsIndex } from './factsIndex';

/**
 * The bindings that may give a name its value at an offset. Within one function (or the module's own code) the last
 * unconditional binding before the offset counts, and conditional ones after it; from another function all of them do,
 * since it may run at any time.
 */
export function reachingBindings(index: FactsIndex, name: string, scope: number, offset: number): readonly Binding[] {
  const found = index.lookUp(name, scope);
  if (!found) return [];
  const { bindings } = found;
  if (bindings.length === 1) return bindings;
  if (index.functionOf(scope) !== index.functionOf(found.scope)) return bindings;
  const { hoists } = traitsOf(index.facts.language);
  const before = bindings.filter((binding) => isBefore(binding, offset, hoists));
  if (before.length === 0) return bindings;
  for (let i = before.length - 1; i > 0; i--) {
    if (!before[i]!.conditional && !before[i]!.augmented) return before.slice(i);
  }
  return before;
}

function isBefore(binding: Binding, offset: number, hoists: boolean): boolean {
  if (binding.span.start >= offset) return hoists && (binding.kind === 'function' || binding.kind === 'import');
  // `client = wrap(client)`: the name on the right means the earlier value.
  const inOwnValue =
    binding.value !== undefined && binding.kind === 'variable' && binding.value.span.start <= offset && offset < binding.value.span.end;
  return !inOwnValue;
}
