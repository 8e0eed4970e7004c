/** Follows expressions to the values they can have. Bounded in depth and width; what it can't follow is `unknown` or `unseen`. */
import { tick } from '../text/budget';
import { traitsOf } from '../syntax/languageTraits';
import type { CallExpression, Expression, ImportExpression, MemberExpression } from '../syntax/expression';
import type { Binding } from '../syntax/facts';
import { reachingBindings } from './bindings';
import { evaluateCall } from './evaluateCall';
import { sameChain } from './dictionaries';
import { FROM_ENVIRONMENT, isEnvironmentVariable } from './environment';
import { indexOf, rootName, type FactsIndex } from './factsIndex';
import { evaluateMember } from './evaluateMember';
import type { ModuleHost } from './moduleHost';
import { exportedValue } from './modules';
import { evaluateParameter } from './evaluateParameter';
import { exportsCallables, isSdkModule } from '../libraries';
import { familyOf } from '../syntax/family';
import { instancesOf } from './types';
import { UNKNOWN, type Context, type Value } from './value';

/** Deep enough for a factory behind a barrel file behind a class; past it code is not worth following. */
const MAX_DEPTH = 48;
/** Functions that call each other in circles would be followed for ever: real chains need a few hundred steps. */
const MAX_STEPS = 4000;
/** More alternatives than this say nothing. */
const MAX_VALUES = 8;

export class Evaluator {
  // Expressions are objects of the facts, one each: their identity tells file and place.
  private readonly memo = new Map<Expression, Map<number, readonly Value[]>>();
  private readonly active = new Map<Expression, number[]>();
  private readonly indices = new Map<string, FactsIndex | undefined>();
  private depth = 0;
  private cuts = 0;
  private steps = 0;
  private lookUps = 0;

  constructor(readonly host: ModuleHost) {}

  /** Starts on another call: bounds on the work one call may cause count anew. */
  startCall(): void {
    this.lookUps = 0;
  }

  /** Counts one look into a dictionary; false when this call has had its share. */
  mayLookUp(): boolean {
    return ++this.lookUps <= MAX_STEPS;
  }

  /** Files that were looked into. */
  get files(): readonly string[] {
    return [...this.indices.keys()];
  }

  index(file: string): FactsIndex | undefined {
    if (this.indices.has(file)) return this.indices.get(file);
    const unit = this.host.source(file);
    const index = unit && indexOf(unit.facts);
    this.indices.set(file, index);
    return index;
  }

  /** The context at an expression of a file, whatever scope it stands in. */
  contextAt(context: Context, expression: Expression): Context {
    const scope = context.index.scopeAt(expression.span.start);
    return scope === context.scope ? context : { ...context, scope };
  }

  evaluate(expression: Expression, context: Context): readonly Value[] {
    const { scope, frame } = context;
    const known = frame === undefined ? this.memo.get(expression)?.get(scope) : undefined;
    if (known) return known;
    const open = this.active.get(expression);
    tick();
    if (this.depth === 0) this.steps = 0;
    if (this.depth > MAX_DEPTH || ++this.steps > MAX_STEPS || open?.includes(scope)) {
      this.cuts++;
      return [UNKNOWN];
    }
    if (open) open.push(scope);
    else this.active.set(expression, [scope]);
    this.depth++;
    const cutsBefore = this.cuts;
    try {
      const values = limit(this.evaluateAnew(expression, context));
      // A value found while a cycle was cut short may be incomplete: only whole evaluations are kept.
      if (frame === undefined && this.cuts === cutsBefore) this.remember(expression, scope, values);
      return values;
    } finally {
      this.depth--;
      this.active.get(expression)!.pop();
    }
  }

  private remember(expression: Expression, scope: number, values: readonly Value[]): void {
    const byScope = this.memo.get(expression);
    if (byScope) byScope.set(scope, values);
    else this.memo.set(expression, new Map([[scope, values]]));
  }

  private evaluateAnew(expression: Expression, context: Context): readonly Value[] {
    switch (expression.kind) {
      case 'name':
        return this.evaluateName(expression.name, expression.span.start, context);
      case 'member':
        if (isEnvironmentVariable(expression, context)) return [FROM_ENVIRONMENT];
        return this.evaluateStored(
          expression,
          this.evaluate(expression.object, context).flatMap((object) => evaluateMember(this, object, expression.property, expression)),
          context,
        );
      case 'index':
        if (isEnvironmentVariable(expression, context)) return [FROM_ENVIRONMENT];
        return this.evaluateIndex(expression.object, expression.index, context);
      case 'call':
        return evaluateCall(this, expression, context);
      case 'choice':
        return this.evaluateChoice(expression.form === 'and' ? expression.options.slice(-1) : expression.options, context);
      case 'string':
        return expression.value === undefined ? [UNKNOWN] : [{ kind: 'literal', value: expression.value, expression, file: context.file }];
      case 'number':
      case 'boolean':
        return [{ kind: 'literal', value: expression.value, expression, file: context.file }];
      case 'null':
        return [{ kind: 'literal', value: null, expression, file: context.file }];
      case 'arithmetic':
        return this.evaluateArithmetic(expression, context);
      case 'dictionary':
        return [{ kind: 'dictionary', expression, context }];
      case 'list':
        return [{ kind: 'list', expression, context }];
      case 'function':
        return [{ kind: 'function', context: unframed(context), function: expression.function }];
      case 'class':
        return [{ kind: 'class', context: unframed(context), class: expression.class }];
      case 'import':
        return this.evaluateImport(expression, context);
      case 'opaque':
        return [UNKNOWN];
    }
  }

  /** `app.state.client = OpenAI()`: an object of some package keeps what this file stores on it. */
  private evaluateStored(expression: MemberExpression, values: readonly Value[], context: Context): readonly Value[] {
    if (!values.every((value) => value.kind === 'product' || value.kind === 'unseen')) return values;
    const { index } = context;
    const root = rootName(expression);
    if (root === undefined || index.receiverClass(root, context.scope) !== undefined) return values;
    const home = index.lookUp(root, context.scope)?.scope;
    const stores = index
      .storesRootedAt(root)
      .filter((store) => sameChain(store.target, expression) && index.lookUp(root, store.scope)?.scope === home);
    const stored = stores.flatMap((store) => this.evaluate(store.value, { file: context.file, index, scope: store.scope }));
    return stored.some(isSettled) ? stored : values;
  }

  evaluateName(name: string, offset: number, context: Context): readonly Value[] {
    const { index } = context;
    const receiver = name === 'super' ? undefined : index.receiverClass(name, context.scope);
    if (receiver !== undefined) return [{ kind: 'instance', context: { ...context, scope: 0 }, class: receiver }];
    if (name === 'super') return [UNKNOWN];
    const bindings = reachingBindings(index, name, context.scope, offset);
    if (bindings.length === 0)
      return name === 'globalThis' || name === 'global' ? [{ kind: 'unseen', why: 'global' }] : this.evaluateStarImports(name, context);
    // `let client: OpenAI | undefined`, `_client: OpenAI | None = None` only declare what another binding gives a value.
    const valued = bindings.filter(
      ({ kind, value, annotation }) => kind !== 'variable' || (value !== undefined && !(annotation && value.kind === 'null')),
    );
    const values = valued.flatMap((binding) => this.evaluateBinding(binding, context));
    return valued.length > 0 && values.some(isSettled) ? values : bindings.flatMap((binding) => this.evaluateBinding(binding, context));
  }

  evaluateBinding(binding: Binding, context: Context): readonly Value[] {
    if (binding.kind === 'parameter') return evaluateParameter(this, binding, context);
    const { value, annotation } = binding;
    const found = value ? this.evaluateBound(binding, value, context) : [];
    if (!annotation || (found.some(isSettled) && !found.every(isFieldDeclaration))) {
      if (found.length > 0) return binding.augmented ? [...found, UNKNOWN] : found;
      return [{ kind: 'unseen', why: 'name' }];
    }
    const typed = instancesOf(this, annotation, this.contextAt(context, annotation));
    return typed.length > 0 ? typed : found;
  }

  private evaluateBound(binding: Binding, value: Expression, context: Context): readonly Value[] {
    const inner = this.contextAt(context, value);
    // A class or function statement is its own value: the scope at its start is the scope around it.
    const values = this.evaluate(value, value.kind === 'class' || value.kind === 'function' ? context : inner);
    if (binding.kind !== 'loop') return values;
    return values.flatMap((item): readonly Value[] =>
      item.kind === 'list' ? item.expression.items.flatMap((element) => this.evaluate(element, item.context)) : [UNKNOWN],
    );
  }

  private evaluateChoice(options: readonly Expression[], context: Context): readonly Value[] {
    const values = options.flatMap((option) => this.evaluate(option, context));
    // `globalThis.openai ?? new OpenAI()`: what an earlier load left there is the same again.
    const present = values.filter(
      (value) => !(value.kind === 'literal' && value.value === null) && !(value.kind === 'unseen' && value.why === 'global'),
    );
    return present.length > 0 ? present : values;
  }

  private evaluateIndex(object: Expression, indexExpression: Expression, context: Context): readonly Value[] {
    const keys = this.evaluate(indexExpression, context);
    const key = keys.length === 1 && keys[0]!.kind === 'literal' ? keys[0].value : undefined;
    return this.evaluate(object, context).flatMap((value): readonly Value[] => {
      if (typeof key === 'string') return evaluateMember(this, value, key, undefined);
      if (value.kind === 'list' && typeof key === 'number') {
        const item = value.expression.items.at(key);
        return item ? this.evaluate(item, value.context) : [UNKNOWN];
      }
      if (value.kind === 'dictionary') return value.expression.entries.flatMap((entry) => this.evaluate(entry.value, value.context));
      // `Service[Config]` is the class itself.
      return [value.kind === 'unseen' || value.kind === 'class' || value.kind === 'external' ? value : UNKNOWN];
    });
  }

  private evaluateArithmetic(expression: Extract<Expression, { kind: 'arithmetic' }>, context: Context): readonly Value[] {
    const [left] = this.evaluate(expression.left, context);
    const [right] = this.evaluate(expression.right, context);
    // `prompt | llm | parser`: what is built of an object sends its requests.
    const built = [left, right].find((value) => value?.kind === 'built');
    if (built && expression.operator === '|') return [built];
    if (left?.kind !== 'literal' || right?.kind !== 'literal') return [UNKNOWN];
    const value = calculate(expression.operator, left.value, right.value);
    return value === undefined ? [UNKNOWN] : [{ kind: 'literal', value, expression, file: context.file }];
  }

  private evaluateImport(expression: ImportExpression, context: Context): readonly Value[] {
    const { module, imported } = expression;
    const language = context.index.facts.language;
    // The SDK stays the SDK in a workspace that holds its source.
    if (!module.startsWith('.') && (isSdkModule(familyOf(language), module) || exportsCallables(module)))
      return [{ kind: 'external', module, path: imported === '*' ? [] : [imported] }];
    const submodule =
      traitsOf(language).ownPackage !== undefined && imported !== '*'
        ? this.host.resolve(context.file, module.endsWith('.') ? module + imported : `${module}.${imported}`, language)
        : undefined;
    const file = this.host.resolve(context.file, module, language);
    if (file !== undefined) {
      if (imported === '*') return [{ kind: 'module', file }];
      const found = exportedValue(this, file, imported);
      if (found.length > 0) return found;
      return submodule !== undefined ? [{ kind: 'module', file: submodule }] : [{ kind: 'unseen', why: 'import' }];
    }
    if (submodule !== undefined) return [{ kind: 'module', file: submodule }];
    if (isLocalSpecifier(module)) return [{ kind: 'unseen', why: 'import' }];
    return [{ kind: 'external', module, path: imported === '*' ? [] : [imported] }];
  }

  private evaluateStarImports(name: string, context: Context): readonly Value[] {
    for (const star of context.index.facts.starImports) {
      if (star.kind !== 'import') continue;
      const values = this.evaluateImport({ kind: 'import', module: star.module, imported: name, span: { start: 0, end: 0 } }, context);
      // `from somewhere import *` may export anything: only names that are found, or that the SDK exports, count.
      const [first] = values;
      if (first && (first.kind !== 'external' || first.module.startsWith('openai')) && first.kind !== 'unseen') return values;
    }
    return [{ kind: 'unseen', why: 'name' }];
  }

  /** The context a function's own code is evaluated in, entered through a call. */
  enter(fn: Extract<Value, { kind: 'function' }>, call: CallExpression | undefined, caller: Context): Context {
    const { context } = fn;
    const facts = context.index.facts.functions[fn.function]!;
    const frames = countFrames(caller);
    const frame = call && frames < 6 ? { function: fn.function, file: context.file, call, caller } : undefined;
    return { file: context.file, index: context.index, scope: facts.scope, ...(frame && { frame }) };
  }
}

function countFrames(context: Context): number {
  let count = 0;
  for (let frame = context.frame; frame; frame = frame.caller.frame) count++;
  return count;
}

function isSettled(value: Value): boolean {
  return value.kind !== 'unknown' && value.kind !== 'unseen' && !(value.kind === 'literal' && value.value === null);
}

/** `client: OpenAI = field(repr=False)`: the value says how the attribute is kept, the type says what it is. */
function isFieldDeclaration(value: Value): boolean {
  return value.kind === 'product' && /^(dataclasses|pydantic|attrs?|sqlmodel)(\.|$)/.test(value.module);
}

function unframed(context: Context): Context {
  return context.frame ? { file: context.file, index: context.index, scope: context.scope } : context;
}

/** Relative specifiers and the usual aliases of a project's own source folder. */
function isLocalSpecifier(module: string): boolean {
  return /^(\.|@\/|~\/|~~\/|#|\$lib|src\/|\$\/)/.test(module);
}

function calculate(
  operator: string,
  left: string | number | boolean | null,
  right: string | number | boolean | null,
): string | number | undefined {
  if (typeof left === 'string' && typeof right === 'string') return operator === '+' ? left + right : undefined;
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '//':
      return Math.floor(left / right);
    case '%':
      return left % right;
    case '**':
      return left ** right;
    default:
      return undefined;
  }
}

function limit(values: readonly Value[]): readonly Value[] {
  if (values.length <= 1) return values;
  const distinct: Value[] = [];
  for (const value of values) {
    if (!distinct.some((other) => sameValue(other, value))) distinct.push(value);
    if (distinct.length > MAX_VALUES) return [UNKNOWN];
  }
  return distinct;
}

function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind === 'unknown' && b.kind === 'unknown') return true;
  if (a.kind === 'unseen' && b.kind === 'unseen') return true;
  if (a.kind === 'literal' && b.kind === 'literal') return a.value === b.value;
  if (a.kind === 'function' && b.kind === 'function') return a.function === b.function && a.context.file === b.context.file;
  if (a.kind === 'class' && b.kind === 'class') return a.class === b.class && a.context.file === b.context.file;
  if (a.kind === 'client' && b.kind === 'client')
    return (
      a.client.construction !== undefined &&
      a.client.construction.call === b.client.construction?.call &&
      a.client.timeout === b.client.timeout
    );
  return false;
}
