/** Writes the first half of a loop: it goes through the items, makes the requests and keeps what the second half needs. */
import type { FlowLoop, FlowStatement } from '../../../syntax/flow/flow';
import { callsOf, isJump, leaves } from '../shared/effects';
import type { Level } from '../shared/levels';
import type { Slice } from '../shared/slice';
import { failingCall } from './effects';
import { indentAt, lineOf, decline, reindent, statementLines } from './source';

export interface BuildingContext {
  readonly text: string;
  readonly slice: Slice;
  readonly step: string;
  readonly semicolon: string;
  /** Lines that take the request, at the place of the call, given the indentation. */
  readonly leaf: (indent: string) => readonly string[];
}

export function buildingLines(context: BuildingContext, indent: string): readonly string[] {
  const [loop] = context.slice.loops;
  return loop ? loopLines(context, loop, 0, indent) : levelLines(context, 0, indent + context.step, false);
}

function loopLines(context: BuildingContext, loop: FlowLoop, at: number, indent: string): readonly string[] {
  const { text, step } = context;
  const body = levelLines(context, at, indent + step, false);
  if (loop.form === 'do-while')
    return [
      `${indent}do {`,
      ...body,
      `${indent}} while (${text.slice(loop.condition!.span.start, loop.condition!.span.end)})${context.semicolon}`,
    ];
  return [`${indent}${headOf(loop, text)} {`, ...body, `${indent}}`];
}

/** The head of a statement loop as it is; that of a `map` as a `for`. */
function headOf(loop: FlowLoop, text: string): string {
  if (loop.form !== 'call') return text.slice(loop.head.start, loop.head.end);
  const { items, index } = parametersOf(loop, text);
  const { iterable } = loop.clauses[0]!;
  const written = text.slice(iterable.span.start, iterable.span.end);
  const source = loop.call!.call.callee?.startsWith('Array.from') ? `Array.from(${written})` : written;
  if (index === undefined) return `for (const ${items} of ${source})`;
  const isArray = loop.call!.call.method === 'map' || source !== written;
  const simple = /^[\w$.]+(\([^()]*\))?$/.test(source) || source !== written;
  return `for (const [${index}, ${items}] of ${isArray && simple ? source : `[...${source}]`}.entries())`;
}

/** The parameters of a function that is called per item: what it calls the item, and its index where it takes one. */
function parametersOf(loop: FlowLoop, text: string): { readonly items: string; readonly index: string | undefined } {
  const { parameters } = loop.call!.function!;
  const [first, second, ...rest] = parameters;
  if (rest.length > 0 || parameters.some((parameter) => parameter.default || parameter.spread))
    decline(`the function in line ${lineOf(text, loop.span.start)} takes more than an item and its index`);
  if (second?.isPattern) decline(`the function in line ${lineOf(text, loop.span.start)} takes its second argument apart`);
  if (!first) return { items: '_', index: undefined };
  return { items: first.isPattern ? patternIn(text.slice(first.span.start, first.span.end)) : first.names[0]!, index: second?.names[0] };
}

/** The pattern without its type. */
function patternIn(parameter: string): string {
  let depth = 0;
  for (let at = 0; at < parameter.length; at++) {
    if ('{['.includes(parameter[at]!)) depth++;
    if ('}]'.includes(parameter[at]!) && --depth === 0) return parameter.slice(0, at + 1);
  }
  return parameter;
}

function levelLines(context: BuildingContext, at: number, indent: string, isProtected: boolean): readonly string[] {
  const { slice } = context;
  const level = slice.levels[at]!;
  const before = level.before.flatMap((statement) => statementLinesOf(context, statement, indent, isProtected));
  return [
    ...before,
    ...innerLines(context, level, at, indent, isProtected),
    ...level.after.flatMap((statement) => (slice.tail.has(statement) ? copied(context, statement, indent) : [])),
  ];
}

function innerLines(
  context: BuildingContext,
  { statement, entry }: Level,
  at: number,
  indent: string,
  isProtected: boolean,
): readonly string[] {
  const { text, step } = context;
  switch (entry?.kind) {
    case undefined:
      return context.leaf(indent);
    case 'loop':
      return loopLines(context, entry.loop, at + 1, indent);
    case 'once':
      return levelLines(context, at + 1, indent, isProtected || entry.isTry);
    case 'branch': {
      if (statement.kind !== 'if') return [];
      const conditions = statement.branches
        .slice(0, entry.index + 1)
        .map(({ condition }) => (condition ? text.slice(condition.span.start, condition.span.end) : undefined));
      const inner = levelLines(context, at + 1, indent + step, isProtected);
      const heads = conditions.map((condition, index) =>
        index === 0
          ? `${indent}if (${condition}) {`
          : condition === undefined
            ? `${indent}} else {`
            : `${indent}} else if (${condition}) {`,
      );
      return [...heads, ...inner, `${indent}}`];
    }
  }
}

function statementLinesOf(context: BuildingContext, statement: FlowStatement, indent: string, isProtected: boolean): readonly string[] {
  const { slice, text } = context;
  if (isProtected && (slice.building.has(statement) || slice.guards.has(statement))) {
    const failing = failingCall(callsOf(statement));
    if (failing)
      decline(
        `\`${failing.callee ?? failing.method}\` (line ${lineOf(text, failing.span.start)}) may fail, and the try round it would no longer see it`,
      );
  }
  if (slice.building.has(statement)) return copied(context, statement, indent);
  return slice.guards.has(statement) ? guardLines(context, statement, indent) : [];
}

/** The statement as written, at another indentation, comments directly above it included. */
function copied({ text }: BuildingContext, statement: FlowStatement, indent: string): readonly string[] {
  const whole = statement.kind === 'assign' && statement.whole ? statement.whole : statement.span;
  const { start, end } = statementLines(text, whole);
  const from = indentAt(text, statement.span.start);
  const code = text.slice(start, end).replace(/\r?\n$/, '');
  return [indent + reindent(code, from, indent).slice(from.length)].flatMap((lines) => lines.split(/\r?\n/));
}

/** Its conditions, what the request is made of, and its jumps; what else it does comes later. */
function guardLines(context: BuildingContext, guard: FlowStatement, indent: string): readonly string[] {
  const { text, slice, step, semicolon } = context;
  if (guard.kind !== 'if' && !isJump(guard))
    decline(`line ${lineOf(text, guard.span.start)} may end the iteration in a way that can't be taken apart`);
  if (guard.kind !== 'if') return [`${indent}${jumpOf(guard, slice, text)}${semicolon}`];
  const lines: string[] = [];
  guard.branches.forEach(({ condition, block }, index) => {
    const head =
      condition === undefined ? 'else' : `${index === 0 ? '' : 'else '}if (${text.slice(condition.span.start, condition.span.end)})`;
    const inner = block.statements.flatMap((statement) => {
      if (slice.building.has(statement)) return copied(context, statement, indent + step);
      return leaves(statement) ? guardLines(context, statement, indent + step) : [];
    });
    const [only] = inner;
    if (guard.branches.length === 1 && inner.length === 1 && !block.hasBraces) lines.push(`${indent}${head} ${only!.trim()}`);
    else {
      const opening = `${head} {`;
      if (index === 0) lines.push(indent + opening);
      else lines.push(`${lines.pop()!} ${opening}`);
      lines.push(...inner, `${indent}}`);
    }
  });
  return lines;
}

/** What ends an iteration of a `map` returns; in a `for` it continues. */
function jumpOf(jump: FlowStatement, { loops, levels }: Slice, text: string): string {
  // Nothing after it is asked; the second loop throws in its turn.
  if (jump.kind === 'raise') return 'break';
  if (jump.kind !== 'return') return jump.kind;
  const innermost = loops[loops.length - 1];
  const holder = levels.find(({ block }) => block.span.start <= jump.span.start && jump.span.end <= block.span.end);
  const isCallback = innermost?.form === 'call' && holder !== undefined && innermost.body.span.start <= jump.span.start;
  return isCallback ? 'continue' : decline(`line ${lineOf(text, jump.span.start)} may leave the function before all requests are made`);
}
