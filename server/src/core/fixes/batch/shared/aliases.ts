/** Names for the same thing: what is changed through one is changed for the others. */
import type { FlowAccess, FlowExpression, FlowLoop, FlowStatement } from '../../../syntax/flow/flow';
import { meets, within, type Effects } from './effects';
import type { Level } from './levels';

/** A change that was made through another name. */
interface Spread extends FlowAccess {
  /** Through an item of it: the collection holds the same items as before. */
  readonly viaItem?: true;
}

/** Another name for the thing, or for something that it holds. */
interface Other extends FlowAccess {
  readonly isHeld?: true;
}

/** What a request or a guard needs; `isHead`: only which items there are. */
export interface Need extends FlowAccess {
  readonly isHead?: true;
}

export class Aliases {
  private readonly same = new Map<string, Other[]>();
  private readonly items = new Map<string, Other[]>();

  constructor(
    private readonly text: string,
    loops: readonly FlowLoop[],
    levels: readonly Level[],
  ) {
    const statements = levels[0]?.block.statements.flatMap(within) ?? [];
    for (const loop of [...loops, ...statements.flatMap((statement) => (statement.kind === 'loop' ? [statement.loop] : []))]) {
      for (const { targets, iterable } of loop.clauses) for (const name of targets.names) this.note(this.items, name, rootsOf(iterable));
    }
    for (const statement of statements) this.noteAssignment(statement);
  }

  /** The accesses with those that changes among them amount to under other names. */
  spread(accesses: readonly FlowAccess[], effects: Effects): readonly Spread[] {
    const found: Spread[] = [];
    const seen = new Set<string>();
    const visit = (access: Spread): void => {
      const key = `${access.name} ${access.viaItem} ${access.span.start}`;
      if (seen.has(key)) return;
      seen.add(key);
      found.push(access);
      if (!effects.isChange(access)) return;
      const { span } = access;
      for (const { name, path, isHeld } of this.same.get(access.name) ?? [])
        if (!isHeld || this.isDeep(access)) visit({ name, path, span, kind: 'store', ...(access.viaItem && { viaItem: true }) });
      for (const { name, path } of this.items.get(access.name) ?? []) visit({ name, path, span, kind: 'store', viaItem: true });
    };
    for (const access of accesses) {
      if (effects.isChange(access)) {
        seen.clear();
        visit(access);
      } else found.push(access);
    }
    return found;
  }

  /** Whether the effect changes what is needed. */
  spoils(effect: Spread, need: Need): boolean {
    if (!meets(effect, need)) return false;
    // `rows[i] = ...`, `row.text = ...`: which rows there are stays as it was.
    return !(need.isHead && (effect.viaItem || (effect.kind === 'store' && effect.method === undefined)));
  }

  private noteAssignment(statement: FlowStatement): void {
    if (statement.kind !== 'assign' || !statement.value || statement.operator !== undefined) return;
    const { value, targets } = statement;
    const roots = placesIn(value, this.text);
    const isHolder = value.shape === 'list' || value.shape === 'dictionary';
    for (const { names } of targets) {
      for (const name of names) {
        this.note(this.same, name, isHolder ? roots.map((root) => ({ ...root, isHeld: true })) : roots);
        for (const root of roots) this.note(this.same, root.name, [{ ...root, name, path: name }]);
      }
    }
  }

  /** `messages[0].content = ...` changes what the list holds, `messages.push(...)` only the list. */
  private isDeep({ name, span }: FlowAccess): boolean {
    const code = this.text.slice(span.start, span.end);
    if (!code.startsWith(name)) return true;
    const steps = code.slice(name.length).match(/\??\.\s*[\w$]+|\[/g)?.length ?? 0;
    return steps > 1;
  }

  private note(into: Map<string, Other[]>, name: string, roots: readonly Other[]): void {
    const others = roots.filter((root) => root.name !== name);
    if (others.length > 0) into.set(name, [...(into.get(name) ?? []), ...others]);
  }
}

/** Places that the value may be, or hold, and that something else holds too: `params`, `params["messages"][0]`, `a if x else b`. */
export function placesIn(value: FlowExpression, text: string): readonly FlowAccess[] {
  const { shape, accesses, calls, span } = value;
  if (shape === 'list' || shape === 'dictionary') return heldBy(value);
  const [first] = accesses;
  if (!first || shape === 'literal' || shape === 'function' || shape === 'loop') return [];
  const isWhole = first.span.start === span.start && first.span.end === span.end;
  if (isWhole || (shape === 'call' && calls.some(({ method, span: call }) => method === 'get' && call.end === span.end))) return [first];
  return shape !== 'call' && CHOICE.test(text.slice(span.start, span.end)) ? heldBy(value) : [];
}

/** Expressions that give one of their parts as it is. */
const CHOICE = /\b(if|or|and)\b|\?|\|\||&&|:=/;

/** What stands in an expression as it is: changed through it or through its own name, it is changed for both. */
function heldBy(value: FlowExpression): readonly FlowAccess[] {
  return value.accesses.filter(({ method, deferred, kind }) => method === undefined && deferred === undefined && kind === 'read');
}

function rootsOf(iterable: FlowExpression): readonly FlowAccess[] {
  return iterable.accesses
    .filter(({ deferred }) => deferred === undefined)
    .map((access) =>
      access.method === undefined ? access : { ...access, path: access.path.slice(0, -access.method.length - 1) || access.name },
    );
}
