/** Which statements round a request it is made of, which decide whether it is sent, and whether all of them may run ahead of the answers. */
import type { FlowStep } from '../../../loops/loopAnalysis';
import type { FlowAccess, FlowCall, FlowExpression, FlowLoop, FlowStatement } from '../../../syntax/flow/flow';
import { targetsOf } from '../../../syntax/flow/walk';
import { contains } from '../../../text/span';
import { Aliases, placesIn } from './aliases';
import { decline } from './declined';
import { declaresOf, isJump, isPlainAssignment, meets, readsOf, within, type Effects } from './effects';
import { lineOf } from './lines';
import { declineSeen, levelsOf, loopNames, type Level } from './levels';
import { Sorter } from './sorter';

export interface Slice {
  /** The loops that repeat the request, outermost first; none for a function that is called. */
  readonly loops: readonly FlowLoop[];
  readonly levels: readonly Level[];
  /** Statements before the request that it, or whether it is sent, is made of. */
  readonly building: ReadonlySet<FlowStatement>;
  /** Statements before the request that may leave the iteration. Building statements within them are in `building` too. */
  readonly guards: ReadonlySet<FlowStatement>;
  /** Building statements within guards: they stay where they are, and run in both halves. */
  readonly inGuards: ReadonlySet<FlowStatement>;
  /** Statements after the request that later requests are made of: `page++`. */
  readonly tail: ReadonlySet<FlowStatement>;
  /** Names that are new in each iteration: loop variables, what building statements declare or give a value of their own. */
  readonly own: ReadonlySet<string>;
  /** Effects of building and tail statements on names that are not the iteration's own. */
  readonly carried: readonly FlowAccess[];
  readonly effects: Effects;
}

export interface SliceInput {
  readonly text: string;
  readonly effects: Effects;
  readonly loops: readonly FlowLoop[];
  readonly path: readonly FlowStep[];
  /** The loop that only tries again. */
  readonly retry: FlowLoop | undefined;
  /** What the request expression touches, and calls. */
  readonly request: readonly FlowAccess[];
  readonly requestCalls: readonly FlowCall[];
}

/** @throws Declined where the requests can't all be made before the first answer is used */
export function sliceLoop(input: SliceInput): Slice {
  const { loops, effects, text } = input;
  const levels = levelsOf(text, input.path, loops, input.retry);
  checkSeen(input);
  const aliases = new Aliases(text, loops, levels);
  const request = [...input.request, ...input.requestCalls.flatMap((call) => effects.through(call))];
  const fresh = new Set(freshNames(loops, levels));
  const reads = readsOf(request);
  let sorter = sorted(input, aliases, levels, reads);
  // What one iteration leaves behind, the next one may need.
  for (let size = -1; loops.length > 0 && size !== sorter.building.size + sorter.openNeeds().length; ) {
    size = sorter.building.size + sorter.openNeeds().length;
    sorter = sorted(input, aliases, levels, [...reads, ...sorter.openNeeds().filter(({ name }) => !fresh.has(name))]);
  }
  const { building, guards, inGuards } = sorter;
  const own = new Set<string>([...loops.flatMap(loopNames), ...[...building, ...guards].flatMap(declaresOf)]);
  const open = sorter.openNeeds().filter(({ name }) => !fresh.has(name));
  const tail = loops.length === 0 ? new Set<FlowStatement>() : tailOf(input, aliases, levels, sorter, open, fresh);
  for (const name of givenAnew(building, open, text)) own.add(name);
  const deciding = [...guards].flatMap(within).flatMap((statement) => (isDeciding(statement) ? effects.ownAccessesOf(statement) : []));
  // A head that is written out changes what it counts or takes with each round: `while ((match = pattern.exec(text)))`.
  const heads = loops.flatMap(({ condition, update, initializer, clauses }) => [
    ...[condition, update].flatMap((part) => part?.accesses ?? []),
    ...(initializer ? effects.accessesOf(initializer) : []),
    ...clauses.flatMap(({ iterable }) => iterable.calls.flatMap((call) => effects.through(call))),
  ]);
  const carried = aliases
    .spread([...heads, ...[...building, ...tail].flatMap((statement) => effects.accessesOf(statement)), ...deciding], effects)
    .filter((access) => effects.isEffect(access) && !own.has(access.name));
  checkTurns(input, levels, new Set([...building, ...tail]), carried);
  return { loops, levels, building, guards, inGuards, tail, own, carried, effects };
}

/** The request is made ahead of all answers: nothing that is seen may happen while it is. */
function checkSeen({ effects, requestCalls, text, loops }: SliceInput): void {
  const heads = loops.flatMap(({ clauses }) => clauses.flatMap(({ iterable }) => iterable.calls));
  // A generator runs while the loop goes round, and not before.
  const generators = heads.filter((call) => effects.lookup(call)?.isGenerator);
  const seen = effects.seenAmong([...requestCalls, ...generators]);
  if (seen) declineSeen(seen, text);
}

function sorted({ text, loops, effects }: SliceInput, aliases: Aliases, levels: readonly Level[], needs: readonly FlowAccess[]): Sorter {
  const sorter = new Sorter(text, effects, aliases);
  sorter.need(needs);
  for (const level of [...levels].reverse()) {
    if (level.entry) sorter.enter(level);
    for (const earlier of [...level.before].reverse()) sorter.sort(earlier);
  }
  if (loops[0]) sorter.head(loops[0]);
  return sorter;
}

/** Names that are new each time the innermost loop goes round. */
function freshNames(loops: readonly FlowLoop[], levels: readonly Level[]): readonly string[] {
  const innermost = loops[loops.length - 1];
  const inside = levels.filter(({ block }) => !innermost || contains(innermost.body.span, block.span));
  const clauseNames = (innermost?.clauses ?? []).flatMap(({ targets }) => targets.names);
  return [...clauseNames, ...inside.flatMap(({ before, after }) => [...before, ...after].flatMap(declaresOf))];
}

/** What a guard evaluates to decide: other statements in it run in the second half only. */
function isDeciding({ kind }: FlowStatement): boolean {
  return kind === 'if' || kind === 'match';
}

/** Names that building statements give a value of their own in each iteration before anything reads them: `messages = [...]`. */
function givenAnew(building: ReadonlySet<FlowStatement>, open: readonly FlowAccess[], text: string): readonly string[] {
  const inner = [...building].flatMap(within);
  const isKept = new Set(open.map(({ name }) => name));
  for (const statement of inner) {
    if (statement.kind !== 'assign' || (statement.value && isPlainAssignment(statement) && isNew(statement.value, text))) continue;
    for (const name of targetsOf(statement).flatMap(({ names }) => names)) isKept.add(name);
  }
  return inner.flatMap((statement) => targetsOf(statement).flatMap(({ names }) => names)).filter((name) => !isKept.has(name));
}

/** Whether nothing else holds the value itself; what it holds may be held elsewhere too. */
function isNew(value: FlowExpression, text: string): boolean {
  return value.shape === 'list' || value.shape === 'dictionary' || placesIn(value, text).length === 0;
}

/** The other statements must leave alone what requests are made of; those that do not, and do not need an answer, go along. */
function tailOf(
  input: SliceInput,
  aliases: Aliases,
  levels: readonly Level[],
  { building, guards }: Sorter,
  open: readonly FlowAccess[],
  fresh: ReadonlySet<string>,
): ReadonlySet<FlowStatement> {
  const { text, loops, effects } = input;
  const tail = new Set<FlowStatement>();
  const touches = (access: FlowAccess): boolean =>
    effects.isEffect(access) && !fresh.has(access.name) && open.some((need) => aliases.spoils(access, need));
  const declaredInside = new Set(levels.flatMap(({ block }) => block.statements.flatMap(within).flatMap(declaresOf)));
  const known = new Set([...loops.flatMap(loopNames), ...[...building].flatMap(declaresOf)]);
  levels.forEach((level, depth) => {
    for (const statement of [...level.before, level.statement, ...level.after]) {
      if (building.has(statement) || guards.has(statement)) continue;
      const inner = statement === level.statement ? levels[depth + 1]?.block.span : undefined;
      const all = aliases.spread(effects.accessesOf(statement), effects);
      const own = all.filter(({ span }) => !inner || !contains(inner, span));
      const found = own.find((access) => touches(access) && !(statement === level.statement && isLoopHead(level, access)));
      if (!found) continue;
      const isTail =
        depth === 0 &&
        level.after.includes(statement) &&
        (statement.kind === 'assign' || statement.kind === 'expression') &&
        !effects.seenCall(statement) &&
        readsOf(effects.accessesOf(statement)).every(({ name }) => !declaredInside.has(name) || known.has(name));
      if (!isTail) decline(`\`${found.name}\` is made use of for the next request, and line ${lineOf(text, found.span.start)} changes it`);
      tail.add(statement);
    }
  });
  return tail;
}

function isLoopHead({ entry, statement }: Level, { span }: FlowAccess): boolean {
  return statement.kind === 'loop' && entry?.kind === 'loop' && !contains(entry.loop.body.span, span);
}

/** What is drawn, counted or read in turn while requests are made must not be drawn, counted or read by the rest as well. */
function checkTurns(
  { effects, text }: SliceInput,
  levels: readonly Level[],
  first: ReadonlySet<FlowStatement>,
  carried: readonly FlowAccess[],
): void {
  const changed = carried.filter((access) => effects.isChange(access));
  if (changed.length === 0) return;
  for (const [depth, { before, statement, after }] of levels.entries()) {
    const inner = levels[depth + 1]?.block.span;
    for (const other of [...before, statement, ...after]) {
      if (first.has(other) || isJump(other)) continue;
      const found = effects
        .accessesOf(other)
        .filter(({ span }) => !(other === statement && inner && contains(inner, span)))
        .find((access) => access.method !== undefined && effects.isChange(access) && changed.some((each) => meets(each, access)));
      if (found)
        decline(
          `\`${found.name}\` changes while the requests are made, and line ${lineOf(text, found.span.start)} changes it too: the two would no longer take turns`,
        );
    }
  }
}

/** All that the body touches apart from what lies within the spans. */
export function accessesOutside(
  { levels, effects }: Slice,
  cut: readonly { readonly start: number; readonly end: number }[],
): readonly FlowAccess[] {
  return levels[0]!.block.statements
    .flatMap((statement) => effects.accessesOf(statement))
    .filter(({ span }) => !cut.some((each) => contains(each, span)));
}
