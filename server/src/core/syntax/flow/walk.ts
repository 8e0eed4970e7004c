/** Ways through a flow. None enters the bodies of functions that are only defined. */
import type { FlowAccess, FlowBlock, FlowCall, FlowExpression, FlowLoop, FlowStatement, FlowTarget } from './flow';

/** The blocks directly within a statement, in source order. */
export function blocksOf(statement: FlowStatement): readonly FlowBlock[] {
  switch (statement.kind) {
    case 'if':
      return statement.branches.map(({ block }) => block);
    case 'match':
      return statement.cases.map(({ block }) => block);
    case 'loop':
      return statement.loop.otherwise ? [statement.loop.body, statement.loop.otherwise] : [statement.loop.body];
    case 'try':
      return [
        statement.body,
        ...statement.handlers.map(({ block }) => block),
        ...(statement.otherwise ? [statement.otherwise] : []),
        ...(statement.finally ? [statement.finally] : []),
      ];
    case 'with':
    case 'block':
      return [statement.block];
    default:
      return [];
  }
}

/** The expressions a statement evaluates itself, outside its blocks, in order of evaluation. */
export function expressionsOf(statement: FlowStatement): readonly FlowExpression[] {
  switch (statement.kind) {
    case 'assign':
    case 'return':
    case 'raise':
      return statement.value ? [statement.value] : [];
    case 'expression':
    case 'other':
      return [statement.value];
    case 'if':
      return statement.branches.flatMap(({ condition }) => condition ?? []);
    case 'match':
      return [statement.subject];
    case 'loop':
      return loopHead(statement.loop);
    case 'try':
      return statement.handlers.flatMap(({ types }) => types ?? []);
    case 'with':
      return statement.items.map(({ value }) => value);
    default:
      return [];
  }
}

/** What a loop evaluates besides its body. */
export function loopHead(loop: FlowLoop): readonly FlowExpression[] {
  const init = loop.initializer ? expressionsOf(loop.initializer) : [];
  const clauses = loop.clauses.flatMap(({ iterable, conditions }) => [iterable, ...conditions]);
  return [...init, ...clauses, ...(loop.condition ? [loop.condition] : []), ...(loop.update ? [loop.update] : [])];
}

/** The targets a statement binds itself, outside its blocks. */
export function targetsOf(statement: FlowStatement): readonly FlowTarget[] {
  switch (statement.kind) {
    case 'assign':
      return statement.targets;
    case 'with':
      return statement.items.flatMap(({ target }) => target ?? []);
    case 'loop':
      return [
        ...(statement.loop.initializer ? targetsOf(statement.loop.initializer) : []),
        ...statement.loop.clauses.map(({ targets }) => targets),
      ];
    default:
      return [];
  }
}

/** What a statement touches itself, outside its blocks, values before targets. */
export function ownAccesses(statement: FlowStatement): FlowAccess[] {
  const found = expressionsOf(statement).flatMap(({ accesses }) => accesses);
  for (const target of targetsOf(statement)) found.push(...target.accesses);
  if (statement.kind === 'match') for (const each of statement.cases) found.push(...each.accesses);
  if (statement.kind === 'function' || statement.kind === 'class') found.push(...statement.accesses);
  return found;
}

/** The calls a statement makes itself, outside its blocks, in source order. */
export function ownCalls(statement: FlowStatement): FlowCall[] {
  const found = expressionsOf(statement).flatMap(({ calls }) => calls);
  if (statement.kind === 'match') for (const each of statement.cases) found.push(...each.calls);
  return found;
}

/** All statements of a block, nested ones too, each before what stands in it. */
export function* statementsIn(block: FlowBlock): Generator<FlowStatement> {
  for (const statement of block.statements) {
    yield statement;
    for (const inner of blocksOf(statement)) yield* statementsIn(inner);
  }
}

/** Everything a block touches. */
export function accessesIn(block: FlowBlock): FlowAccess[] {
  return [...statementsIn(block)].flatMap(ownAccesses);
}

/** All calls of a block. */
export function callsIn(block: FlowBlock): FlowCall[] {
  return [...statementsIn(block)].flatMap(ownCalls);
}

/** Names that a block binds for the function or block it stands in: assignments, loop variables, definitions, handlers' names. */
export function boundIn(block: FlowBlock): Set<string> {
  const names = new Set<string>();
  for (const statement of statementsIn(block)) {
    for (const target of targetsOf(statement)) for (const name of target.names) names.add(name);
    for (const access of ownAccesses(statement)) if (access.kind === 'write' && !access.deferred) names.add(access.name);
    if ((statement.kind === 'function' || statement.kind === 'class') && statement.name !== undefined) names.add(statement.name);
    if (statement.kind === 'declare' && statement.form === 'import') for (const name of statement.names) names.add(name);
    if (statement.kind === 'try') for (const { names: caught } of statement.handlers) for (const name of caught) names.add(name);
  }
  return names;
}
