/** Files that requests are made of must not be written once the first answer is there. */
import type { FlowBlock, FlowStatement } from '../../../syntax/flow/flow';
import { filesRead, filesWritten } from './effects';
import { decline, lineOf } from './text';

/** @throws Declined where the loop writes what its requests read */
export function checkFiles(body: FlowBlock, building: ReadonlySet<FlowStatement>, text: string): void {
  const read = new Set([...building].flatMap((statement) => filesRead(statement, text)));
  if (read.size === 0) return;
  for (const statement of body.statements) {
    const written = building.has(statement) ? undefined : filesWritten(statement, text).find((file) => read.has(file));
    if (written !== undefined)
      decline(`\`${written}\` is written after the request (line ${lineOf(text, statement.span.start)}), and the next request reads it`);
  }
}
