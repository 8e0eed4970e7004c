/** Writes the first half of a loop body or function: what makes the requests, without what uses the answers. */
import type { FlowBlock, FlowLoop, FlowStatement } from '../../../syntax/flow/flow';
import { leaves } from '../shared/effects';
import type { Level } from '../shared/levels';
import type { Slice } from '../shared/slice';
import { isPure, mayFail } from './effects';
import { asItem, indentAt, lineOf, decline, reindent, statementLines } from './text';

export interface Emitter {
  readonly text: string;
  readonly slice: Slice;
  readonly retry?: FlowLoop | undefined;
  readonly step: string;
  readonly newline: string;
  /** Lines that take the request, at the place of the call. */
  leaf(indent: string, level: Level): readonly string[];
  /** Lines for an error that came up while the request was made inside a `try`. */
  failed(indent: string, error: string): readonly string[];
  /** The text of a guard's `continue` or `return`. */
  jump(statement: FlowStatement): string;
  /** The code of the request, to tell whether making it may fail. */
  readonly request: string;
  /** A name for a caught error. */
  readonly error: string;
}

/** The lines of all levels from `at` on, at the given indentation. */
export function emitLevels(emitter: Emitter, at: number, indent: string, isProtected = false): string[] {
  const { slice } = emitter;
  const level = slice.levels[at]!;
  const lines = level.before.flatMap((statement) => emitStatement(emitter, statement, indent));
  const { statement } = level;
  const next = (inner: string, guarded = isProtected): string[] => emitLevels(emitter, at + 1, inner, guarded);
  if (at === slice.levels.length - 1) return [...lines, ...emitter.leaf(indent, level)];
  const deeper = indent + emitter.step;
  switch (statement.kind) {
    case 'loop':
      if (statement.loop === emitter.retry) return [...lines, ...next(indent)];
      if (statement.loop.form !== 'for') decline(`the loop in line ${lineOf(emitter.text, statement.span.start)} is no plain for loop`);
      return [...lines, `${indent}${header(emitter.text, statement.span.start, statement.loop.body)}`, ...next(deeper)];
    case 'if': {
      const taken = statement.branches.findIndex(({ block }) => block === slice.levels[at + 1]!.block);
      const before = statement.branches
        .slice(0, taken)
        .flatMap((_, index) => [`${indent}${branchHeader(emitter.text, statement, index)}`, `${deeper}pass`]);
      return [...lines, ...before, `${indent}${branchHeader(emitter.text, statement, taken)}`, ...next(deeper)];
    }
    case 'try': {
      if (statement.body !== slice.levels[at + 1]!.block)
        decline(`the call in line ${lineOf(emitter.text, slice.levels[at + 1]!.statement.span.start)} stands in except, else or finally`);
      if (isProtected || !needsProtection(emitter, at + 1)) return [...lines, ...next(indent)];
      return [
        ...lines,
        `${indent}try:`,
        ...next(deeper, true),
        `${indent}except Exception as ${emitter.error}:`,
        ...emitter.failed(deeper, emitter.error),
      ];
    }
    case 'with': {
      const given = new Set(statement.items.flatMap(({ target }) => target?.names ?? []));
      if (!isNeeded(emitter, at + 1, given)) return [...lines, ...next(indent)];
      for (const { value } of statement.items) {
        const isRead = value.calls.every(
          ({ callee, args }) =>
            callee === 'open' && !args.some(({ span }) => /["'][rbt]*[wax+]/.test(emitter.text.slice(span.start, span.end))),
        );
        if (!isRead && !isPure(value))
          decline(`the request needs what the with in line ${lineOf(emitter.text, statement.span.start)} opens`);
      }
      return [...lines, `${indent}${header(emitter.text, statement.span.start, statement.block)}`, ...next(deeper)];
    }
    default:
      return decline(`the call in line ${lineOf(emitter.text, statement.span.start)} stands in a statement that can't be taken apart`);
  }
}

function emitStatement(emitter: Emitter, statement: FlowStatement, indent: string): string[] {
  const { slice } = emitter;
  if (slice.building.has(statement)) return copied(emitter, statement, indent);
  return slice.guards.has(statement) ? emitGuard(emitter, statement, indent) : [];
}

/** The statement as written, at another indentation; comments directly above it come along. */
function copied({ text }: Emitter, statement: FlowStatement, indent: string): string[] {
  const { start, end } = statementLines(text, statement.span);
  return reindent(text.slice(start, end).replace(/\r?\n$/, ''), indentAt(text, statement.span.start), indent).split(/\r?\n/);
}

function emitGuard(emitter: Emitter, guard: FlowStatement, indent: string): string[] {
  const { text, step } = emitter;
  const deeper = indent + step;
  if (guard.kind === 'if')
    return guard.branches.flatMap(({ block }, index) => [
      `${indent}${branchHeader(text, guard, index)}`,
      ...emitBlock(emitter, block, deeper),
    ]);
  if (guard.kind === 'try') {
    const handlers = guard.handlers.flatMap((handler) => [
      `${indent}${header(text, handler.span.start, handler.block)}`,
      ...emitBlock(emitter, handler.block, deeper),
    ]);
    return [`${indent}try:`, ...emitBlock(emitter, guard.body, deeper), ...handlers];
  }
  if (guard.kind === 'match') {
    const cases = guard.cases.flatMap(({ span, block }) => [
      `${deeper}${header(text, span.start, block)}`,
      ...emitBlock(emitter, block, deeper + step),
    ]);
    return [`${indent}${untilColon(text.slice(guard.span.start, guard.cases[0]!.span.start))}`, ...cases];
  }
  return [`${indent}${emitter.jump(guard)}`];
}

function emitBlock(emitter: Emitter, block: FlowBlock, indent: string): string[] {
  const lines = block.statements.flatMap((statement) => {
    if (emitter.slice.building.has(statement)) return copied(emitter, statement, indent);
    return leaves(statement) ? emitGuard(emitter, statement, indent) : [];
  });
  return lines.length > 0 ? lines : [`${indent}pass`];
}

/** Whether making the request may fail from this level on. */
function needsProtection({ text, slice, request }: Emitter, from: number): boolean {
  const building = slice.levels
    .slice(from)
    .flatMap(({ before }) => before.filter((statement) => slice.building.has(statement) || slice.guards.has(statement)));
  return mayFail(request) || building.some(({ span }) => mayFail(text.slice(span.start, span.end)));
}

function isNeeded({ slice, text, request }: Emitter, from: number, names: ReadonlySet<string>): boolean {
  const code = [
    request,
    ...slice.levels
      .slice(from)
      .flatMap(({ before }) =>
        before.filter((statement) => slice.building.has(statement)).map(({ span }) => text.slice(span.start, span.end)),
      ),
  ].join('\n');
  return [...names].some((name) => new RegExp(`\\b${name}\\b`).test(code));
}

/** From the keyword to the colon. */
function header(text: string, start: number, block: FlowBlock): string {
  return untilColon(text.slice(start, block.span.start));
}

function branchHeader(text: string, statement: FlowStatement & { kind: 'if' }, index: number): string {
  const { block } = statement.branches[index]!;
  if (index === 0) return header(text, statement.span.start, block);
  const between = text.slice(statement.branches[index - 1]!.block.span.end, block.span.start);
  const keyword = /(?:^|\n)[ \t]*((?:elif|else)\b[\s\S]*)/.exec(between);
  return untilColon(keyword?.[1] ?? 'else:');
}

/** Without the comments behind a head. */
function untilColon(code: string): string {
  let head = code.trimEnd();
  while (!head.endsWith(':')) {
    const comment = /[ \t]*#[^\n]*$/.exec(head);
    if (!comment) break;
    head = head.slice(0, comment.index).trimEnd();
  }
  return head;
}

/** `a`, `(a, b)`: names as one item; `_` for none. */
export function tupleOf(names: readonly string[]): string {
  return names.length === 0 ? '_' : asItem(names.join(', '));
}
