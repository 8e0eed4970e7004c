/** A `for` loop: one loop that makes the requests, and the loop as it was over their answers. */
import type { FlowAccess, FlowLoop, FlowStatement } from '../../../syntax/flow/flow';
import { accessesIn, blocksOf, expressionsOf } from '../../../syntax/flow/walk';
import type { Span } from '../../../text/span';
import { insertion, type TextEdit } from '../../../text/textEdit';
import { cuts } from '../shared/cuts';
import { writesOf } from '../shared/effects';
import { checkOrder, checkOverwritten, guardRaises, isSilent, lostWithoutRequest, outsideBuilding } from '../shared/halves';
import type { Level } from '../shared/levels';
import { sliceLoop, type Slice } from '../shared/slice';
import { checkUnconditional, type LoopJob } from './ask';
import { isPure, isRepeatable, readNames, valueOf } from './effects';
import { emitLevels, tupleOf, type Emitter } from './emit';
import { checkFiles } from './files';
import { checkShared } from './sharedObjects';
import { asItem, decline, indentAt, isBracketed, lineOf, lineStart, reindent, startsLine, statementLines } from './text';

export function convertFor(job: LoopJob): readonly TextEdit[] {
  const { analysis, text, ask } = job;
  const { loop } = analysis;
  const clause = loop.clauses[0];
  if (!clause) return decline(`the loop in line ${lineOf(text, loop.span.start)} is no for loop`);
  if (!startsLine(text, analysis.step.statement.span)) decline(`two statements share line ${lineOf(text, loop.span.start)}`);
  const { statement } = analysis.path[analysis.path.length - 1]!;
  checkUnconditional(text, leafSpan(statement), ask.moved);
  const sliced = sliceLoop({
    text,
    effects: job.effects,
    loops: [
      loop,
      ...analysis.path.flatMap(({ statement }) => (statement.kind === 'loop' && statement.loop !== analysis.retry ? [statement.loop] : [])),
    ],
    path: analysis.path,
    retry: analysis.retry,
    request: ask.accesses,
    requestCalls: ask.calls,
  });
  for (const statement of sliced.tail) {
    const change = job.effects.accessesOf(statement).find((access) => job.effects.isEffect(access)) ?? { name: '' };
    decline(`\`${change.name}\` changes in line ${lineOf(text, statement.span.start)}, after the request, and the next request needs it`);
  }
  checkFiles(loop.body, sliced.building, text);
  checkOrder(sliced, ask.moved, text);
  const shape = shapeOf(job, sliced);
  checkShared(job, sliced, shape.later);
  checkOverwritten(sliced, shape.moved, [...clause.targets.names, ...shape.kept], ask.moved, text);
  return shape.kind === 'again' ? convertAgain(job, sliced, shape) : convertKept(job, sliced, shape);
}

/** What the innermost statement evaluates before its blocks. */
function leafSpan(statement: FlowStatement): Span {
  const first = blocksOf(statement)[0];
  return first ? { start: statement.span.start + (statement.kind === 'if' ? 2 : 0), end: first.span.start } : statement.span;
}

/** What the two halves of the body share. */
interface Shape {
  /** `again`: the second loop goes over the same items as the first. `kept`: over what the first one kept per request. */
  readonly kind: 'again' | 'kept';
  /** Every iteration makes exactly one request. */
  readonly isAligned: boolean;
  /** Statements that run in the first loop only. */
  readonly moved: ReadonlySet<FlowStatement>;
  /** Names that the second loop gets from the first. */
  readonly kept: readonly string[];
  /** What the second half reads. */
  readonly later: ReadonlySet<string>;
  /** The items are kept in a list first, because they may come only once. */
  readonly isListed?: true;
}

const NESTED = 'the loop is nested';

function shapeOf(job: LoopJob, sliced: Slice): Shape {
  const { analysis, text, ask } = job;
  const { loop } = analysis;
  const clause = loop.clauses[0]!;
  const { levels, building, guards, inGuards } = sliced;
  const built = new Set([...building].flatMap(writesOf));
  const isInner = levels.slice(0, -1).some(({ statement }) => statement.kind === 'loop' && statement.loop !== analysis.retry);
  const hasIf = levels.slice(0, -1).some(({ statement }) => statement.kind === 'if');
  const inComprehension = analysis.nested[analysis.nested.length - 1] !== undefined && innermostComprehension(job) !== undefined;
  const silent = [...guards].filter((guard) => isSilent(guard, building));
  const raises = guardRaises(sliced, text);
  const later = new Set(
    outsideBuilding(sliced, [...building].filter((statement) => !inGuards.has(statement)).concat(silent), ask.moved)
      .filter(({ kind }) => kind !== 'write')
      .map(valueOf),
  );
  const keptNames = [...clause.targets.names, ...[...built].filter((name) => !clause.targets.names.includes(name))].filter((name) =>
    later.has(name),
  );
  const needsBuilt = keptNames.some((name) => built.has(name) && !clause.targets.names.includes(name));
  const isAligned = guards.size === 0 && raises.size === 0 && !hasIf && !isInner && !inComprehension;

  const again = (): Shape | string => {
    const iterables = [
      clause.iterable,
      ...levels
        .slice(0, -1)
        .flatMap(({ statement }) =>
          statement.kind === 'loop' && statement.loop !== analysis.retry ? statement.loop.clauses.map(({ iterable }) => iterable) : [],
        ),
    ];
    const [outer, ...inner] = iterables;
    const once = inner.find((iterable) => !job.isRepeatable(iterable));
    const isListed = !job.isRepeatable(outer!);
    if (isListed && ((!isInner && !inComprehension && !hasIf && guards.size === 0) || loop.form !== 'for'))
      return `\`${text.slice(outer!.span.start, outer!.span.end)}\` in line ${lineOf(text, outer!.span.start)} may give its items only once`;
    if (once)
      return `\`${text.slice(once.span.start, once.span.end)}\` in line ${lineOf(text, once.span.start)} may give its items only once`;
    const twice = repeated(sliced, guards, new Set(later));
    const fresh = new Set([...clause.targets.names, ...sliced.own, ...[...twice].flatMap(plainlyWritten)]);
    for (const statement of twice) if (!isRepeatable(statement, fresh)) return `line ${lineOf(text, statement.span.start)} would run twice`;
    for (const statement of [...guards, ...levels.slice(0, -1).map((level) => level.statement)]) {
      if (statement.kind === 'if' && !expressionsOf(statement).every(isPure))
        return `the condition in line ${lineOf(text, statement.span.start)} would be evaluated twice`;
      if (statement.kind === 'try' && guards.has(statement)) return `the try in line ${lineOf(text, statement.span.start)} would run twice`;
    }
    const again = new Set([...twice, ...guards].flatMap((statement) => readNames(job.effects.accessesOf(statement))));
    const shared = sliced.carried.find((access) => again.has(valueOf(access)));
    if (shared) return `\`${valueOf(shared)}\` changes from one request to the next`;
    return {
      kind: 'again',
      isAligned,
      moved: new Set([...building].filter((statement) => !twice.has(statement))),
      kept: [],
      later,
      ...(isListed && { isListed }),
    };
  };
  const flat = (): Shape | string => {
    if (isInner || inComprehension) return NESTED;
    const seen = [...guards].find((guard) => !silent.includes(guard));
    if (seen) return `what line ${lineOf(text, seen.span.start)} does without a request would move`;
    const lost = lostWithoutRequest(sliced);
    if (lost) return `what line ${lineOf(text, lost.span.start)} does would be left out where no request is sent`;
    const branch = levels
      .slice(0, -1)
      .find(({ statement, block }, at) => statement.kind === 'if' && !isLone(levels, at, statement, block, building));
    if (branch) return `the request depends on the condition in line ${lineOf(text, branch.statement.span.start)}`;
    for (const { statement } of levels.slice(0, -1))
      if (statement.kind === 'if' && !expressionsOf(statement).every(isPure))
        return `the condition in line ${lineOf(text, statement.span.start)} would be evaluated twice`;
    const name = isAligned ? undefined : keptNames.find((kept) => isReadAfter(job, kept));
    if (name !== undefined) return `\`${name}\` is used after the loop, whose last iterations may send no request`;
    return { kind: 'kept', isAligned: true, moved: new Set([...building, ...silent]), kept: keptNames, later };
  };
  const isFlatFirst = needsBuilt || (!isAligned && guards.size > 0 && silent.length === guards.size);
  const first = isFlatFirst ? flat() : again();
  if (typeof first !== 'string') return first;
  const second = isFlatFirst ? again() : flat();
  if (typeof second !== 'string') return second;
  return decline(reasonOf(isFlatFirst ? first : second, isFlatFirst ? second : first));
}

/** Of a loop that is nested only the reason against going through it again tells anything. */
function reasonOf(flat: string, again: string): string {
  return flat === NESTED ? again : flat;
}

/** Whether something behind the loop, or a function that may run then, reads the name. */
function isReadAfter({ analysis }: LoopJob, name: string): boolean {
  const { loop, place } = analysis;
  return accessesIn(place.function.body).some(
    (access) =>
      access.name === name &&
      access.kind !== 'write' &&
      (access.span.start >= loop.span.end || (access.deferred === true && access.span.end <= loop.span.start)),
  );
}

/** Whether nothing happens in an iteration whose condition does not hold. */
function isLone(
  levels: readonly Level[],
  at: number,
  statement: FlowStatement,
  block: { readonly statements: readonly FlowStatement[] },
  building: ReadonlySet<FlowStatement>,
): boolean {
  return (
    statement.kind === 'if' &&
    statement.branches.length === 1 &&
    block.statements[block.statements.length - 1] === statement &&
    levels[at]!.before.every((earlier) => building.has(earlier)) &&
    levels.slice(0, at).every((level) => level.statement.kind === 'if')
  );
}

/** Names that a statement gives another value whatever they held. */
function plainlyWritten(statement: FlowStatement): readonly string[] {
  return statement.kind === 'assign' && statement.operator === undefined ? writesOf(statement) : [];
}

/** Building statements that the second half needs as well, with all they are made of. */
function repeated(
  { levels, building, inGuards, effects }: Slice,
  guards: ReadonlySet<FlowStatement>,
  later: Set<string>,
): Set<FlowStatement> {
  const need = (accesses: readonly FlowAccess[]): void => readNames(accesses).forEach((name) => later.add(name));
  for (const guard of guards) need(effects.accessesOf(guard));
  const twice = new Set<FlowStatement>(inGuards);
  for (const { before, statement } of [...levels].reverse()) {
    if (statement.kind === 'if' || statement.kind === 'loop') need(effects.ownAccessesOf(statement));
    for (const earlier of [...before].reverse()) {
      if (!building.has(earlier)) continue;
      const touched = [
        ...writesOf(earlier),
        ...effects
          .accessesOf(earlier)
          .filter(({ kind, method }) => kind === 'store' || method !== undefined)
          .map(valueOf),
      ];
      if (!touched.some((name) => later.has(name))) continue;
      twice.add(earlier);
      need(effects.accessesOf(earlier));
    }
  }
  return twice;
}

/** The comprehension in the innermost statement that repeats the call. */
function innermostComprehension({ analysis }: LoopJob): FlowLoop | undefined {
  const last = analysis.nested[analysis.nested.length - 1];
  return last && last !== analysis.loop && (last.form === 'comprehension' || last.form === 'generator') ? last : undefined;
}

/** The second loop runs over the same items again. */
function convertAgain(job: LoopJob, sliced: Slice, { isAligned, moved, isListed }: Shape): readonly TextEdit[] {
  const { analysis, text, ask, names, newline } = job;
  const { loop } = analysis;
  const indent = indentAt(text, loop.span.start);
  const { targets, iterable } = loop.clauses[0]!;
  const items = text.slice(iterable.span.start, iterable.span.end);
  const listed = isListed ? [`${indent}${names.items} = list(${items})`] : [];
  const first = [
    ...listed,
    ...firstLoop(job, sliced, (request) => [`${names.requests}.append(${request})`], [], '', isListed && names.items),
  ];
  const answers = `${names.answers} = ${isAligned ? job.run(names.requests) : `iter(${job.run(names.requests)})`}`;
  const edits: TextEdit[] = [insertion(lineStartOf(text, loop), [...first, `${indent}${answers}`].map((line) => line + newline).join(''))];
  edits.push(...deletions(text, moved));
  if (!isAligned) return [...edits, ...(isListed ? [{ span: iterable.span, newText: names.items }] : []), ...takeNext(job)];
  const written = text.slice(targets.span.start, targets.span.end);
  edits.push({ span: targets.span, newText: `${asItem(written)}, ${names.answer}` });
  edits.push({
    span: iterable.span,
    newText: `zip(${iterable.shape === 'list' && !isBracketed(items) ? `(${items})` : items}, ${names.answers})`,
  });
  return [...edits, ...ask.take(names.answer)];
}

/** The second loop runs over what the first one kept. */
function convertKept(job: LoopJob, sliced: Slice, { moved, kept }: Shape): readonly TextEdit[] {
  const { analysis, text, ask, names, newline } = job;
  const { loop } = analysis;
  const { targets, iterable } = loop.clauses[0]!;
  const indent = indentAt(text, loop.span.start);
  const written = text.slice(targets.span.start, targets.span.end);
  const isPlain =
    sliced.building.size === 0 &&
    sliced.guards.size === 0 &&
    sliced.levels.every(({ statement }, at) => at === sliced.levels.length - 1 || statement.kind === 'with') &&
    loop.form === 'for';
  const head = headEnd(text, loop);
  if (isPlain) {
    const items = [
      `${indent}${names.items} = list(${text.slice(iterable.span.start, iterable.span.end)})`,
      ...collected(job, indent, written, names.items),
      `${indent}${names.answers} = ${job.run(names.requests)}`,
    ];
    const edits: TextEdit[] = [insertion(lineStartOf(text, loop), items.map((line) => line + newline).join(''))];
    edits.push({
      span: { start: loop.span.start, end: head },
      newText: `for ${asItem(written)}, ${names.answer} in zip(${names.items}, ${names.answers})`,
    });
    return [...edits, ...ask.take(names.answer)];
  }
  const item = tupleOf(kept);
  const first = firstLoop(
    job,
    sliced,
    (request) => [...(kept.length === 0 ? [] : [`${names.items}.append(${item})`]), `${names.requests}.append(${request})`],
    kept.filter((name) => !targets.names.includes(name)),
    item,
  );
  const lines = [
    ...(kept.length === 0 ? [] : [`${indent}${names.items} = []`]),
    ...first,
    `${indent}${names.answers} = ${job.run(names.requests)}`,
  ];
  const edits: TextEdit[] = [insertion(lineStartOf(text, loop), lines.map((line) => line + newline).join(''))];
  edits.push({
    span: { start: loop.span.start, end: head },
    newText:
      kept.length === 0
        ? `for ${names.answer} in ${names.answers}`
        : `for ${item}, ${names.answer} in zip(${names.items}, ${names.answers})`,
  });
  return [...edits, ...deletions(text, moved), ...ask.take(names.answer)];
}

/** `requests = [dict(...) for doc in docs]`, laid out over lines where it is long. */
export function collected({ ask, names, step }: LoopJob, indent: string, target: string, items: string, rest = ''): string[] {
  const short = `${indent}${names.requests} = [${ask.request} for ${target} in ${items}${rest}]`;
  if (!ask.request.includes('\n') && short.length <= 110) return [short];
  const request = ask.request.split(/\r?\n/);
  const base = request.length > 1 ? /^[ \t]*/.exec(request[request.length - 1]!)![0] : '';
  const moved = reindent(request.join('\n'), base, indent + step).split('\n');
  return [
    `${indent}${names.requests} = [`,
    ...moved.map((line, index) => (index === 0 ? indent + step + line.trimStart() : line)),
    `${indent + step}for ${target} in ${items}${rest}`,
    `${indent}]`,
  ];
}

function firstLoop(
  job: LoopJob,
  sliced: Slice,
  append: (request: string) => readonly string[],
  unbound: readonly string[] = [],
  item = '',
  listed?: string,
): string[] {
  const { analysis, text, ask, names, step, newline } = job;
  const { loop } = analysis;
  const indent = indentAt(text, loop.span.start);
  const inner = innermostComprehension(job);
  const emitter: Emitter = {
    text,
    slice: sliced,
    retry: analysis.retry,
    step,
    newline,
    request: ask.request,
    error: names.error,
    leaf: (at, { statement }) => {
      if (inner) return [`${at}${names.requests}.extend(${ask.request} ${clausesOf(text, inner)})`];
      return append(reindent(ask.request, indentAt(text, statement.span.start), at)).flatMap((line) => `${at}${line}`.split(/\r?\n/));
    },
    failed: (at, error) => {
      const empty = unbound.length > 0 ? new RegExp(`\\b(${unbound.join('|')})\\b`, 'g') : undefined;
      return append(error).map(
        (line) =>
          at +
          (line.startsWith(`${names.items}.append`) && empty && item ? line.replace(empty, 'None') : line) +
          (line.startsWith(names.requests) ? '  # Raised where its answer is used.' : ''),
      );
    },
    jump: (statement) => {
      if (statement.kind === 'return') decline(`the loop may be left in line ${lineOf(text, statement.span.start)} before the request`);
      // Nothing after it is asked; the second loop raises in its turn.
      if (statement.kind === 'raise') return 'break';
      return text.slice(statement.span.start, statement.span.end);
    },
  };
  const clause = loop.clauses[0]!;
  const quiet = listed ?? job.quiet(clause.iterable);
  const head = `${text.slice(loop.span.start, clause.iterable.span.start)}${quiet}${text.slice(clause.iterable.span.end, headEnd(text, loop))}:`;
  return [`${indent}${names.requests} = []`, `${indent}${head}`, ...emitLevels(emitter, 0, indent + step)];
}

/** `for x in xs if x`: from the first clause to the closing bracket. */
export function clausesOf(text: string, loop: FlowLoop): string {
  const end =
    /[)\]}]$/.test(text.slice(loop.span.start, loop.span.end)) && /^[([{]/.test(text.slice(loop.span.start))
      ? loop.span.end - 1
      : loop.span.end;
  return text.slice(loop.head.start, end).trim();
}

/** Unaligned: each request takes the next answer; a loop that tries again takes it once. */
function takeNext({ analysis, text, ask, names, newline }: LoopJob): readonly TextEdit[] {
  const { retry } = analysis;
  if (!retry) return ask.take(`next(${names.answers})`);
  return [
    insertion(lineStart(text, retry.span.start), `${indentAt(text, retry.span.start)}${names.answer} = next(${names.answers})${newline}`),
    ...ask.take(names.answer),
  ];
}

function deletions(text: string, moved: ReadonlySet<FlowStatement>): readonly TextEdit[] {
  return cuts([...moved].map(({ span }) => statementLines(text, span)));
}

/** The lines of the loop begin with the comments directly above it: they speak of both loops and stay above the first. */
function lineStartOf(text: string, loop: FlowLoop): number {
  return lineStart(text, loop.span.start);
}

/** The offset of the colon of the head. */
function headEnd(text: string, loop: FlowLoop): number {
  const { iterable } = loop.clauses[0]!;
  const rest = /^[\s)\\,]*/.exec(text.slice(iterable.span.end))![0];
  const end = iterable.span.end + rest.length;
  if (text[end] !== ':') decline(`the head of the loop in line ${lineOf(text, loop.span.start)} can't be read`);
  return end;
}
