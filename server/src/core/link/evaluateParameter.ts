/** What a parameter can be: the argument of the call being followed, its annotation, its default, its callers in the file. */
import { traitsOf } from '../syntax/languageTraits';
import type { CallExpression, Expression } from '../syntax/expression';
import type { Binding, CallFacts, FunctionFacts } from '../syntax/facts';
import type { Evaluator } from './evaluator';
import { handedArguments } from './handedArguments';
import { instancesOf } from './types';
import type { Context, Frame, Value } from './value';

const MAX_CALLERS = 12;
const MAX_CONFTESTS = 8;
const UNSEEN: Value = { kind: 'unseen', why: 'parameter' };

export function evaluateParameter(evaluator: Evaluator, binding: Binding, context: Context): readonly Value[] {
  const { index } = context;
  const fn = index.facts.functions.findIndex((item) => item.scope === binding.scope);
  const facts = index.facts.functions[fn];
  if (!facts || binding.parameter === undefined) return [UNSEEN];
  const parameter = facts.parameters[binding.parameter];
  if (parameter && (parameter.kind === 'rest' || parameter.kind === 'keywords')) return [UNSEEN];

  const inner: Context = { file: context.file, index, scope: binding.scope };
  const frame = frameOf(context, fn);
  if (frame) {
    const given = argumentFor(facts, binding, frame.call, isMethodCall(facts));
    if (given === 'unknown') return [UNSEEN];
    if (given) return preferTyped(evaluator, evaluator.evaluate(given, frame.caller), binding, inner);
    if (binding.value) return evaluator.evaluate(binding.value, inner);
    return traitsOf(index.facts.language).omitsArguments
      ? [{ kind: 'literal', value: null, expression: { kind: 'null', span: binding.span }, file: context.file }]
      : [UNSEEN];
  }

  const fixture = fixtureValue(evaluator, binding, facts, inner);
  if (fixture.length > 0) return fixture;
  const injected = binding.value
    ? evaluator.evaluate(binding.value, inner).filter((value) => value.kind === 'client' || value.kind === 'instance')
    : [];
  if (injected.length > 0) return injected;
  const fromCallers = callers(evaluator, facts, fn, context).flatMap((call) => fromCaller(evaluator, facts, binding, call, inner, context));
  const handed = handedArguments(evaluator, fn, facts, binding, inner).flatMap(({ given, item }) =>
    given === 'unknown' ? [UNSEEN] : evaluator.evaluate(given, { file: context.file, index, scope: item.scope }),
  );
  const told = [...fromCallers, ...handed];
  const values = told.length > 0 ? told : [...defaultValue(evaluator, binding, inner), UNSEEN];
  return preferTyped(evaluator, values, binding, inner);
}

/** The default alone, for arguments whose default decides unless a caller in the file says otherwise. */
function defaultValue(evaluator: Evaluator, binding: Binding, context: Context): readonly Value[] {
  return binding.value ? evaluator.evaluate(binding.value, context) : [];
}

function preferTyped(evaluator: Evaluator, values: readonly Value[], binding: Binding, context: Context): readonly Value[] {
  const told = values.some(
    (value) => value.kind === 'client' || value.kind === 'instance' || value.kind === 'function' || value.kind === 'product',
  );
  if (told || !binding.annotation) return values;
  const typed = instancesOf(evaluator, binding.annotation, context);
  return typed.length > 0 ? typed : values;
}

function frameOf(context: Context, fn: number): Frame | undefined {
  for (let frame = context.frame; frame; frame = frame.caller.frame) {
    if (frame.function === fn && frame.file === context.file) return frame;
  }
  return undefined;
}

function isMethodCall(facts: FunctionFacts): boolean {
  return facts.class !== undefined && !facts.isStatic;
}

/** The argument expression a call gives to a parameter; undefined: none; 'unknown': a spread may hold it. */
function argumentFor(
  facts: FunctionFacts,
  binding: Binding,
  call: CallExpression,
  hasReceiver: boolean,
): Expression | 'unknown' | undefined {
  const named = call.args.find((arg) => arg.name === binding.name);
  if (named) return named.value;
  if (call.args.some((arg) => arg.spread !== undefined)) return 'unknown';
  const positional = call.args.filter((arg) => arg.name === undefined);
  const implicit = hasReceiver && startsWithReceiver(facts) ? 1 : 0;
  return positional[binding.parameter! - implicit]?.value;
}

/** Python methods list `self` among their parameters; JavaScript's do not. */
function startsWithReceiver(facts: FunctionFacts): boolean {
  return facts.parameters[0]?.name === 'self' || facts.parameters[0]?.name === 'cls';
}

function callers(evaluator: Evaluator, facts: FunctionFacts, fn: number, context: Context): readonly CallFacts[] {
  const { index } = context;
  const isConstructor = facts.name === '__init__' || facts.name === 'constructor' || facts.name === '__new__';
  const name = isConstructor && facts.class !== undefined ? index.facts.classes[facts.class]!.name : facts.name;
  if (name === undefined) return [];
  const named = index.callsOf(name);
  if (named.length > MAX_CALLERS) return [];
  return named.filter((item) =>
    evaluator
      .evaluate(item.call.callee, { file: context.file, index, scope: item.scope })
      .some((value) =>
        isConstructor
          ? value.kind === 'class' && value.class === facts.class
          : value.kind === 'function' && value.function === fn && value.context.file === context.file,
      ),
  );
}

function fromCaller(
  evaluator: Evaluator,
  facts: FunctionFacts,
  binding: Binding,
  item: CallFacts,
  inner: Context,
  context: Context,
): readonly Value[] {
  const given = argumentFor(facts, binding, item.call, isMethodCall(facts));
  if (given === 'unknown') return [UNSEEN];
  if (given === undefined) return binding.value ? evaluator.evaluate(binding.value, inner) : [UNSEEN];
  return evaluator.evaluate(given, { file: context.file, index: context.index, scope: item.scope });
}

/** pytest: a parameter named like a fixture takes what the fixture returns or yields. */
function fixtureValue(evaluator: Evaluator, binding: Binding, facts: FunctionFacts, context: Context): readonly Value[] {
  const { fixtureModule } = traitsOf(context.index.facts.language);
  if (fixtureModule === undefined || facts.name === undefined) return [];
  if (!facts.name.startsWith('test') && !facts.decorators.some(isFixture)) return [];
  const own = context.index.bindingsIn(0, binding.name).flatMap((item) => evaluator.evaluateBinding(item, { ...context, scope: 0 }));
  const values = own.length > 0 ? own : conftestValue(evaluator, binding.name, context, fixtureModule);
  return values.flatMap((value): readonly Value[] => {
    if (value.kind !== 'function') return [];
    const fixture = value.context.index.facts.functions[value.function]!;
    if (!fixture.decorators.some(isFixture)) return [];
    const inside = evaluator.enter(value, undefined, context);
    return [...fixture.returns, ...fixture.yields].flatMap((result) => evaluator.evaluate(result, inside));
  });
}

/** The nearest conftest.py, from the file's folder upwards, that defines the name. */
function conftestValue(evaluator: Evaluator, name: string, context: Context, module: string): readonly Value[] {
  let from = context.file;
  for (let level = 0; level < MAX_CONFTESTS; level++) {
    const conftest = evaluator.host.resolve(from, module, context.index.facts.language);
    const index = conftest === undefined ? undefined : evaluator.index(conftest);
    if (conftest === undefined || !index) return [];
    const bindings = index.bindingsIn(0, name);
    if (bindings.length > 0) return bindings.flatMap((item) => evaluator.evaluateBinding(item, { file: conftest, index, scope: 0 }));
    from = conftest.replace(/\/[^/]*\/conftest\.py$/, '/conftest.py');
    if (from === conftest) return [];
  }
  return [];
}

function isFixture(decorator: Expression): boolean {
  const target = decorator.kind === 'call' ? decorator.callee : decorator;
  if (target.kind === 'member') return target.property === 'fixture';
  return target.kind === 'name' && target.name === 'fixture';
}
