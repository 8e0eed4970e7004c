/** Loops that ask again until they are answered: an answer of a batch stays what it is, so that they would never end. */
import type { FlowExpression, FlowLoop, FlowStatement } from '../../../syntax/flow/flow';
import { statementsIn } from '../../../syntax/flow/walk';
import { decline } from './declined';
import { isJump, within, type Effects } from './effects';
import { lineOf } from './lines';

/** @throws Declined where the retries would ask for a failed line again and again */
export function checkRetries(retries: readonly FlowLoop[], effects: Effects, text: string): void {
  const endless = retries.find((loop) => isEndless(loop, effects, text));
  if (endless)
    decline(
      `the loop in line ${lineOf(text, endless.span.start)} asks again until it gets an answer: a line of a batch that failed would be asked for without end`,
    );
}

/** Whether a failure that stays the same keeps the loop going for ever. */
function isEndless(loop: FlowLoop, effects: Effects, text: string): boolean {
  const [clause] = loop.clauses;
  if (clause) return /\bcount\s*\(|\bcycle\s*\(|\brepeat\s*\(/.test(text.slice(clause.iterable.span.start, clause.iterable.span.end));
  const statements = [...statementsIn(loop.body)];
  const conditions = statements.flatMap((statement) =>
    statement.kind === 'if' && within(statement).some(isJump) ? statement.branches.flatMap(({ condition }) => condition ?? []) : [],
  );
  const deciding = [...(loop.condition ? [loop.condition] : []), ...conditions];
  if (loop.update && loop.condition && changes(loop.update, loop.condition)) return false;
  const handlers = statements.flatMap((statement) => (statement.kind === 'try' ? statement.handlers : []));
  return (
    handlers.length === 0 ||
    !handlers.every(({ block }) => {
      const inner = [...statementsIn(block)];
      return inner.some(isAlwaysLeaving(block.statements)) || countsUp([...inner, ...afterTry(loop, statements)], deciding, effects);
    })
  );
}

function isAlwaysLeaving(direct: readonly FlowStatement[]): (statement: FlowStatement) => boolean {
  return (statement) =>
    direct.includes(statement) && (statement.kind === 'break' || statement.kind === 'return' || statement.kind === 'raise');
}

/** Statements of the loop itself, which run whether or not the request failed. */
function afterTry({ body }: FlowLoop, statements: readonly FlowStatement[]): readonly FlowStatement[] {
  return statements.filter((statement) => body.statements.includes(statement) && statement.kind !== 'try');
}

/** `attempts += 1`, `wait *= 2`: something that a condition looks at changes with each failure. */
function countsUp(statements: readonly FlowStatement[], deciding: readonly FlowExpression[], effects: Effects): boolean {
  const read = new Set(deciding.flatMap(({ accesses }) => accesses.map(({ name }) => name)));
  return statements.some((statement) =>
    effects.ownAccessesOf(statement).some((access) => effects.isEffect(access) && read.has(access.name)),
  );
}

function changes(update: FlowExpression, condition: FlowExpression): boolean {
  return update.accesses.some(({ kind, name }) => kind === 'write' && condition.accesses.some((access) => access.name === name));
}
