/** Which statements round a request it is made of, which decide whether it is sent, and whether all of them may run ahead of the answers. */
import type { FlowAccess, FlowBlock, FlowLoop, FlowStatement } from '../../../syntax/flow/flow';
import type { FlowStep } from '../../../loops/loopAnalysis';
import { blocksOf, ownAccesses, ownCalls, targetsOf } from '../../../syntax/flow/walk';
import { contains, type Span } from '../../../text/span';
import {
  accessesOf,
  declaresOf,
  effectsOf,
  isChange,
  isEffect,
  isJump,
  leaves,
  meets,
  readsOf,
  seenCall,
  within,
  type Lookup,
} from './effects';
import { lineOf, refuse } from './source';

/** How a statement leads to the next block on the way down to the request. */
export type Entry =
  | { readonly kind: 'loop'; readonly loop: FlowLoop }
  | { readonly kind: 'branch'; readonly index: number }
  /** A `try`, a block, a function that is called once, a loop that only tries again: what is in it runs once, or fails. */
  | { readonly kind: 'once'; readonly isTry: boolean; readonly isFunction: boolean };

/** One block on the way down to the request. */
export interface Level {
  readonly block: FlowBlock;
  readonly before: readonly FlowStatement[];
  /** Leads on; that of the last level holds the request. */
  readonly statement: FlowStatement;
  readonly after: readonly FlowStatement[];
  /** Undefined for the last level. */
  readonly entry: Entry | undefined;
}

export interface Slice {
  /** The loops that repeat the request, outermost first. */
  readonly loops: readonly FlowLoop[];
  readonly levels: readonly Level[];
  /** Statements before the request that it, or whether it is sent, is made of. */
  readonly building: ReadonlySet<FlowStatement>;
  /** Statements before the request that may leave the iteration. */
  readonly guards: ReadonlySet<FlowStatement>;
  /** Statements after the request that later requests are made of: `page++`. */
  readonly tail: ReadonlySet<FlowStatement>;
  /** Names that are new in each iteration and known when the request is made: loop variables, what building statements declare. */
  readonly own: ReadonlySet<string>;
  /** Effects of building and tail statements on other names. */
  readonly carried: readonly FlowAccess[];
}

interface Input {
  readonly text: string;
  readonly loops: readonly FlowLoop[];
  readonly path: readonly FlowStep[];
  readonly retry: FlowLoop | undefined;
  /** The request expression. */
  readonly body: Span;
  readonly lookup: Lookup;
}

export function sliceLoop(input: Input): Slice {
  const { loops } = input;
  const levels = levelsOf(input);
  const last = levels[levels.length - 1]!;
  const request = ownAccesses(last.statement).filter(({ span }) => contains(input.body, span));
  const calls = ownCalls(last.statement).filter(({ span }) => contains(input.body, span));
  const seen = seenCall(
    { kind: 'expression', span: input.body, value: { span: input.body, shape: 'other', accesses: [], calls, loops: [], functions: [] } },
    input.lookup,
  );
  if (seen)
    refuse(
      `\`${seen.callee ?? seen.method}\` (line ${lineOf(input.text, seen.span.start)}) would run before all answers instead of between them`,
    );
  const fresh = freshNames(loops, levels);
  let sorter = sorted(input, levels, readsOf(request));
  // What one iteration leaves behind, the next one may need.
  for (let size = -1; size !== sorter.building.size; ) {
    size = sorter.building.size;
    sorter = sorted(input, levels, [...readsOf(request), ...sorter.openNeeds().filter(({ name }) => !fresh.has(name))]);
  }
  const { building, guards } = sorter;
  const own = new Set<string>([...loops.flatMap(loopNames), ...[...building, ...guards].flatMap(declaresOf)]);
  const tail = tailOf(input, levels, { building, guards }, sorter.everNeeded, fresh);
  const carried = [...building, ...tail, ...guards].flatMap(accessesOf).filter((access) => isEffect(access) && !own.has(access.name));
  const rebuilt = carried.find((effect) => isChange(effect) && request.some((access) => meets(access, effect)));
  if (rebuilt)
    refuse(
      `\`${rebuilt.name}\` is changed for each request (line ${lineOf(input.text, rebuilt.span.start)}), so that all requests would become the last one`,
    );
  return { loops, levels, building, guards, tail, own, carried };
}

function sorted({ text, loops, lookup }: Input, levels: readonly Level[], needs: readonly FlowAccess[]): Sorter {
  const sorter = new Sorter(text, lookup);
  sorter.need(needs);
  for (const level of [...levels].reverse()) {
    if (level.entry) sorter.enter(level);
    for (const earlier of [...level.before].reverse()) sorter.sort(earlier);
  }
  if (loops[0]) sorter.head(loops[0]);
  return sorter;
}

/** Names a loop gives a value itself. */
export function loopNames(loop: FlowLoop): readonly string[] {
  return [
    ...loop.clauses.flatMap(({ targets }) => targets.names),
    ...(loop.initializer ? targetsOf(loop.initializer).flatMap(({ names }) => names) : []),
  ];
}

function levelsOf({ text, path, loops, retry }: Input): readonly Level[] {
  return path.map(({ block, statement }, index) => {
    const at = block.statements.indexOf(statement);
    const next = path[index + 1];
    return {
      block,
      statement,
      before: block.statements.slice(0, at),
      after: block.statements.slice(at + 1),
      entry: next && entryOf(statement, next.block, loops, retry, text),
    };
  });
}

function entryOf(statement: FlowStatement, inner: FlowBlock, loops: readonly FlowLoop[], retry: FlowLoop | undefined, text: string): Entry {
  const once = { kind: 'once', isTry: false, isFunction: false } as const;
  const same = ({ span }: FlowBlock): boolean => span.start === inner.span.start && span.end === inner.span.end;
  const loop = loops.find(({ body }) => same(body));
  if (loop) return { kind: 'loop', loop };
  if (retry && same(retry.body)) return { ...once, isTry: true };
  if (statement.kind === 'block') return once;
  if (statement.kind === 'try' && same(statement.body)) return { ...once, isTry: true };
  if (statement.kind === 'if') return { kind: 'branch', index: statement.branches.findIndex(({ block }) => same(block)) };
  if (!blocksOf(statement).some(same)) return { ...once, isFunction: true };
  return refuse(
    `the call stands in a ${statement.kind === 'match' ? 'switch' : statement.kind === 'try' ? 'catch or finally' : statement.kind} (line ${lineOf(text, statement.span.start)}), which is not taken apart`,
  );
}

/** Goes backwards from the request and sorts statements by what is needed at their place. */
class Sorter {
  readonly building = new Set<FlowStatement>();
  readonly guards = new Set<FlowStatement>();
  readonly everNeeded: FlowAccess[] = [];
  private needs: FlowAccess[] = [];

  constructor(
    private readonly text: string,
    private readonly lookup: Lookup,
  ) {}

  need(accesses: readonly FlowAccess[]): void {
    this.needs.push(...accesses);
    this.everNeeded.push(...accesses);
  }

  /** What is needed where the walk stands: before the loop, when it is done. */
  openNeeds(): readonly FlowAccess[] {
    return this.needs;
  }

  /** The head of what encloses the next level. */
  enter({ statement, entry }: Level): void {
    if (entry?.kind === 'loop') return this.head(entry.loop);
    if (entry?.kind === 'branch' && statement.kind === 'if') {
      for (const { condition } of statement.branches.slice(0, entry.index + 1)) if (condition) this.need(readsOf(condition.accesses));
    }
  }

  head(loop: FlowLoop): void {
    this.settle(loopNames(loop));
    const heads = [
      ...loop.clauses.map(({ iterable }) => iterable),
      ...(loop.condition ? [loop.condition] : []),
      ...(loop.update ? [loop.update] : []),
    ];
    for (const { accesses } of heads) this.need(readsOf(accesses));
  }

  sort(statement: FlowStatement): void {
    if (leaves(statement)) {
      this.guards.add(statement);
      return this.sortGuard(statement);
    }
    const effects = accessesOf(statement).filter(isEffect);
    const declared = declaresOf(statement);
    if (!this.needs.some((need) => declared.includes(need.name) || effects.some((effect) => meets(effect, need)))) return;
    this.refuseSeen(statement);
    this.building.add(statement);
    const isPlain =
      statement.kind === 'assign' &&
      statement.operator === undefined &&
      statement.targets.every(({ form }) => form === 'name' || form === 'pattern');
    if (isPlain) this.settle([...effectsOf(statement).writes]);
    this.need(readsOf(accessesOf(statement)));
  }

  /** These names have their value from here on. */
  private settle(names: readonly string[]): void {
    this.needs = this.needs.filter(({ name }) => !names.includes(name));
  }

  /** Its conditions are needed, and what in it the request is made of. */
  private sortGuard(guard: FlowStatement): void {
    if (isJump(guard)) {
      const line = lineOf(this.text, guard.span.start);
      if (guard.kind === 'raise') refuse(`line ${line} may throw before the request, after earlier answers were used`);
      if ('label' in guard && guard.label !== undefined) refuse(`line ${line} jumps to a label`);
      return;
    }
    if (guard.kind !== 'if')
      return refuse(`line ${lineOf(this.text, guard.span.start)} may end the iteration in a way that can't be taken apart`);
    for (const inner of guard.branches.flatMap(({ block }) => [...block.statements].reverse())) this.sort(inner);
    for (const { condition } of guard.branches) {
      if (!condition) continue;
      this.refuseSeen({ kind: 'expression', span: condition.span, value: condition });
      this.need(readsOf(condition.accesses));
    }
  }

  private refuseSeen(statement: FlowStatement): void {
    const seen = seenCall(statement, this.lookup);
    if (seen)
      refuse(
        `\`${seen.callee ?? seen.method}\` (line ${lineOf(this.text, seen.span.start)}) would run before all answers instead of between them`,
      );
  }
}

/** Names that are new each time the innermost loop goes round. */
function freshNames(loops: readonly FlowLoop[], levels: readonly Level[]): ReadonlySet<string> {
  const innermost = loops[loops.length - 1];
  const inside = levels.filter(({ block }) => !innermost || contains(innermost.body.span, block.span));
  const clauseNames = (innermost?.clauses ?? []).flatMap(({ targets }) => targets.names);
  return new Set([...clauseNames, ...inside.flatMap(({ before, after }) => [...before, ...after].flatMap(declaresOf))]);
}

/** The other statements must leave alone what requests are made of; those that do not, and do not need an answer, go along. */
function tailOf(
  input: Input,
  levels: readonly Level[],
  { building, guards }: Pick<Slice, 'building' | 'guards'>,
  needed: readonly FlowAccess[],
  fresh: ReadonlySet<string>,
): ReadonlySet<FlowStatement> {
  const { text, loops } = input;
  const tail = new Set<FlowStatement>();
  const isTouched = (access: FlowAccess): boolean =>
    isEffect(access) && !fresh.has(access.name) && needed.some((need) => meets(access, need));
  const declaredInside = new Set(levels.flatMap(({ block }) => block.statements.flatMap(within).flatMap(declaresOf)));
  const known = new Set([...loops.flatMap(loopNames), ...[...building].flatMap(declaresOf)]);
  levels.forEach((level, depth) => {
    for (const statement of [...level.before, level.statement, ...level.after]) {
      if (building.has(statement) || guards.has(statement)) continue;
      const inner = statement === level.statement ? levels[depth + 1]?.block.span : undefined;
      const own = accessesOf(statement).filter(({ span }) => !inner || !contains(inner, span));
      const found = own.find((access) => isTouched(access) && !(statement === level.statement && isLoopHead(level, access)));
      if (!found) continue;
      const isTail =
        depth === 0 &&
        level.after.includes(statement) &&
        (statement.kind === 'assign' || statement.kind === 'expression') &&
        !seenCall(statement, input.lookup) &&
        readsOf(accessesOf(statement)).every(({ name }) => !declaredInside.has(name) || known.has(name));
      if (!isTail) refuse(`\`${found.name}\` is made use of for the next request, and line ${lineOf(text, found.span.start)} changes it`);
      tail.add(statement);
    }
  });
  return tail;
}

function isLoopHead({ entry, statement }: Level, { span }: FlowAccess): boolean {
  return statement.kind === 'loop' && entry?.kind === 'loop' && !contains(entry.loop.body.span, span);
}

/** All that the body touches apart from what lies within the spans. */
export function accessesOutside({ levels }: Slice, cut: readonly Span[]): readonly FlowAccess[] {
  return levels[0]!.block.statements.flatMap(accessesOf).filter(({ span }) => !cut.some((each) => contains(each, span)));
}
