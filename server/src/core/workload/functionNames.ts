/** By which names a function is known, and which functions a file hands on. Built once per version of a file's facts. */
import type { FactsIndex } from '../link/factsIndex';
import type { Expression } from '../syntax/expression';
import type { Binding, CallFacts, FileFacts } from '../syntax/facts';
import { contains } from '../text/span';

/** A function named as an argument of a call: `add_job(run)`, `Thread(target=self.work)`, `path('x', views.chat)`. */
export interface Mention {
  readonly expression: Expression;
  readonly item: CallFacts;
}

/** A function kept in a table or a list: `self.steps = {1: self.write}`, `handlers = [parse, ask]`. */
export interface Reference {
  readonly expression: Expression;
  readonly scope: number;
}

export class FunctionNames {
  private readonly byFunction = new Map<number, Set<string>>();
  private readonly bindings = new Map<number, readonly Binding[]>();
  private readonly mentionsByName = new Map<string, Mention[]>();
  private readonly referencesByName = new Map<string, Reference[]>();
  private readonly exported = new Map<number, readonly string[]>();
  private readonly callsByArgument = new Map<number, CallFacts>();

  private constructor(private readonly index: FactsIndex) {
    const { facts } = index;
    for (const binding of facts.bindings) if (binding.value) this.noteValue(binding.name, binding.value, 0, binding);
    for (const { target, value } of facts.stores) if (target.kind === 'member') this.noteValue(target.property, value);
    for (const { value, scope } of [...facts.bindings, ...facts.stores]) if (value) this.noteTable(value, scope, 0);
    facts.functions.forEach(({ name }, fn) => name !== undefined && this.add(fn, name));
    for (const item of facts.calls) for (const { value } of item.call.args) this.noteArgument(value, item, 0);
  }

  static of(index: FactsIndex): FunctionNames {
    let names = CACHE.get(index.facts);
    if (!names) CACHE.set(index.facts, (names = new FunctionNames(index)));
    return names;
  }

  /** The function's own name and those of the variables that hold it, wrapped or not. */
  names(fn: number): readonly string[] {
    return [...(this.byFunction.get(fn) ?? [])];
  }

  /** The variables that hold it. */
  bindingsOf(fn: number): readonly Binding[] {
    return this.bindings.get(fn) ?? [];
  }

  mentions(name: string): readonly Mention[] {
    return this.mentionsByName.get(name) ?? [];
  }

  references(name: string): readonly Reference[] {
    return this.referencesByName.get(name) ?? [];
  }

  /** The call that is handed this function as it is written. */
  callGiven(fn: number): CallFacts | undefined {
    return this.callsByArgument.get(fn);
  }

  /** Names under which the file exports the function. */
  exportsOf(fn: number): readonly string[] {
    let exported = this.exported.get(fn);
    if (!exported) {
      const own = this.names(fn);
      const { span } = this.index.facts.functions[fn]!;
      exported = this.index.facts.exports.filter(({ value }) => leadsTo(value, fn, own, span)).map(({ name }) => name);
      this.exported.set(fn, exported);
    }
    return exported;
  }

  private add(fn: number, name: string): void {
    const names = this.byFunction.get(fn);
    if (names) names.add(name);
    else this.byFunction.set(fn, new Set([name]));
  }

  /** `const GET = withAuth(async () => ...)`: the variable stands for the function inside. */
  private noteValue(name: string, value: Expression, depth = 0, binding?: Binding): void {
    if (value.kind === 'function') {
      this.add(value.function, name);
      if (binding) this.bindings.set(value.function, [...this.bindingsOf(value.function), binding]);
    } else if (value.kind === 'call' && depth < 3) {
      for (const arg of value.args) this.noteValue(name, arg.value, depth + 1, binding);
    }
  }

  private noteTable(value: Expression, scope: number, depth: number): void {
    const inner = value.kind === 'dictionary' ? value.entries.map((entry) => entry.value) : value.kind === 'list' ? value.items : [];
    for (const each of inner) {
      const name = each.kind === 'name' ? each.name : each.kind === 'member' ? each.property : undefined;
      if (name !== undefined) {
        const known = this.referencesByName.get(name);
        if (known) known.push({ expression: each, scope });
        else this.referencesByName.set(name, [{ expression: each, scope }]);
      } else if (depth < 2) this.noteTable(each, scope, depth + 1);
    }
  }

  private noteArgument(value: Expression, item: CallFacts, depth: number): void {
    switch (value.kind) {
      case 'function':
        // Inner calls come later: the one that is handed the function itself stays.
        this.callsByArgument.set(value.function, item);
        break;
      case 'name':
        this.mention(value.name, value, item);
        break;
      case 'member':
        this.mention(value.property, value, item);
        break;
      case 'dictionary':
        if (depth < 3) for (const entry of value.entries) this.noteArgument(entry.value, item, depth + 1);
        break;
      case 'list':
        if (depth < 3) for (const each of value.items) this.noteArgument(each, item, depth + 1);
        break;
      case 'call':
        // `handler.bind(this)`, `partial(handle, config)`, `View.as_view()`.
        if (
          value.callee.kind === 'member' &&
          (value.callee.property === 'bind' || value.callee.property === 'as_view' || value.callee.property === 's')
        )
          this.noteArgument(value.callee.object, item, depth + 1);
        break;
    }
  }

  private mention(name: string, expression: Expression, item: CallFacts): void {
    const list = this.mentionsByName.get(name);
    if (list) list.push({ expression, item });
    else this.mentionsByName.set(name, [{ expression, item }]);
  }
}

const CACHE = new WeakMap<FileFacts, FunctionNames>();

function leadsTo(value: Expression, fn: number, names: readonly string[], span: FileFacts['scopes'][number]['span']): boolean {
  if (value.kind === 'function') return value.function === fn;
  if (value.kind === 'name') return names.includes(value.name);
  if (value.kind === 'call') return value.args.some((arg) => leadsTo(arg.value, fn, names, span));
  // `export default { fetch(request) {...} }`, `export const actions = { default: async () => ... }`.
  return value.kind === 'dictionary' && contains(value.span, span);
}
