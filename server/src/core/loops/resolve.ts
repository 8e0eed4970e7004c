/** From a name in a flow to the function it means, within one file. */
import { indexOf } from '../link/factsIndex';
import type { SourceUnit } from '../link/moduleHost';
import type { FileFlow, FlowFunction } from '../syntax/flow/flow';

/** A file as the analysis looks at it. */
export interface Source {
  readonly unit: SourceUnit;
  readonly flow: FileFlow;
}

/** The function of this file that a callee (`summarize`, `self.summarize`) means at an offset; undefined for anything else. */
export function functionNamed(callee: string, offset: number, { unit, flow }: Source): FlowFunction | undefined {
  const index = indexOf(unit.facts);
  const [root, member, ...more] = callee.split('.');
  if (root === undefined || more.length > 0) return undefined;
  const scope = index.scopeAt(offset);
  if (member === undefined) {
    const bindings = index.lookUp(root, scope)?.bindings ?? [];
    const [only] = bindings;
    if (bindings.length !== 1 || only?.value?.kind !== 'function') return undefined;
    return flow.functionOf(unit.facts.functions[only.value.function]!.span);
  }
  const cls = index.receiverClass(root, scope) ?? classOfInstance(root, scope, unit);
  if (cls === undefined) return undefined;
  const methods = index.methods(cls, member);
  return methods.length === 1 ? flow.functionOf(unit.facts.functions[methods[0]!]!.span) : undefined;
}

/** `grader = Grader()`: the class of this file that the name is an instance of. */
function classOfInstance(name: string, scope: number, unit: SourceUnit): number | undefined {
  const index = indexOf(unit.facts);
  const bindings = index.lookUp(name, scope)?.bindings ?? [];
  const value = bindings.length === 1 ? bindings[0]!.value : undefined;
  if (value?.kind === 'class') return value.class;
  if (value?.kind !== 'call' || value.callee.kind !== 'name') return undefined;
  const cls = index.lookUp(value.callee.name, scope)?.bindings.find((binding) => binding.value?.kind === 'class')?.value;
  return cls?.kind === 'class' ? cls.class : undefined;
}

/** The name is a module or something imported: what it is called with does not change what it is. */
export function isImported(name: string, offset: number, { unit }: Source): boolean {
  const index = indexOf(unit.facts);
  return index.lookUp(name, index.scopeAt(offset))?.bindings.every(({ kind }) => kind === 'import') ?? false;
}
