/** The way from the body of a loop, or of a function, down to the statement that holds the request. */
import type { FlowStep } from '../../../loops/loopAnalysis';
import type { FlowBlock, FlowCall, FlowLoop, FlowStatement } from '../../../syntax/flow/flow';
import { blocksOf, targetsOf } from '../../../syntax/flow/walk';
import { decline } from './declined';
import { lineOf } from './lines';

/** How a statement leads to the next block on the way down to the request. */
type Entry =
  | { readonly kind: 'loop'; readonly loop: FlowLoop }
  | { readonly kind: 'branch'; readonly index: number }
  /** A `try`, a `with`, a block, a function that is called once, a loop that only tries again: what is in it runs once, or fails. */
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

/** The blocks on the way from a loop's body, or a function's, to the request. @throws Declined for ways that are not taken apart */
export function levelsOf(
  text: string,
  path: readonly FlowStep[],
  loops: readonly FlowLoop[],
  retry: FlowLoop | undefined,
): readonly Level[] {
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
  const loop = loops.find(({ body }) => same(body)) ?? (statement.kind === 'loop' && statement.loop !== retry ? statement.loop : undefined);
  if (loop && same(loop.body)) return { kind: 'loop', loop };
  if (retry && same(retry.body)) return { ...once, isTry: true };
  if (statement.kind === 'block' || statement.kind === 'with') return once;
  if (statement.kind === 'try' && same(statement.body)) return { ...once, isTry: true };
  if (statement.kind === 'if') return { kind: 'branch', index: statement.branches.findIndex(({ block }) => same(block)) };
  if (!blocksOf(statement).some(same)) return { ...once, isFunction: true };
  const holder = { match: 'match or switch', try: 'handler, else or finally', loop: 'part of a loop' }[statement.kind as string];
  return decline(`the call stands in a ${holder ?? statement.kind} (line ${lineOf(text, statement.span.start)}), which is not taken apart`);
}

/** Names a loop gives a value itself. */
export function loopNames(loop: FlowLoop): readonly string[] {
  return [
    ...loop.clauses.flatMap(({ targets }) => targets.names),
    ...(loop.initializer ? targetsOf(loop.initializer).flatMap(({ names }) => names) : []),
  ];
}

/** Something that people or other programs see would happen too early. */
export function declineSeen({ callee, method, span }: FlowCall, text: string): never {
  return decline(`\`${callee ?? method}\` in line ${lineOf(text, span.start)} would run before all answers instead of between them`);
}
