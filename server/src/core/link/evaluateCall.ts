/** What a call expression can return, as far as clients go. */
import type { CallExpression, Expression } from '../syntax/expression';
import { callableOf, clientClass, isModuleClient, isSdkModule, OFFICIAL } from '../libraries';
import { familyOf } from '../syntax/family';
import { construct, withOptions } from './construction';
import { FROM_ENVIRONMENT, settingRead } from './environment';
import type { Evaluator } from './evaluator';
import { lastName } from './factsIndex';
import { attributeValue } from './evaluateMember';
import { wholeExport } from './modules';
import { isForeignModule } from '../providers/foreignPackages';
import { isClientWrapper, isPartial } from './sdk/wrappers';
import { UNKNOWN, type Context, type Value } from './value';

/** Functions that call the function they are given and hand on its result. */
const CALLS_ARGUMENT = new Set([
  'useMemo',
  'Depends',
  'Security',
  'run',
  'run_until_complete',
  'Lazy',
  'LazyProxy',
  'SimpleLazyObject',
  'inject',
  'Singleton',
  'Factory',
  'field',
  'Field',
  'PrivateAttr',
  'ib',
]);
const COPIES = new Set(['copy', 'deepcopy', 'cast', 'structuredClone', 'run', 'run_until_complete', 'wait_for', 'resolve']);

/** Keywords under which other objects are handed one that sends requests. */
const HOLDING = new Set(['model', 'llm', 'chat_model']);

export function evaluateCall(evaluator: Evaluator, call: CallExpression, context: Context): readonly Value[] {
  if (call.callee.kind === 'name' && call.callee.name === 'super') return [UNKNOWN];
  // `except ImportError: OpenAI = None`: what is called is the other one.
  const callees = evaluator.evaluate(call.callee, context).filter((value) => !(value.kind === 'literal' && value.value === null));
  return callees.flatMap((callee) => callValue(evaluator, callee, call, context));
}

function callValue(evaluator: Evaluator, callee: Value, call: CallExpression, context: Context): readonly Value[] {
  switch (callee.kind) {
    case 'external':
      return setting(evaluator, callee, call, context) ?? callExternal(evaluator, callee, call, context);
    case 'class': {
      const instance: Value = { kind: 'instance', context: callee.context, class: callee.class, construction: { call, context } };
      return [instance];
    }
    case 'function':
      return callFunction(evaluator, callee, call, context);
    case 'resource':
      return callOnClient(evaluator, callee, call, context);
    case 'partial':
    case 'client':
      return [UNKNOWN];
    case 'built':
      // `llm.bind(...)` is the object again; what `llm.invoke(...)` gives is an answer.
      return callee.member !== undefined && callee.callable.derives?.includes(callee.member)
        ? [{ ...callee, member: undefined }]
        : [UNKNOWN];
    case 'instance':
      return attributeValue(evaluator, callee, '__call__').flatMap((value) =>
        value.kind === 'function' ? callFunction(evaluator, value, call, context) : [UNKNOWN],
      );
    case 'product':
      return (
        setting(evaluator, callee, call, context) ??
        wrapped(evaluator, callee.module, callee.path, call, context) ?? [{ kind: 'product', module: callee.module, path: callee.path }]
      );
    case 'module':
      return wholeExport(evaluator, callee.file).flatMap((value) => callValue(evaluator, value, call, context));
    default: {
      const name = lastName(call.callee);
      return wrapped(evaluator, '', name === undefined ? [] : [name], call, context) ?? [callee.kind === 'unseen' ? callee : UNKNOWN];
    }
  }
}

function setting(
  evaluator: Evaluator,
  { module, path }: Extract<Value, { kind: 'external' | 'product' }>,
  call: CallExpression,
  context: Context,
): readonly Value[] | undefined {
  const read = settingRead(module, path, call);
  return read && [FROM_ENVIRONMENT, ...(read.fallback ? evaluator.evaluate(read.fallback, context) : [])];
}

function callExternal(
  evaluator: Evaluator,
  callee: Extract<Value, { kind: 'external' }>,
  call: CallExpression,
  context: Context,
): readonly Value[] {
  const family = familyOf(context.index.facts.language);
  const { module, path } = callee;
  // `new (require('openai'))()`: the CommonJS module is the class itself.
  const cls =
    clientClass(family, module, path) ??
    (call.isNew && isSdkModule(family, module) && path.length === 0 ? clientClass(family, module, ['default']) : undefined);
  if (cls) return [{ kind: 'client', client: construct(evaluator, cls, call, context) }];
  const known = callableOf(family, module, path);
  if (known) return known.callable.methods ? [{ kind: 'built', callable: known.callable, call, context, member: undefined }] : [UNKNOWN];
  if (module === 'instructor' && path[0] === 'from_provider') return fromProvider(evaluator, call, context);
  if (isPartial(module, path)) return partial(evaluator, call, context);
  const inner = wrapped(evaluator, module, path, call, context);
  if (inner) return inner;
  if (isForeignModule(family, module, path[0]) || call.isNew) return [{ kind: 'product', module, path }];
  const name = path[path.length - 1] ?? module;
  if (CALLS_ARGUMENT.has(name)) {
    const results = resultsOfArguments(evaluator, call, context);
    if (results.length > 0) return results;
  }
  const given = call.args.filter((arg) => arg.name === undefined).flatMap((arg) => evaluator.evaluate(arg.value, context));
  const kept = given.filter(
    (value) =>
      value.kind === 'function' ||
      value.kind === 'resource' ||
      value.kind === 'built' ||
      (COPIES.has(name) && (value.kind === 'client' || value.kind === 'dictionary')),
  );
  // `create_agent(model=llm)`: an agent sends the requests of the object it is made of.
  const held = call.args.find((arg) => HOLDING.has(arg.name ?? ''));
  if (held) kept.push(...evaluator.evaluate(held.value, context).filter((value) => value.kind === 'built'));
  // A decorator, memoiser or retrier gives back a function that stands for the one it was given.
  return kept.length > 0 ? kept : [{ kind: 'product', module, path }];
}

function wrapped(
  evaluator: Evaluator,
  module: string,
  path: readonly string[],
  call: CallExpression,
  context: Context,
): readonly Value[] | undefined {
  const [first] = call.args;
  if (!first || !isClientWrapper(module, path)) return undefined;
  const source = first.value.kind === 'dictionary' ? first.value.entries.find((entry) => entry.key === 'client')?.value : undefined;
  const values = evaluator.evaluate(source ?? call.args.find((arg) => arg.name === 'client')?.value ?? first.value, context);
  const clients = values.filter((value) => value.kind === 'client' || value.kind === 'instance' || value.kind === 'unseen');
  if (clients.length > 0)
    return clients.map((value) => (value.kind === 'client' ? { ...value, client: { ...value.client, isWrapped: true } } : value));
  // `wrap_openai(openai)`: the module itself is the client.
  return values.some((value) => value.kind === 'external' && isModuleClient(value.module, value.path)) ? values : undefined;
}

function callFunction(
  evaluator: Evaluator,
  callee: Extract<Value, { kind: 'function' }>,
  call: CallExpression,
  context: Context,
): readonly Value[] {
  const facts = callee.context.index.facts.functions[callee.function]!;
  const inner = evaluator.enter(callee, call, context);
  const results = [...facts.returns, ...facts.yields].flatMap((result) => evaluator.evaluate(result, evaluator.contextAt(inner, result)));
  if (results.some((value) => value.kind === 'client' || value.kind === 'instance' || value.kind === 'resource')) return results;
  // A wrapper of this workspace may hand back a proxy that can't be followed: its name tells.
  const name = facts.name ?? lastName(call.callee);
  const kept = name === undefined ? undefined : wrapped(evaluator, '', [name], call, context);
  return kept ?? (results.length > 0 ? results : [UNKNOWN]);
}

/** Methods of a client that return a client: `with_options`, `withOptions`, `copy`. */
function callOnClient(
  evaluator: Evaluator,
  callee: Extract<Value, { kind: 'resource' }>,
  call: CallExpression,
  context: Context,
): readonly Value[] {
  const [name] = callee.path;
  if (call.callee.kind === 'member' && call.callee.property === 'bind') return [callee];
  if (callee.path.length !== 1) return [UNKNOWN];
  if (name === 'with_options' || name === 'withOptions' || name === 'copy')
    return [{ kind: 'client', client: withOptions(evaluator, callee.client, call, context) }];
  // Wrapper classes hand the client itself out of such methods.
  if (name === '__enter__' || name === '__aenter__') return [{ kind: 'client', client: callee.client }];
  return [UNKNOWN];
}

function partial(evaluator: Evaluator, call: CallExpression, context: Context): readonly Value[] {
  const [first] = call.args;
  if (!first) return [UNKNOWN];
  return evaluator.evaluate(first.value, context).map((value): Value => {
    if (value.kind === 'resource') return { kind: 'partial', client: value.client, path: value.path, call, context, skip: 1 };
    return value.kind === 'function' || value.kind === 'unseen' ? value : UNKNOWN;
  });
}

function resultsOfArguments(evaluator: Evaluator, call: CallExpression, context: Context): readonly Value[] {
  return call.args.flatMap((arg): readonly Value[] =>
    evaluator.evaluate(arg.value, context).flatMap((value): readonly Value[] => {
      if (value.kind === 'function') return callFunction(evaluator, value, emptyCall(arg.value), context);
      if (value.kind === 'client' || value.kind === 'instance') return [value];
      if (value.kind === 'class') return [{ kind: 'instance', context: value.context, class: value.class }];
      if (value.kind === 'external') return callExternalWithoutArguments(evaluator, value, arg.value, context);
      return [];
    }),
  );
}

function callExternalWithoutArguments(
  evaluator: Evaluator,
  value: Extract<Value, { kind: 'external' }>,
  at: Expression,
  context: Context,
): readonly Value[] {
  const cls = clientClass(familyOf(context.index.facts.language), value.module, value.path);
  return cls ? [{ kind: 'client', client: construct(evaluator, cls, emptyCall(at), context) }] : [];
}

/** instructor.from_provider("openai/gpt-5-mini"): the name's prefix is the provider. */
function fromProvider(evaluator: Evaluator, call: CallExpression, context: Context): readonly Value[] {
  const [first] = call.args;
  const [value] = first ? evaluator.evaluate(first.value, context) : [];
  const name = value?.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined;
  const provider =
    name === undefined ? 'unknown' : name.startsWith('openai/') ? 'openai' : name.startsWith('azure') ? 'azure' : 'compatible';
  return [
    {
      kind: 'client',
      client: {
        library: OFFICIAL[familyOf(context.index.facts.language)],
        provider,
        confidence: 'certain',
        reason: name === undefined ? 'the provider is not a literal' : `the provider is ${name}`,
        origin: 'constructor',
        construction: { file: context.file, call },
        timeout: { value: { state: 'absent' }, from: 'client' },
        hasOwnTransport: false,
      },
    },
  ];
}

function emptyCall(callee: Expression): CallExpression {
  const end = { start: callee.span.end, end: callee.span.end };
  return { kind: 'call', callee, args: [], span: callee.span, argumentsSpan: end };
}
