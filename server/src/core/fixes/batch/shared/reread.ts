/** Reads a converted file again before it is offered: what does not parse as well as before is no conversion. */
import { traitsOf } from '../../../syntax/languageTraits';
import type { ModuleHost, Reading } from '../../../link/moduleHost';
import type { FlowBlock, FlowFunction, FlowStatement } from '../../../syntax/flow/flow';
import { blocksOf, statementsIn } from '../../../syntax/flow/walk';
import { applyEdits } from '../../../text/textEdit';
import type { LoopChange } from '../conversion';
import { decline } from './declined';
import { lineOf } from './lines';

/** @throws Declined where a changed file has a syntax error that it had not, or a block without a statement */
export function reread({ changes }: LoopChange, host: ModuleHost): void {
  for (const { file, edits, creates } of changes) {
    const before = creates ? undefined : host.source(file);
    if (!before) continue;
    const text = applyEdits(before.text, edits);
    const after = host.readAgain(file, text);
    if (!after) continue;
    const flow = host.flow(file);
    const reading = flow && { facts: before.facts, flow };
    const isWorse = before.facts.hasErrors ? reading && brokenIn(after) > brokenIn(reading) : after.facts.hasErrors;
    if (isWorse) decline('the loop is written in a way that is not taken apart: what would be written does not parse');
    const empty = emptyBlocks(after);
    if (reading && empty.length > emptyBlocks(reading).length)
      decline(
        `the loop is written in a way that is not taken apart: line ${lineOf(text, empty[0]!.span.start)} would be left without a body`,
      );
  }
}

function functionsOf({ facts, flow }: Reading): readonly FlowFunction[] {
  return [flow.module, ...facts.functions.flatMap(({ span }) => flow.functionOf(span) ?? [])];
}

/** How many statements the parser lost its way in. */
function brokenIn(reading: Reading): number {
  return functionsOf(reading)
    .flatMap(({ body }) => [...statementsIn(body)])
    .filter((statement) => statement.kind === 'other' && statement.isBroken).length;
}

/** A grammar may take a block without a statement where the language does not. */
function emptyBlocks(reading: Reading): readonly FlowStatement[] {
  if (traitsOf(reading.facts.language).takesEmptyBlocks) return [];
  const isEmpty = ({ statements }: FlowBlock): boolean => statements.length === 0;
  return functionsOf(reading)
    .flatMap(({ body }) => [...statementsIn(body)])
    .filter(
      (statement) =>
        blocksOf(statement).some(isEmpty) || (statement.kind === 'function' && statement.function && isEmpty(statement.function.body)),
    );
}
