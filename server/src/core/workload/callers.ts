/** Who calls a function: calls and mentions of it, in its own file and in those that import it. */
import type { Evaluator } from '../link/evaluator';
import { lastName } from '../link/factsIndex';
import type { Context, Value } from '../link/value';
import type { Expression } from '../syntax/expression';
import type { CallFacts } from '../syntax/facts';
import { FunctionNames, type Reference } from './functionNames';
import type { CodeFile } from './place';

/** A place that calls a function, or hands it to something that does. */
export interface Use {
  readonly file: CodeFile;
  /** The call, or the call that is given the function. */
  readonly item: CallFacts;
  readonly isMention: boolean;
}

export interface FunctionAt {
  readonly file: CodeFile;
  readonly fn: number;
}

const MOST_USES = 24;

/** Methods of a decorated function that run it and wait: `generate.remote(x)`, `generate.starmap(rows)`. */
const RUNS = ['remote', 'call', 'local', 'map', 'starmap', 'for_each', 'remote_gen', 'submit'];

/** Uses of a function in one file. `names`: what the function is called there. */
export function usesIn(file: CodeFile, target: FunctionAt, names: readonly string[], evaluator: Evaluator): readonly Use[] {
  const uses: Use[] = [];
  const known = FunctionNames.of(file.index);
  for (const name of names) {
    for (const item of file.index.callsOf(name)) {
      if (uses.length >= MOST_USES) return uses;
      if (means(item.call.callee, item.scope, file, target, evaluator)) uses.push({ file, item, isMention: false });
    }
    for (const item of RUNS.flatMap((method) => file.index.callsOf(method))) {
      const { callee } = item.call;
      if (callee.kind !== 'member' || lastName(callee.object) !== name || uses.length >= MOST_USES) continue;
      if (means(callee.object, item.scope, file, target, evaluator)) uses.push({ file, item, isMention: true });
    }
    for (const { expression, item } of known.mentions(name)) {
      if (uses.length >= MOST_USES) return uses;
      if (means(expression, item.scope, file, target, evaluator)) uses.push({ file, item, isMention: true });
    }
  }
  return uses;
}

/** Whether an expression stands for the function (or makes an instance, for a constructor); a name out of sight may. */
function means(expression: Expression, scope: number, file: CodeFile, target: FunctionAt, evaluator: Evaluator): boolean {
  const context: Context = { file: file.path, index: file.index, scope };
  const values = evaluator.evaluate(expression, context);
  if (values.some((value) => isTarget(value, target))) return true;
  // An object whose class is out of sight: its method has the name, in a file that knows the class's.
  return (
    expression.kind === 'member' &&
    !COMMON_NAMES.has(expression.property) &&
    isMethod(target) &&
    values.every((value) => value.kind === 'unseen' || value.kind === 'unknown')
  );
}

/** Tables and lists of one file that hold the function: what makes them runs it, as far as one can see. */
export function tablesIn(file: CodeFile, target: FunctionAt, names: readonly string[], evaluator: Evaluator): readonly Reference[] {
  return names.flatMap((name) =>
    FunctionNames.of(file.index)
      .references(name)
      .filter(({ expression, scope }) =>
        evaluator.evaluate(expression, { file: file.path, index: file.index, scope }).some((value) => isTarget(value, target)),
      ),
  );
}

function isTarget(value: Value, { file, fn }: FunctionAt): boolean {
  if (value.kind === 'function') return value.function === fn && value.context.file === file.path;
  if (value.kind !== 'class' || value.context.file !== file.path) return false;
  const { class: cls, name } = file.index.facts.functions[fn]!;
  return value.class === cls && name !== undefined && CONSTRUCTORS.has(name);
}

/** Methods that objects of any kind have: on an object out of sight they say nothing. */
const COMMON_NAMES = new Set([
  ...[
    'add',
    'all',
    'append',
    'clear',
    'close',
    'copy',
    'count',
    'create',
    'delete',
    'exists',
    'filter',
    'find',
    'first',
    'format',
    'get',
    'items',
    'join',
  ],
  ...[
    'keys',
    'load',
    'open',
    'pop',
    'push',
    'put',
    'read',
    'remove',
    'replace',
    'save',
    'set',
    'split',
    'start',
    'stop',
    'strip',
    'update',
    'values',
    'write',
  ],
  ...['connect', 'dispatch', 'emit', 'end', 'flush', 'init', 'log', 'map', 'next', 'reset', 'setup', 'then'],
]);

const CONSTRUCTORS = new Set(['__init__', 'constructor', '__post_init__', '__new__', '__call__', 'forward']);

function isMethod({ file, fn }: FunctionAt): boolean {
  return file.index.facts.functions[fn]!.class !== undefined;
}

/** What a function is called by callers: its names; a constructor is called by the name of its class. */
export function callNames({ file, fn }: FunctionAt): readonly string[] {
  const { class: cls, name } = file.index.facts.functions[fn]!;
  const className = cls === undefined ? undefined : file.index.facts.classes[cls]!.name;
  if (name !== undefined && CONSTRUCTORS.has(name) && className !== undefined) return [className];
  return FunctionNames.of(file.index).names(fn);
}

/** The names of a function in a file that imports it: `import { ask as query }`, `import ask from './ask'`. */
export function importedNames(importer: CodeFile, target: FunctionAt, names: readonly string[], evaluator: Evaluator): readonly string[] {
  const found = new Set(names);
  const exported = FunctionNames.of(target.file.index).exportsOf(target.fn);
  for (const { name, value } of importer.index.facts.bindings) {
    if (value?.kind !== 'import' || value.imported === name || value.imported === '*') continue;
    // Every file may have a default export: which one is meant must be looked up.
    const isNamed =
      names.includes(value.imported) ||
      (exported.includes(value.imported) &&
        evaluator.host.resolve(importer.path, value.module, importer.index.facts.language) === target.file.path);
    if (isNamed) found.add(name);
  }
  return [...found];
}
