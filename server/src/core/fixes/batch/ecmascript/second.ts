/** What the second half of a loop needs from the first: names that were kept, or statements that run again. */
import type { FlowAccess, FlowStatement } from '../../../syntax/flow/flow';
import { contains, type Span } from '../../../text/span';
import { callsOf, declaresOf, meets, within } from '../shared/effects';
import { isSilent, lostWithoutRequest } from '../shared/halves';
import { loopNames } from '../shared/levels';
import { accessesOutside, type Slice } from '../shared/slice';
import { isRepeatable } from './effects';
import { decline, lineOf } from './source';

/**
 * Whether the second half goes through the same loops again, taking answers in the order in which the requests were made.
 * Otherwise it goes through the jobs: shorter, but only where each iteration that matters has one.
 */
export function replayNeeded(slice: Slice): boolean {
  const { loops, levels, guards, building } = slice;
  if (loops.length > 1 || levels.some(({ entry }) => entry?.kind === 'branch')) return true;
  if (guards.size > 0 && loops[0]!.form === 'call') return true;
  if (lostWithoutRequest(slice)) return true;
  return ![...guards].every((guard) => isSilent(guard, building)) || narrows(slice);
}

/** `if (!row.text) continue;`: TypeScript knows more of `row.text` behind it; a job would not tell. */
function narrows({ levels, guards, building, effects }: Slice): boolean {
  const tested = [...guards]
    .flatMap((guard) => (guard.kind === 'if' ? guard.branches.flatMap(({ condition }) => condition?.accesses ?? []) : []))
    .filter(({ path, method }) => method === undefined && path.includes('.'));
  if (tested.length === 0) return false;
  const others = levels
    .flatMap(({ before, statement, after }) => [...before, statement, ...after])
    .filter((statement) => !guards.has(statement) && !building.has(statement))
    .flatMap((statement) => effects.accessesOf(statement));
  return tested.some(({ path }) => others.some((other) => other.path === path || other.path.startsWith(`${path}.`)));
}

/** Names of the first half that the second uses, in the order in which they come up. */
export function keptNames(slice: Slice, remaining: readonly FlowAccess[], text: string): readonly string[] {
  const { own, carried, tail, building, loops, effects } = slice;
  const used = new Set(remaining.map(({ name }) => name));
  const tailNames = new Set([...tail].flatMap((statement) => [...effects.effectsOf(statement).writes]));
  for (const effect of carried) {
    const met = remaining.filter((access) => meets(access, effect));
    const [first] = met;
    if (!first) continue;
    const isTail = [...tail].some(({ span }) => contains(span, effect.span));
    const isBetween = met.every(
      ({ span, kind }) => kind === 'read' && (isTail ? span.end <= effect.span.start : span.start >= effect.span.end),
    );
    if (effects.isChange(effect) || !isBetween)
      decline(`\`${effect.name}\` changes while the requests are made, and line ${lineOf(text, first.span.start)} reads what it is then`);
  }
  const order = [
    ...loops.flatMap(loopNames),
    ...loops.flatMap(({ condition }) => (condition?.accesses ?? []).filter(({ kind }) => kind === 'write').map(({ name }) => name)),
    ...[...building].sort((a, b) => a.span.start - b.span.start).flatMap((statement) => [...effects.effectsOf(statement).writes]),
    ...tailNames,
  ];
  return [...new Set(order)].filter((name) => used.has(name) && (own.has(name) || carried.some((effect) => effect.name === name)));
}

/** Building statements that the second half runs again, and those it has no use for. */
export function retainedInReplay(slice: Slice, cut: readonly Span[], text: string): { readonly dropped: readonly FlowStatement[] } {
  const { building, guards, loops, carried, own, effects: all } = slice;
  const [changed] = carried;
  if (changed) decline(`\`${changed.name}\` changes from one request to the next, in a loop that would have to run twice`);
  const ownBuilding = new Set([...building].filter((statement) => ![...guards].some((guard) => within(guard).includes(statement))));
  const retained = new Set<FlowStatement>();
  for (;;) {
    const dropped = [...ownBuilding].filter((statement) => !retained.has(statement));
    const outside = accessesOutside(slice, [...dropped.map(({ span }) => span), ...cut]);
    const more = dropped.filter((statement) => {
      const effects = all.accessesOf(statement).filter((access) => all.isEffect(access));
      const declared = declaresOf(statement);
      return outside.some((access) => declared.includes(access.name) || effects.some((effect) => meets(effect, access)));
    });
    if (more.length === 0) break;
    for (const statement of more) retained.add(statement);
  }
  const isOwn = (name: string): boolean => own.has(name);
  for (const statement of [...retained, ...[...building].filter((each) => !ownBuilding.has(each))]) {
    if (!isRepeatable(statement, isOwn, all))
      decline(`line ${lineOf(text, statement.span.start)} would have to run twice and may not give the same again`);
  }
  for (const guard of guards) {
    if (guard.kind !== 'if') continue;
    for (const { condition } of guard.branches) {
      if (condition && !isRepeatable({ kind: 'expression', span: condition.span, value: condition }, isOwn, all))
        decline(`the condition in line ${lineOf(text, condition.span.start)} would have to be asked twice and may not give the same again`);
    }
  }
  for (const loop of loops) {
    const line = lineOf(text, loop.span.start);
    if (loop.form === 'for-await' || loop.form === 'while' || loop.form === 'do-while')
      decline(`the loop in line ${line} can be gone through only once`);
    for (const { iterable } of loop.clauses) {
      if (!isRepeatable({ kind: 'expression', span: iterable.span, value: iterable }, isOwn, all))
        decline(`what the loop in line ${line} goes through would have to be made twice and may not be the same again`);
    }
  }
  declineOtherOrder(slice, text);
  return { dropped: [...ownBuilding].filter((statement) => !retained.has(statement)) };
}

/** Answers are taken in the order of the requests: nothing may wait before that, nor ask for one twice. */
function declineOtherOrder({ loops, levels, building }: Slice, text: string): void {
  const innermost = loops[loops.length - 1];
  for (const { block, before, statement, entry } of levels) {
    const isConcurrent = loops.some(
      (loop) => loop.form === 'call' && loop.body.span.start <= block.span.start && block.span.end <= loop.body.span.end,
    );
    const waits = isConcurrent && before.find((each) => !building.has(each) && callsOf(each).some(({ awaited }) => awaited !== undefined));
    if (waits)
      decline(`line ${lineOf(text, waits.span.start)} waits before the request, so that requests may come in another order than answers`);
    if (innermost && entry?.kind === 'once' && entry.isTry && statement.kind === 'loop')
      decline(`the loop in line ${lineOf(text, statement.span.start)} may ask for the same answer again`);
    if (
      entry?.kind === 'once' &&
      entry.isFunction &&
      !/\b\w*(limit\w*|queue\.add|semaphore\.\w+)\s*\(/i.test(
        text.slice(statement.span.start, innermost?.body.span.end ?? statement.span.end),
      )
    )
      decline(`the function in line ${lineOf(text, statement.span.start)} may be called again for the same answer`);
  }
}
