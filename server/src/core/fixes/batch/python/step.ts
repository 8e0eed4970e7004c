import type { FileFlow, FlowBlock, FlowStatement } from '../../../syntax/flow/flow';
import { blocksOf } from '../../../syntax/flow/walk';
import { once } from '../../../text/memo';
import { indentAt, startsLine } from './text';

/** The step of indentation that most blocks of the file are written with. */
export const indentStep = once(({ module, text }: FileFlow): string => {
  const counts = new Map<string, number>();
  const count = (outer: FlowStatement, block: FlowBlock): void => {
    const inner = indentAt(text, block.span.start);
    const around = indentAt(text, outer.span.start);
    if (startsLine(text, block.span) && inner.startsWith(around) && inner !== around)
      counts.set(inner.slice(around.length), (counts.get(inner.slice(around.length)) ?? 0) + 1);
    for (const statement of block.statements) visit(statement);
  };
  const visit = (statement: FlowStatement): void => {
    if (statement.kind === 'function' && statement.function) count(statement, statement.function.body);
    for (const block of blocksOf(statement)) count(statement, block);
  };
  module.body.statements.forEach(visit);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? '    ';
});
