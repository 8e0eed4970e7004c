/** Which statements before a request it is made of, and which of them may stop it from being sent. */
import type { FlowAccess, FlowBlock, FlowLoop, FlowStatement } from '../../../syntax/flow/flow';
import type { FlowStep } from '../../../loops/loopAnalysis';
import { blocksOf, expressionsOf, ownAccesses, targetsOf } from '../../../syntax/flow/walk';
import {
  accessesOf,
  changesOf,
  filesRead,
  filesWritten,
  isChanging,
  leaves,
  readsOf,
  seenCall,
  type FindFunction,
  valueOf,
  writesOf,
} from './effects';
import { lineOf, refuse } from './text';

/** One block on the way down to the request. */
export interface Level {
  readonly block: FlowBlock;
  /** What stands before the statement that leads on. */
  readonly before: readonly FlowStatement[];
  /** Leads on; the last one holds the request. */
  readonly statement: FlowStatement;
}

export interface Slice {
  readonly levels: readonly Level[];
  /** Statements that the request is made of. */
  readonly building: ReadonlySet<FlowStatement>;
  /** Statements before the request that may leave the iteration; the building statements within them are in `building` too. */
  readonly guards: ReadonlySet<FlowStatement>;
  /** Names that building statements give a value. */
  readonly built: ReadonlySet<string>;
  /** Names whose value building statements change in place from one iteration to the next. */
  readonly shared: ReadonlySet<string>;
}

export interface SliceInput {
  readonly text: string;
  readonly path: readonly FlowStep[];
  /** What the request expression touches. */
  readonly request: readonly FlowAccess[];
  /** The loop that only tries again. */
  readonly retry?: FlowLoop | undefined;
  /** Names that are new in each iteration: loop variables, parameters. */
  readonly fresh: readonly string[];
  readonly find: FindFunction;
  /** The body of the loop, where the path leads through one. */
  readonly body?: FlowBlock;
}

export function slice({ text, path, request, retry, fresh, body, find }: SliceInput): Slice {
  const levels = path.map(({ block, statement }) => ({
    block,
    statement,
    before: block.statements.slice(0, block.statements.indexOf(statement)),
  }));
  const place = { text, find };
  const building = new Set<FlowStatement>();
  const guards = new Set<FlowStatement>();
  // What an iteration needs when it begins may come from what ran in the iteration before.
  const entry = new Set<string>();
  for (;;) {
    const needs = new Set([...readsOf(request), ...entry]);
    for (const { before, statement } of [...levels].reverse()) {
      if (statement !== levels[levels.length - 1]!.statement) enter(statement, needs, retry);
      for (const earlier of [...before].reverse()) sort(earlier, needs, building, guards, place);
    }
    for (const name of fresh) needs.delete(name);
    if (!body || [...needs].every((name) => entry.has(name))) break;
    for (const name of needs) entry.add(name);
  }
  if (body) {
    checkCarried(body, entry, building, text);
    checkFiles(body, building, text);
  }
  const built = new Set([...building].flatMap(writesOf));
  return { levels, building, guards, built, shared: sharedNames(levels, building, guards, fresh) };
}

/** A request that needs what happens after an earlier request can't be made beforehand. */
function checkCarried(block: FlowBlock, entry: ReadonlySet<string>, building: ReadonlySet<FlowStatement>, text: string): void {
  for (const statement of block.statements) {
    if (building.has(statement)) continue;
    const carried = ownAccesses(statement).find(
      (access) => access.deferred === undefined && entry.has(valueOf(access)) && (access.kind !== 'read' || isChanging(access)),
    );
    if (carried)
      refuse(
        `\`${valueOf(carried)}\` changes in line ${lineOf(text, statement.span.start)}, after the request, and the next request needs it`,
      );
    for (const inner of blocksOf(statement)) checkCarried(inner, entry, building, text);
  }
}

/** Files that requests are made of must not be written once the first answer is there. */
function checkFiles(body: FlowBlock, building: ReadonlySet<FlowStatement>, text: string): void {
  const read = new Set([...building].flatMap((statement) => filesRead(statement, text)));
  if (read.size === 0) return;
  for (const statement of body.statements) {
    const written = building.has(statement) ? undefined : filesWritten(statement, text).find((file) => read.has(file));
    if (written !== undefined)
      refuse(`\`${written}\` is written after the request (line ${lineOf(text, statement.span.start)}), and the next request reads it`);
  }
}

/** What the head of a statement on the way needs, and what it gives. */
function enter(statement: FlowStatement, needs: Set<string>, retry: FlowLoop | undefined): void {
  if (statement.kind === 'loop') {
    if (statement.loop === retry) return;
    for (const target of targetsOf(statement)) for (const name of target.names) needs.delete(name);
  }
  if (statement.kind === 'if' || statement.kind === 'loop')
    for (const { accesses } of expressionsOf(statement)) for (const name of readsOf(accesses)) needs.add(name);
  if (statement.kind === 'with' && statement.items.some(({ target }) => target?.names.some((name) => needs.has(name)))) {
    for (const { value, target } of statement.items) {
      for (const name of target?.names ?? []) needs.delete(name);
      for (const name of readsOf(value.accesses)) needs.add(name);
    }
  }
}

function sort(statement: FlowStatement, needs: Set<string>, building: Set<FlowStatement>, guards: Set<FlowStatement>, place: Place): void {
  if (leaves(statement)) {
    guards.add(statement);
    sortGuard(statement, needs, building, place);
    return;
  }
  const written = writesOf(statement);
  if (![...written, ...changesOf(statement)].some((name) => needs.has(name))) return;
  build(statement, building, place);
  const isPlain =
    statement.kind === 'assign' &&
    statement.operator === undefined &&
    statement.targets.every(({ form }) => form === 'name' || form === 'pattern');
  if (isPlain) for (const name of written) needs.delete(name);
  for (const name of readsOf(accessesOf(statement))) needs.add(name);
}

interface Place {
  readonly text: string;
  readonly find: FindFunction;
}

function build(statement: FlowStatement, building: Set<FlowStatement>, { text, find }: Place): void {
  const seen = seenCall(statement, find);
  if (seen)
    refuse(
      `\`${seen.callee ?? seen.method}\` in line ${lineOf(text, seen.span.start)} would run before all answers instead of between them`,
    );
  building.add(statement);
}

/** A guard's conditions are needed, and the statements in it that make something of the request. */
function sortGuard(guard: FlowStatement, needs: Set<string>, building: Set<FlowStatement>, place: Place): void {
  const { text } = place;
  if (guard.kind === 'if')
    for (const { condition } of guard.branches) for (const name of condition ? readsOf(condition.accesses) : []) needs.add(name);
  if (guard.kind === 'try') for (const inner of guard.body.statements) for (const name of readsOf(accessesOf(inner))) needs.add(name);
  if (guard.kind !== 'if' && guard.kind !== 'try') {
    if (guard.kind === 'continue' || guard.kind === 'break' || guard.kind === 'return' || guard.kind === 'raise') return;
    refuse(`line ${lineOf(text, guard.span.start)} may end the iteration before the request in a way that can't be taken apart`);
  }
  const blocks = guard.kind === 'if' ? guard.branches.map(({ block }) => block) : [guard.body, ...guard.handlers.map(({ block }) => block)];
  if (guard.kind === 'try' && (guard.otherwise || guard.finally))
    refuse(`the try in line ${lineOf(text, guard.span.start)} has an else or finally and may end the iteration`);
  for (const block of blocks) {
    for (const inner of [...block.statements].reverse()) {
      if (leaves(inner)) sortGuard(inner, needs, building, place);
      else if (guard.kind === 'try' && block === guard.body) {
        build(inner, building, place);
      } else sort(inner, needs, building, new Set(), place);
    }
  }
}

/** Names changed in place that did not get a value of their own in this iteration before. */
function sharedNames(
  levels: readonly Level[],
  building: ReadonlySet<FlowStatement>,
  guards: ReadonlySet<FlowStatement>,
  fresh: readonly string[],
): Set<string> {
  const own = new Set(fresh);
  const shared = new Set<string>();
  for (const { before, statement } of levels) {
    for (const earlier of before) {
      if (!building.has(earlier) && !guards.has(earlier)) continue;
      for (const name of changesOf(earlier)) if (!own.has(name)) shared.add(name);
      const isPlain = earlier.kind === 'assign' && earlier.operator === undefined;
      if (isPlain)
        for (const { form, names } of earlier.targets) if (form === 'name' || form === 'pattern') for (const name of names) own.add(name);
    }
    if (statement.kind === 'loop' || statement.kind === 'with')
      for (const { names } of targetsOf(statement)) for (const name of names) own.add(name);
  }
  return shared;
}

/** What the statements of a block read, those in `without` and accesses within `cut` left out. */
export function readsIn(block: FlowBlock, without: ReadonlySet<FlowStatement>, cut: (access: FlowAccess) => boolean): Set<string> {
  const names = new Set<string>();
  const visit = (statement: FlowStatement): void => {
    if (without.has(statement)) return;
    for (const access of ownAccesses(statement)) if (access.kind !== 'write' && !cut(access)) names.add(valueOf(access));
    for (const inner of blocksOf(statement)) inner.statements.forEach(visit);
  };
  block.statements.forEach(visit);
  return names;
}
