import type { Expression } from '../expression';
import { calls } from './calls';
import { collections } from './collections';
import { comprehensions } from './comprehensions';
import { assignments } from './assignments';
import { blocks } from './blocks';
import { classes } from './classes';
import { errors } from './errors';
import { functions } from './functions';
import type { Grammar } from './grammar';
import { imports } from './imports';
import type { Lowering } from './lowering';
import { matching } from './matching';
import { operators } from './operators';
import { primaries } from './primaries';
import { statements } from './statements';
import { strings } from './strings';
import { tries } from './tries';
import { types } from './types';

type ExpressionHandler = (lowering: Lowering, node: number) => Expression;
export type StatementHandler = (lowering: Lowering, node: number) => void;

/** Handlers by the name the grammar gives to a node. */
export interface HandlerSet {
  readonly expressions?: Readonly<Record<string, ExpressionHandler>>;
  readonly statements?: Readonly<Record<string, StatementHandler>>;
}

/** Handlers by symbol, as the lowering looks them up. Nodes without one are opaque; what they hold is visited. */
export interface Handlers {
  readonly expressions: readonly (ExpressionHandler | undefined)[];
  readonly statements: readonly (StatementHandler | undefined)[];
}

const SETS: readonly HandlerSet[] = [
  primaries,
  strings,
  collections,
  comprehensions,
  calls,
  operators,
  types,
  assignments,
  statements,
  blocks,
  tries,
  matching,
  imports,
  functions,
  classes,
  errors,
];

/** The handlers for a loaded grammar. */
export function handlersFor(grammar: Grammar): Handlers {
  const expressions: Record<string, ExpressionHandler> = {};
  const statementsByName: Record<string, StatementHandler> = {};
  for (const set of SETS) {
    Object.assign(expressions, set.expressions);
    Object.assign(statementsByName, set.statements);
  }
  return {
    expressions: grammar.typeNames.map((name) => expressions[name]),
    statements: grammar.typeNames.map((name) => statementsByName[name]),
  };
}
