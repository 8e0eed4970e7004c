/** Settings that a program reads from its environment: their value is known at run time only, their default stands in the code. */
import { familyOf, type Family } from '../syntax/family';
import type { CallExpression, Expression } from '../syntax/expression';
import type { Context, Value } from './value';

export const FROM_ENVIRONMENT: Value = { kind: 'unseen', why: 'environment' };

/** Functions that read a setting, by module and the names below it; `*` is any name. The second argument, or `default`, is used where nothing is set. */
const READERS: readonly (readonly [module: string, ...path: readonly string[]])[] = [
  ['os', 'getenv'],
  ['os', 'environ', 'get'],
  ['os', 'environ', 'setdefault'],
  ['decouple', 'config'],
  ['environs', 'Env'],
  ['environs', 'Env', '*'],
  ['environs', 'env'],
  ['environs', 'env', '*'],
  ['environ', 'Env', '*'],
  ['starlette.config', 'Config'],
];

/** What a call of a package's function reads; undefined where it reads no setting. */
export function settingRead(
  module: string,
  path: readonly string[],
  { args }: CallExpression,
): { readonly fallback?: Expression } | undefined {
  const reads = READERS.some(
    ([home, ...names]) => home === module && names.length === path.length && names.every((name, i) => name === '*' || name === path[i]),
  );
  // `Env()` and `Config(".env")` make the reader; the setting's name is the first argument of a call of it.
  if (!reads || args[0]?.value.kind !== 'string' || args[0].name !== undefined) return undefined;
  const fallback = args.find(({ name }) => name === 'default')?.value ?? positional(args[1]);
  return fallback ? { fallback } : {};
}

function positional(arg: CallExpression['args'][number] | undefined): Expression | undefined {
  return arg && arg.name === undefined && arg.spread === undefined ? arg.value : undefined;
}

/** Objects whose `env` holds the variables. */
const ENVIRONMENT_OWNERS: Readonly<Record<Family, ReadonlySet<string>>> = { python: new Set(), ecmascript: new Set(['process', 'Bun']) };

/** `process.env.NAME`, `process.env["NAME"]`, `Bun.env.NAME`. */
export function isEnvironmentVariable(expression: Expression, { index, scope }: Context): boolean {
  if (expression.kind !== 'member' && expression.kind !== 'index') return false;
  const { object } = expression;
  if (object.kind !== 'member' || object.property !== 'env' || object.object.kind !== 'name') return false;
  const { name } = object.object;
  return ENVIRONMENT_OWNERS[familyOf(index.facts.language)].has(name) && index.lookUp(name, scope) === undefined;
}
