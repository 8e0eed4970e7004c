/** Look-up tables over one file's facts, built once per version of the file. */
import { traitsOf } from '../syntax/languageTraits';
import type { Expression } from '../syntax/expression';
import type { Binding, CallFacts, FileFacts, Store } from '../syntax/facts';

export class FactsIndex {
  private readonly bindingsByScope: Map<string, Binding[]>[];
  private readonly methodsByClass = new Map<number, Map<string, number[]>>();
  private readonly attributesByClass = new Map<number, Map<string, Store[]>>();
  private readonly storesByRoot = new Map<string, Store[]>();
  private callsByCalleeName: Map<string, CallFacts[]> | undefined;
  private readonly subclassesByName = new Map<string, number[]>();
  private callsByArgumentName: Map<string, CallFacts[]> | undefined;
  private callsByLastNameGiven: Map<string, CallFacts[]> | undefined;

  constructor(readonly facts: FileFacts) {
    this.bindingsByScope = facts.scopes.map(() => new Map<string, Binding[]>());
    for (const binding of facts.bindings) push(this.bindingsByScope[binding.scope]!, binding.name, binding);
    facts.classes.forEach((cls, index) => {
      for (const base of cls.bases) {
        const name = lastName(base);
        if (name !== undefined) push(this.subclassesByName, name, index);
      }
    });
    facts.functions.forEach((fn, index) => {
      if (fn.class === undefined || fn.name === undefined) return;
      push(nested(this.methodsByClass, fn.class), fn.name, index);
    });
    for (const store of facts.stores) this.addStore(store);
  }

  /** The scope, from `scope` outwards, that binds the name, with its bindings in source order. */
  lookUp(name: string, scope: number): { readonly scope: number; readonly bindings: readonly Binding[] } | undefined {
    let first = true;
    for (let current = scope; current >= 0; current = this.facts.scopes[current]!.parent) {
      const { kind } = this.facts.scopes[current]!;
      // A class body is not visible from the functions inside it; only code in the body itself sees its names.
      if (kind === 'class' && !first) continue;
      const bindings = this.bindingsByScope[current]!.get(name);
      if (bindings) return { scope: current, bindings };
      if (kind !== 'block') first = false;
    }
    return undefined;
  }

  bindingsIn(scope: number, name: string): readonly Binding[] {
    return this.bindingsByScope[scope]?.get(name) ?? [];
  }

  methods(cls: number, name: string): readonly number[] {
    return this.methodsByClass.get(cls)?.get(name) ?? [];
  }

  /** Stores to `self.<name>` / `this.<name>` in the methods of the class. */
  attributeStores(cls: number, name: string): readonly Store[] {
    return this.attributesByClass.get(cls)?.get(name) ?? [];
  }

  /** Stores whose target chain starts at this name: `params["x"] = ...`, `openai.api_base = ...`. */
  storesRootedAt(name: string): readonly Store[] {
    return this.storesByRoot.get(name) ?? [];
  }

  callsOf(name: string): readonly CallFacts[] {
    return (this.callsByCalleeName ??= byCalleeName(this.facts.calls)).get(name) ?? [];
  }

  /** Calls that are handed this name as an argument of its own. */
  callsGiven(name: string): readonly CallFacts[] {
    return (this.callsByArgumentName ??= byArgumentName(this.facts.calls)).get(name) ?? [];
  }

  /** Calls that are handed something of this last name: `f`, `self.f`. */
  callsGivenLast(name: string): readonly CallFacts[] {
    return (this.callsByLastNameGiven ??= byLastNameGiven(this.facts.calls)).get(name) ?? [];
  }

  /** The innermost scope an offset lies in. */
  scopeAt(offset: number): number {
    const { scopes } = this.facts;
    let innermost = 0;
    for (let i = 1; i < scopes.length; i++) {
      const { span } = scopes[i]!;
      const best = scopes[innermost]!.span;
      if (span.start <= offset && offset < span.end && (innermost === 0 || span.end - span.start <= best.end - best.start)) innermost = i;
    }
    return innermost;
  }

  /** Classes of this file with a base of this name. */
  subclassesOf(name: string): readonly number[] {
    return this.subclassesByName.get(name) ?? [];
  }

  /** The function whose code the scope belongs to; undefined at module level. */
  functionOf(scope: number): number | undefined {
    for (let current = scope; current >= 0; current = this.facts.scopes[current]!.parent) {
      const { function: fn } = this.facts.scopes[current]!;
      if (fn !== undefined) return fn;
    }
    return undefined;
  }

  /** The class whose instance `this` (JavaScript) is at the scope. */
  classAround(scope: number): number | undefined {
    for (let current = scope; current >= 0; current = this.facts.scopes[current]!.parent) {
      const { function: fn, class: cls } = this.facts.scopes[current]!;
      if (cls !== undefined) return cls;
      if (fn !== undefined && this.facts.functions[fn]!.class !== undefined) return this.facts.functions[fn]!.class;
    }
    return undefined;
  }

  /** The class a receiver name (`self`, `cls`, `this`) stands for at the scope. */
  receiverClass(name: string, scope: number): number | undefined {
    if (name === 'this') return this.classAround(scope);
    const found = this.lookUp(name, scope);
    const binding = found?.bindings[0];
    if (!binding || binding.kind !== 'parameter' || binding.parameter !== 0) return undefined;
    const fn = this.functionOf(found.scope);
    if (fn === undefined) return undefined;
    const facts = this.facts.functions[fn]!;
    return facts.class !== undefined && !facts.isStatic && traitsOf(this.facts.language).namesReceiver ? facts.class : undefined;
  }

  private addStore(store: Store): void {
    const root = rootName(store.target);
    if (root !== undefined) push(this.storesByRoot, root, store);
    const { target } = store;
    if (target.kind !== 'member' || target.object.kind !== 'name') return;
    const cls = this.receiverClass(target.object.name, store.scope);
    if (cls !== undefined) push(nested(this.attributesByClass, cls), target.property, store);
  }
}

const INDICES = new WeakMap<FileFacts, FactsIndex>();

/** The index of a file's facts, made once. */
export function indexOf(facts: FileFacts): FactsIndex {
  let index = INDICES.get(facts);
  if (!index) INDICES.set(facts, (index = new FactsIndex(facts)));
  return index;
}

/** The last name of a chain: `c` for `a.b.c`, `f` for `f`; for a call, that of its callee is not taken. */
export function lastName(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'member') return expression.property;
  if (expression.kind === 'index') return lastName(expression.object);
  return undefined;
}

/** The name a chain of members and indices starts with. */
export function rootName(expression: Expression): string | undefined {
  let current = expression;
  while (current.kind === 'member' || current.kind === 'index') current = current.object;
  return current.kind === 'name' ? current.name : undefined;
}

function byCalleeName(calls: readonly CallFacts[]): Map<string, CallFacts[]> {
  const found = new Map<string, CallFacts[]>();
  for (const item of calls) {
    const name = lastName(item.call.callee);
    if (name !== undefined) push(found, name, item);
  }
  return found;
}

function byArgumentName(calls: readonly CallFacts[]): Map<string, CallFacts[]> {
  const found = new Map<string, CallFacts[]>();
  for (const item of calls) {
    for (const { value, spread } of item.call.args) if (value.kind === 'name' && spread === undefined) push(found, value.name, item);
  }
  return found;
}

function byLastNameGiven(calls: readonly CallFacts[]): Map<string, CallFacts[]> {
  const found = new Map<string, CallFacts[]>();
  for (const item of calls) {
    for (const { value } of item.call.args) {
      const name = value.kind === 'name' ? value.name : value.kind === 'member' ? value.property : undefined;
      // A call that is handed the name twice is one call.
      if (name !== undefined && found.get(name)?.at(-1) !== item) push(found, name, item);
    }
  }
  return found;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function nested<V>(map: Map<number, Map<string, V[]>>, key: number): Map<string, V[]> {
  let inner = map.get(key);
  if (!inner) map.set(key, (inner = new Map<string, V[]>()));
  return inner;
}
