/** What the second half of a loop needs from the first: names that were kept, or statements that run again. */
import type { FlowAccess, FlowStatement } from '../../../syntax/flow/flow';
import { contains, type Span } from '../../../text/span';
import { accessesOf, callsOf, declaresOf, effectsOf, isChange, isEffect, isJump, isRepeatable, meets, within } from './effects';
import { accessesOutside, loopNames, type Slice } from './slice';
import { lineOf, refuse } from './source';

/**
 * Whether the second half goes through the same loops again, taking answers in the order in which the requests were made.
 * Otherwise it goes through the jobs: shorter, but only where each iteration that matters has one.
 */
export function replayNeeded({ loops, levels, guards, building }: Slice): boolean {
  if (loops.length > 1 || levels.some(({ entry }) => entry?.kind === 'branch')) return true;
  if (guards.size > 0 && loops[0]!.form === 'call') return true;
  const isSilent = (statement: FlowStatement): boolean =>
    isJump(statement) ||
    building.has(statement) ||
    (statement.kind === 'if' && statement.branches.every(({ block }) => block.statements.every(isSilent)));
  return ![...guards].every(isSilent) || narrows({ levels, guards, building });
}

/** `if (!row.text) continue;`: TypeScript knows more of `row.text` behind it; a job would not tell. */
function narrows({ levels, guards, building }: Pick<Slice, 'levels' | 'guards' | 'building'>): boolean {
  const tested = [...guards]
    .flatMap((guard) => (guard.kind === 'if' ? guard.branches.flatMap(({ condition }) => condition?.accesses ?? []) : []))
    .filter(({ path, method }) => method === undefined && path.includes('.'));
  if (tested.length === 0) return false;
  const others = levels
    .flatMap(({ before, statement, after }) => [...before, statement, ...after])
    .filter((statement) => !guards.has(statement) && !building.has(statement))
    .flatMap(accessesOf);
  return tested.some(({ path }) => others.some((other) => other.path === path || other.path.startsWith(`${path}.`)));
}

/** Names of the first half that the second uses, in the order in which they come up. */
export function keptNames(slice: Slice, remaining: readonly FlowAccess[], text: string): readonly string[] {
  const { own, carried, tail, building, loops } = slice;
  const used = new Set(remaining.map(({ name }) => name));
  const tailNames = new Set([...tail].flatMap((statement) => [...effectsOf(statement).writes]));
  for (const effect of carried) {
    const met = remaining.filter((access) => meets(access, effect));
    const [first] = met;
    if (!first) continue;
    const isTail = [...tail].some(({ span }) => contains(span, effect.span));
    const isBetween = met.every(
      ({ span, kind }) => kind === 'read' && (isTail ? span.end <= effect.span.start : span.start >= effect.span.end),
    );
    if (isChange(effect) || !isBetween)
      refuse(`\`${effect.name}\` changes while the requests are made, and line ${lineOf(text, first.span.start)} reads what it is then`);
  }
  const order = [
    ...loops.flatMap(loopNames),
    ...[...building].sort((a, b) => a.span.start - b.span.start).flatMap((statement) => [...effectsOf(statement).writes]),
    ...tailNames,
  ];
  return [...new Set(order)].filter((name) => used.has(name) && (own.has(name) || carried.some((effect) => effect.name === name)));
}

/** Building statements that the second half runs again, and those it has no use for. */
export function retainedInReplay(slice: Slice, cut: readonly Span[], text: string): { readonly dropped: readonly FlowStatement[] } {
  const { building, guards, loops, carried, own } = slice;
  const [changed] = carried;
  if (changed) refuse(`\`${changed.name}\` changes from one request to the next, in a loop that would have to run twice`);
  const ownBuilding = new Set([...building].filter((statement) => ![...guards].some((guard) => within(guard).includes(statement))));
  const retained = new Set<FlowStatement>();
  for (;;) {
    const dropped = [...ownBuilding].filter((statement) => !retained.has(statement));
    const outside = accessesOutside(slice, [...dropped.map(({ span }) => span), ...cut]);
    const more = dropped.filter((statement) => {
      const effects = accessesOf(statement).filter(isEffect);
      const declared = declaresOf(statement);
      return outside.some((access) => declared.includes(access.name) || effects.some((effect) => meets(effect, access)));
    });
    if (more.length === 0) break;
    for (const statement of more) retained.add(statement);
  }
  const isOwn = (name: string): boolean => own.has(name);
  for (const statement of [...retained, ...[...building].filter((each) => !ownBuilding.has(each))]) {
    if (!isRepeatable(statement, isOwn))
      refuse(`line ${lineOf(text, statement.span.start)} would have to run twice and may not give the same again`);
  }
  for (const guard of guards) {
    if (guard.kind !== 'if') continue;
    for (const { condition } of guard.branches) {
      if (condition && !isRepeatable({ kind: 'expression', span: condition.span, value: condition }, isOwn))
        refuse(`the condition in line ${lineOf(text, condition.span.start)} would have to be asked twice and may not give the same again`);
    }
  }
  for (const loop of loops) {
    const line = lineOf(text, loop.span.start);
    if (loop.form === 'for-await' || loop.form === 'while' || loop.form === 'do-while')
      refuse(`the loop in line ${line} can be gone through only once`);
    for (const { iterable } of loop.clauses) {
      if (!isRepeatable({ kind: 'expression', span: iterable.span, value: iterable }, isOwn))
        refuse(`what the loop in line ${line} goes through would have to be made twice and may not be the same again`);
    }
  }
  refuseOtherOrder(slice, text);
  return { dropped: [...ownBuilding].filter((statement) => !retained.has(statement)) };
}

/** Answers are taken in the order of the requests: nothing may wait before that, nor ask for one twice. */
function refuseOtherOrder({ loops, levels, building }: Slice, text: string): void {
  const innermost = loops[loops.length - 1];
  for (const { block, before, statement, entry } of levels) {
    const isConcurrent = loops.some(
      (loop) => loop.form === 'call' && loop.body.span.start <= block.span.start && block.span.end <= loop.body.span.end,
    );
    const waits = isConcurrent && before.find((each) => !building.has(each) && callsOf(each).some(({ awaited }) => awaited !== undefined));
    if (waits)
      refuse(`line ${lineOf(text, waits.span.start)} waits before the request, so that requests may come in another order than answers`);
    if (innermost && entry?.kind === 'once' && entry.isTry && statement.kind === 'loop')
      refuse(`the loop in line ${lineOf(text, statement.span.start)} may ask for the same answer again`);
    if (
      entry?.kind === 'once' &&
      entry.isFunction &&
      !/\b\w*(limit\w*|queue\.add|semaphore\.\w+)\s*\(/i.test(
        text.slice(statement.span.start, innermost?.body.span.end ?? statement.span.end),
      )
    )
      refuse(`the function in line ${lineOf(text, statement.span.start)} may be called again for the same answer`);
  }
}
