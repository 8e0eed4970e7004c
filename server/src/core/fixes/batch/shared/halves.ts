/** The two halves of a loop's body: what may be left out of one, and what the other may not miss. */
import type { FlowAccess, FlowStatement } from '../../../syntax/flow/flow';
import { contains, type Span } from '../../../text/span';
import { decline } from './declined';
import { declaresOf, isPlainAssignment, within, writesOf } from './effects';
import { lineOf } from './lines';
import { loopNames } from './levels';
import type { Slice } from './slice';

/** A guard that does nothing but leave the iteration, or make something of the request. */
export function isSilent(guard: FlowStatement, building: ReadonlySet<FlowStatement>): boolean {
  const isQuiet = (statement: FlowStatement): boolean => {
    if (statement.kind === 'continue' || statement.kind === 'break' || statement.kind === 'pass' || building.has(statement)) return true;
    if (statement.kind === 'if') return statement.branches.every(({ block }) => block.statements.every(isQuiet));
    if (statement.kind === 'match') return statement.cases.every(({ block }) => block.statements.every(isQuiet));
    if (statement.kind === 'try')
      return [statement.body, ...statement.handlers.map(({ block }) => block)].every(({ statements }) => statements.every(isQuiet));
    return false;
  };
  return isQuiet(guard);
}

/** What an iteration does that sends no request, where the second loop has only those that do. */
export function lostWithoutRequest({ levels, guards, building }: Slice): FlowStatement | undefined {
  const all = levels.flatMap(({ before }) => before);
  const last = all.findLastIndex((statement) => guards.has(statement));
  return all.slice(0, last + 1).find((statement) => !guards.has(statement) && !building.has(statement) && statement.kind !== 'pass');
}

/**
 * Errors that a guard raises. The first half stops there, and the second raises in its turn, after the answers before it
 * were used. @throws Declined where something would catch the error, or more than one loop would have to stop
 */
export function guardRaises({ guards, levels, loops }: Slice, text: string): ReadonlySet<FlowStatement> {
  const found = [...guards].flatMap(within).filter(({ kind }) => kind === 'raise');
  const [first] = found;
  if (first && (loops.length > 1 || loops[0]?.form === 'call' || levels.some(({ entry }) => entry?.kind === 'once' && entry.isTry)))
    decline(`line ${lineOf(text, first.span.start)} may raise an error before the request, after earlier answers were used`);
  if (first && [...guards].some((guard) => within(guard).some((each) => each.kind === 'try' && contains(each.body.span, first.span))))
    decline(`line ${lineOf(text, first.span.start)} may raise an error that the loop catches itself`);
  return new Set(found);
}

/** What the body touches outside the statements and spans. */
export function outsideBuilding({ levels, effects }: Slice, left: readonly FlowStatement[], moved: readonly Span[]): readonly FlowAccess[] {
  const cut = [...left.map(({ span }) => span), ...moved];
  return levels[0]!.block.statements
    .flatMap((statement) => effects.accessesOf(statement))
    .filter(({ span }) => !cut.some((each) => contains(each, span)));
}

/** @throws Declined where the second half reads, before it is given a value, what the first has given one by then */
export function checkOrder(slice: Slice, moved: readonly Span[], text: string): void {
  const { building, guards, inGuards, loops } = slice;
  const given = new Map<string, FlowStatement>();
  for (const statement of [...building].sort((a, b) => a.span.start - b.span.start))
    for (const name of writesOf(statement)) if (!given.has(name)) given.set(name, statement);
  for (const loop of loops) for (const name of loopNames(loop)) given.delete(name);
  const silent = [...guards].filter((guard) => isSilent(guard, building));
  const left = [...[...building].filter((statement) => !inGuards.has(statement)), ...silent];
  const rest = outsideBuilding(slice, left, moved);
  for (const access of rest) {
    const statement = given.get(access.name);
    if (statement && access.kind !== 'write' && access.span.start < statement.span.start)
      decline(
        `\`${access.name}\` is read in line ${lineOf(text, access.span.start)}, before line ${lineOf(text, statement.span.start)} gives it a value for the request`,
      );
  }
}

/**
 * Names that the first half gives their value, once for all, may not get another one in the second: what they hold after
 * the loop would be another thing. `moved`: statements that only the first half has; `kept`: names that the second half
 * is handed for each request. @throws Declined
 */
export function checkOverwritten(
  slice: Slice,
  moved: Iterable<FlowStatement>,
  kept: readonly string[],
  spans: readonly Span[],
  text: string,
): void {
  const { levels } = slice;
  const gone = [...moved];
  const given = new Map<string, FlowStatement>();
  const ownToBlock = new Set(gone.flatMap(within).flatMap(declaresOf));
  for (const statement of gone.sort((a, b) => a.span.start - b.span.start))
    for (const name of writesOf(statement)) if (!ownToBlock.has(name) && !given.has(name)) given.set(name, statement);
  if (given.size === 0) return;
  const last = new Set(levels.flatMap(({ after }) => after).filter((statement) => isPlainAssignment(statement)));
  for (const access of outsideBuilding(slice, gone, spans)) {
    const statement = access.kind === 'write' ? given.get(access.name) : undefined;
    if (!statement) continue;
    const isAlways = [...last].some(({ span }) => contains(span, access.span));
    if (access.span.start < statement.span.start || !(isAlways || kept.includes(access.name)))
      decline(
        `\`${access.name}\` gets its value for the request in line ${lineOf(text, statement.span.start)} and another one in line ${lineOf(text, access.span.start)}`,
      );
  }
}
