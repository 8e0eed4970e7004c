/** Names that are another thing in each iteration, as far as the text tells. */
import type { FlowBlock, FlowExpression, FlowStatement } from '../syntax/flow/flow';
import { statementsIn, targetsOf } from '../syntax/flow/walk';

/** The names given, those that loops within bind, and all that are made of them. */
export function variantNames(body: FlowBlock, seeds: Iterable<string>): ReadonlySet<string> {
  const variant = new Set(seeds);
  const statements = [...statementsIn(body)];
  for (const statement of statements) {
    if (statement.kind === 'loop') for (const { targets } of statement.loop.clauses) for (const name of targets.names) variant.add(name);
    if (statement.kind === 'assign' && statement.operator !== undefined) for (const name of namesOf(statement)) variant.add(name);
  }
  for (let size = -1; size !== variant.size; ) {
    size = variant.size;
    for (const statement of statements) {
      if (statement.kind === 'assign' && statement.value && isVariant(statement.value, variant))
        for (const name of namesOf(statement)) variant.add(name);
      if (statement.kind !== 'with') continue;
      for (const { value, target } of statement.items)
        if (isVariant(value, variant)) for (const name of target?.names ?? []) variant.add(name);
    }
  }
  return variant;
}

function namesOf(statement: FlowStatement): readonly string[] {
  return targetsOf(statement).flatMap(({ names }) => names);
}

export function isVariant({ accesses }: Pick<FlowExpression, 'accesses'>, variant: ReadonlySet<string>): boolean {
  return accesses.some(({ name }) => variant.has(name));
}
