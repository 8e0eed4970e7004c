/** From a name in a flow to the function it means, within one file. */
import { indexOf } from '../link/factsIndex';
import type { ModuleHost, SourceUnit } from '../link/moduleHost';
import type { ImportExpression } from '../syntax/expression';
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

/** The same for a callee that another file of the workspace holds: `save_turn` of `from store import save_turn`. */
export function importedFunction(
  callee: string,
  offset: number,
  { unit }: Source,
  host: ModuleHost,
): { readonly function: FlowFunction; readonly source: Source } | undefined {
  const [root, ...members] = callee.split('.');
  const found = root === undefined ? undefined : importOf(root, offset, unit);
  if (!found) return undefined;
  const path = host.resolve(unit.path, found.module, unit.facts.language);
  const target = path === undefined ? undefined : host.source(path);
  const flow = path === undefined ? undefined : host.flow(path);
  if (!target || !flow) return undefined;
  const name = [...(found.imported === '*' ? [] : [found.imported]), ...members].join('.');
  const source = { unit: target, flow };
  const fn = functionNamed(name, target.text.length, source);
  return fn && { function: fn, source };
}

/** The import a name stands for at an offset; undefined for names that get a value in any other way. */
export function importOf(name: string, offset: number, unit: SourceUnit): ImportExpression | undefined {
  const index = indexOf(unit.facts);
  const bindings = index.lookUp(name, index.scopeAt(offset))?.bindings ?? [];
  const [first] = bindings;
  return first?.value?.kind === 'import' && bindings.every(({ kind }) => kind === 'import') ? first.value : undefined;
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
