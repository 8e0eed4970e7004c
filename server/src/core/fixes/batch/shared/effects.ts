/** What statements do to names, those included that functions of the file do when they are called. */
import type { FlowAccess, FlowCall, FlowFunction, FlowStatement } from '../../../syntax/flow/flow';
import { accessesIn, blocksOf, callsIn, ownAccesses, ownCalls, statementsIn } from '../../../syntax/flow/walk';
import { written, type LanguageWords } from './words';

/** The function of the file that a call means, where there is only one it can be. */
export type Lookup = (call: FlowCall) => FlowFunction | undefined;

/** How far calls of functions that call functions are followed. */
const DEEPEST_CALL = 4;

/** The statement and all within it. */
export function within(statement: FlowStatement): readonly FlowStatement[] {
  return [statement, ...blocksOf(statement).flatMap((block) => [...statementsIn(block)])];
}

export function callsOf(statement: FlowStatement): readonly FlowCall[] {
  return within(statement).flatMap(ownCalls);
}

/** What an access touches: the chain without the method that is called at its end. */
function touched({ path, method }: FlowAccess): string {
  return method === undefined ? path : path.slice(0, -method.length - 1);
}

/** Whether the two touch the same: one is the other, part of it, or what it is part of. */
export function meets(a: FlowAccess, b: FlowAccess): boolean {
  if (a.name !== b.name) return false;
  const [first, second] = [touched(a), touched(b)];
  return first === second || first.startsWith(`${second}.`) || second.startsWith(`${first}.`);
}

export function readsOf(accesses: readonly FlowAccess[]): readonly FlowAccess[] {
  return accesses.filter(({ kind }) => kind !== 'write');
}

/** Names that the statement itself declares for its block (JavaScript). */
export function declaresOf(statement: FlowStatement): readonly string[] {
  if (statement.kind === 'assign' && statement.declares !== undefined) return statement.targets.flatMap(({ names }) => names);
  if ((statement.kind === 'function' || statement.kind === 'class') && statement.name !== undefined) return [statement.name];
  return [];
}

/** Names that get another value: assigned, defined, imported, caught. */
export function writesOf(statement: FlowStatement): readonly string[] {
  const names: string[] = [];
  for (const inner of within(statement)) {
    for (const access of ownAccesses(inner)) if (access.kind === 'write' && !access.deferred) names.push(access.name);
    if ((inner.kind === 'function' || inner.kind === 'class') && inner.name !== undefined) names.push(inner.name);
    if (inner.kind === 'declare' && inner.form === 'import') names.push(...inner.names);
    if (inner.kind === 'try') names.push(...inner.handlers.flatMap(({ names: caught }) => caught));
  }
  return names;
}

/** `name = value`, `a, b = value`: the names had nothing to do with what they held before. */
export function isPlainAssignment(statement: FlowStatement): statement is FlowStatement & { readonly kind: 'assign' } {
  return (
    statement.kind === 'assign' &&
    statement.operator === undefined &&
    statement.targets.every(({ form }) => form === 'name' || form === 'pattern')
  );
}

export function isJump({ kind }: FlowStatement): boolean {
  return kind === 'continue' || kind === 'break' || kind === 'return' || kind === 'raise';
}

/** Whether the statement may leave the iteration; jumps of loops within it stay within. */
export function leaves(statement: FlowStatement): boolean {
  if (isJump(statement)) return true;
  if (statement.kind === 'loop') return within(statement).some(({ kind }) => kind === 'return' || kind === 'raise');
  return blocksOf(statement).some((block) => block.statements.some(leaves));
}

export class Effects {
  private readonly known = new Map<FlowFunction, readonly FlowAccess[]>();
  private readonly active = new Set<FlowFunction>();

  constructor(
    readonly words: LanguageWords,
    readonly lookup: Lookup,
  ) {}

  /** Everything a statement touches, with what it touches through calls. */
  accessesOf(statement: FlowStatement): readonly FlowAccess[] {
    return [...within(statement).flatMap(ownAccesses), ...callsOf(statement).flatMap((call) => this.through(call))];
  }

  /** The same for the statement without the blocks within it. */
  ownAccessesOf(statement: FlowStatement): readonly FlowAccess[] {
    return [...ownAccesses(statement), ...ownCalls(statement).flatMap((call) => this.through(call))];
  }

  /** Whether what the name holds is changed in place. */
  isChange({ kind, method }: FlowAccess): boolean {
    return kind === 'store' || (method !== undefined && this.words.mutating.has(method));
  }

  /** Whether it gives a name another value or changes what it holds. */
  isEffect(access: FlowAccess): boolean {
    return access.kind === 'write' || this.isChange(access);
  }

  /** Names the statement gives another value, or whose value it changes in place. */
  effectsOf(statement: FlowStatement): { readonly writes: ReadonlySet<string>; readonly changes: ReadonlySet<string> } {
    const accesses = this.accessesOf(statement);
    const writes = new Set([...accesses.filter(({ kind }) => kind === 'write').map(({ name }) => name), ...writesOf(statement)]);
    return { writes, changes: new Set(accesses.filter((access) => this.isChange(access)).map(({ name }) => name)) };
  }

  /** The first call of the statement that is seen, or that is of a function of the file that makes one. */
  seenCall(statement: FlowStatement): FlowCall | undefined {
    return this.seenAmong(callsOf(statement));
  }

  seenAmong(calls: readonly FlowCall[], depth = DEEPEST_CALL): FlowCall | undefined {
    return calls.find((call) => {
      if (this.words.seen.test(written(call))) return true;
      const body = depth > 0 ? this.lookup(call)?.body : undefined;
      return body !== undefined && this.seenAmong(callsIn(body), depth - 1) !== undefined;
    });
  }

  /** What a call touches of the names round it: what the function of the file touches, and arguments that are changed. */
  through(call: FlowCall): readonly FlowAccess[] {
    const found: FlowAccess[] = [];
    const changed = this.words.changesArgument.find(([callee]) => callee.test(written(call)))?.[1];
    // `next(lines)` is a call on `lines` in other words.
    if (changed !== undefined)
      found.push(...this.changedArgument(call, changed).map((access) => ({ ...access, path: `${access.path}.taken`, method: 'taken' })));
    const fn = this.lookup(call);
    if (!fn) return found;
    const parameters = fn.parameters.flatMap(({ names }) => names);
    const receiver = call.callee?.includes('.') ? call.callee.slice(0, call.callee.lastIndexOf('.')) : undefined;
    const isBound = receiver !== undefined && this.words.receivers.has(parameters[0] ?? '');
    for (const access of this.outerOf(fn)) {
      if (this.words.receivers.has(access.name)) {
        if (receiver !== undefined) found.push(at(call, renamed(access, receiver)));
      } else if (parameters.includes(access.name)) {
        const position = parameters.indexOf(access.name) - (isBound ? 1 : 0);
        if (this.isChange(access)) found.push(...this.changedArgument(call, position, access.name));
      } else found.push(at(call, access));
    }
    return found;
  }

  private changedArgument({ args, span }: FlowCall, position: number, name?: string): readonly FlowAccess[] {
    const arg = args.find((each) => name !== undefined && each.name === name) ?? args.filter((each) => each.name === undefined)[position];
    const root = arg?.value.accesses.find(({ span: each }) => each.start === arg.value.span.start);
    return root ? [{ name: root.name, path: touched(root), span, kind: 'store' }] : [];
  }

  /** What a function touches beside its own names: parameters are among it where they are changed. */
  private outerOf(fn: FlowFunction): readonly FlowAccess[] {
    const known = this.known.get(fn);
    if (known) return known;
    if (this.active.has(fn) || this.active.size >= DEEPEST_CALL) return [];
    this.active.add(fn);
    const parameters = new Set(fn.parameters.flatMap(({ names }) => names));
    const locals = this.words.localsOf(fn);
    const all = [...accessesIn(fn.body), ...callsIn(fn.body).flatMap((call) => this.through(call))];
    const outer = all.filter((access) => {
      if (this.words.receivers.has(access.name)) return true;
      return parameters.has(access.name) ? this.isChange(access) : !locals.has(access.name);
    });
    this.active.delete(fn);
    // Where the walk was cut short, the next one may find more.
    if (this.active.size === 0) this.known.set(fn, outer);
    return outer;
  }
}

/** The access as one that happens where the call stands. */
function at({ span }: FlowCall, { name, path, kind, method }: FlowAccess): FlowAccess {
  return { name, path, span, kind, ...(method !== undefined && { method }) };
}

function renamed(access: FlowAccess, receiver: string): FlowAccess {
  return { ...access, name: receiver.split('.')[0]!, path: `${receiver}${access.path.slice(access.name.length)}` };
}
