/** From a constructor call to a client: who answers, with which timeout. */
import type { CallExpression, Expression } from '../syntax/expression';
import { clientClass, type KnownClass } from '../libraries';
import type { Library, Provider } from '../libraries/library';
import { nameOf, type Place } from '../libraries/place';
import { familyOf } from '../syntax/family';
import { ArgumentReader } from './argumentReader';
import { describeUrl, providerOfUrl, providerOfUrlParts } from './sdk/baseUrl';
import type { KnownValue } from './linkedCall';
import { alternatives, keySlots, type Slot } from './dictionaries';
import type { Evaluator } from './evaluator';
import { knownNumber } from './known';
import { timeoutSeconds } from './timeouts';
import type { ClientValue, Context, Value } from './value';

const ABSENT: KnownValue<number> = { state: 'absent' };

interface Verdict {
  readonly provider: Provider;
  readonly reason: string;
  readonly baseUrl?: string;
}

/** What the options of a construction say at any of some places. */
type Options = (places: readonly Place[]) => readonly Slot[];

/** The client a constructor call makes. */
export function construct(evaluator: Evaluator, { library, cls }: KnownClass, call: CallExpression, context: Context): ClientValue {
  const options = optionsOf(evaluator, call, context);
  const verdict =
    cls.provider === 'by-url'
      ? judgeOptions(evaluator, library, options, context)
      : { provider: cls.provider, reason: `${cls.name} is not OpenAI's own endpoint` };
  return {
    library,
    ...verdict,
    confidence: 'certain',
    origin: 'constructor',
    construction: { file: context.file, call },
    timeout: timeoutOption(evaluator, library, options, 'client'),
    hasOwnTransport: hasTransport(library, options),
    ...(cls.isLegacy && { isLegacy: true }),
  };
}

/** A client of which only the type is known. */
export function typedClient({ library, cls }: KnownClass): ClientValue {
  const openai = cls.provider === 'by-url';
  return {
    library,
    provider: openai ? 'openai' : cls.provider,
    confidence: openai ? 'plausible' : 'certain',
    origin: 'type',
    reason: `typed as ${cls.name === 'default' ? 'OpenAI' : cls.name}; its construction is not in sight`,
    timeout: { value: { state: 'dynamic' }, from: 'client' },
    hasOwnTransport: false,
  };
}

/** `client.with_options(timeout=...)`, `client.withOptions({...})`, `client.copy(...)`: the same client with other options. */
export function withOptions(evaluator: Evaluator, client: ClientValue, call: CallExpression, context: Context): ClientValue {
  const { library } = client;
  const options = optionsOf(evaluator, call, context);
  const url = options(library.client.baseUrl);
  const verdict = url.every((slot) => slot.state === 'absent') ? undefined : judgeOptions(evaluator, library, options, context);
  const timeout = timeoutOption(evaluator, library, options, 'with-options');
  // Another address takes the place of the first.
  const { baseUrl, ...rest } = client;
  return {
    ...rest,
    ...(verdict ?? (baseUrl !== undefined && { baseUrl })),
    timeout: timeout.value.state === 'absent' ? client.timeout : timeout,
    hasOwnTransport: client.hasOwnTransport || hasTransport(library, options),
  };
}

/** An instance of a class that extends the SDK's client: its `super(...)` call decides. */
export function constructFromSuper(
  evaluator: Evaluator,
  object: Extract<Value, { kind: 'instance' }>,
  base: Extract<Value, { kind: 'external' }>,
): ClientValue | undefined {
  const { index, file } = object.context;
  const cls = clientClass(familyOf(index.facts.language), base.module, base.path);
  if (!cls) return undefined;
  for (const item of index.facts.calls) {
    const { callee } = item.call;
    const isSuper =
      (callee.kind === 'name' && callee.name === 'super') ||
      (callee.kind === 'member' && callee.property === '__init__' && isSuperCall(callee.object));
    const fn = isSuper ? index.functionOf(item.scope) : undefined;
    if (fn === undefined || index.facts.functions[fn]!.class !== object.class) continue;
    const inner: Context = object.construction
      ? {
          ...evaluator.enter(
            { kind: 'function', context: object.context, function: fn },
            object.construction.call,
            object.construction.context,
          ),
          scope: item.scope,
        }
      : { file, index, scope: item.scope };
    // A copy made by `withOptions` goes through a constructor that sets its own options.
    return { ...construct(evaluator, cls, item.call, inner), isWrapped: true };
  }
  if (object.construction) return construct(evaluator, cls, object.construction.call, object.construction.context);
  return typedClient(cls);
}

function isSuperCall(expression: Expression): boolean {
  return expression.kind === 'call' && expression.callee.kind === 'name' && expression.callee.name === 'super';
}

function optionsOf(evaluator: Evaluator, call: CallExpression, context: Context): Options {
  const [first, second] = call.args.filter((arg) => arg.name === undefined);
  const configuration = first && !first.spread ? newCall(first.value, context) : undefined;
  if (configuration) return ofConfiguration(evaluator, configuration, second?.value, context);
  const reader = new ArgumentReader(evaluator, call, context, { isKeywordOnly: true });
  return (places) => reader.slots(places);
}

/** Node v3: `new OpenAIApi(new Configuration({ basePath }), basePath)`. */
function ofConfiguration(evaluator: Evaluator, configuration: CallExpression, basePath: Expression | undefined, context: Context): Options {
  const inner = configuration.args[0];
  const key = (name: string): readonly Slot[] =>
    inner ? keySlots(evaluator, inner.value, evaluator.contextAt(context, inner.value), name) : [{ state: 'absent' }];
  return (places) => {
    const [place] = places;
    const name = place ? nameOf(place) : '';
    if (name === 'baseURL') return basePath ? [{ state: 'given', expression: basePath, context }] : key('basePath');
    return key(name);
  };
}

/** `new X(...)`, there or in the one variable the name stands for. */
function newCall(expression: Expression, context: Context): CallExpression | undefined {
  if (expression.kind === 'call') return expression.isNew ? expression : undefined;
  if (expression.kind !== 'name') return undefined;
  const bindings = context.index.lookUp(expression.name, context.scope)?.bindings ?? [];
  const value = bindings.length === 1 ? bindings[0]!.value : undefined;
  return value?.kind === 'call' && value.isNew ? value : undefined;
}

/** Who answers, by the options that are given. */
export function judgeOptions(evaluator: Evaluator, { client }: Library, options: Options, context: Context): Verdict {
  const isGiven = (place: Place): boolean => options([place]).some((slot) => slot.state === 'given');
  const azure = client.azure.find(isGiven);
  if (azure) return { provider: 'azure', reason: `${nameOf(azure)} is given` };
  const others = client.otherProvider.filter(
    (place) => isGiven(place) && !options([place]).every((slot) => isLiteral(evaluator, slot, 'openai')),
  );
  if (others.length > 0) return { provider: 'compatible', reason: 'the client is given another provider' };
  return judgeUrl(evaluator, client.baseUrl, options, context);
}

function isLiteral(evaluator: Evaluator, slot: Slot, text: string): boolean {
  return (
    slot.state === 'given' &&
    evaluator.evaluate(slot.expression, slot.context).every((value) => value.kind === 'literal' && value.value === text)
  );
}

/** Who answers at the base URL that the options give. */
function judgeUrl(evaluator: Evaluator, places: readonly Place[], options: Options, context: Context): Verdict {
  const urlName = places[0] ? nameOf(places[0]) : 'the base URL';
  const fromEnvironment = environmentUrl(evaluator, context);
  const verdicts = alternatives(options(places)).flatMap((slot): readonly Verdict[] => {
    if (slot.state === 'absent') return [fromEnvironment ?? { provider: 'openai', reason: 'no base URL is given' }];
    if (slot.state === 'dynamic') return [{ provider: 'unknown', reason: `${urlName} can't be traced` }];
    const values = evaluator.evaluate(slot.expression, slot.context);
    if (values.some((value) => value.kind === 'unseen' && value.why === 'environment'))
      return [{ provider: 'unknown', reason: `${urlName} is read from the environment` }];
    return values.map((value): Verdict => {
      if (value.kind === 'literal' && value.value === null)
        return fromEnvironment ?? { provider: 'openai', reason: 'no base URL is given' };
      if (value.kind === 'literal' && typeof value.value === 'string') {
        if (value.value === '') return { provider: 'openai', reason: 'the base URL is empty' };
        return { provider: providerOfUrl(value.value), reason: `${urlName} is ${describeUrl(value.value)}`, baseUrl: value.value };
      }
      if (isSdkOmission(value)) return { provider: 'openai', reason: 'no base URL is given' };
      const parts = slot.expression.kind === 'string' ? slot.expression.parts : undefined;
      const known = parts && providerOfUrlParts(parts);
      return known
        ? { provider: known, reason: `${urlName} is an address of ${known === 'azure' ? 'Azure' : 'another service'}` }
        : { provider: 'unknown', reason: `${urlName} is not a literal` };
    });
  });
  const [first] = verdicts;
  if (first && verdicts.every((verdict) => verdict.provider === first.provider)) {
    const { baseUrl, ...shared } = first;
    return baseUrl !== undefined && verdicts.every((verdict) => verdict.baseUrl === baseUrl) ? first : shared;
  }
  return { provider: 'unknown', reason: `${urlName} may be several addresses` };
}

/** `os.environ["OPENAI_BASE_URL"] = "..."` in the same file is read by the SDK when no base URL is given. */
function environmentUrl(evaluator: Evaluator, context: Context): Verdict | undefined {
  for (const root of ['os', 'process', 'environ']) {
    for (const store of context.index.storesRootedAt(root)) {
      const key =
        store.target.kind === 'index'
          ? store.target.index.kind === 'string'
            ? store.target.index.value
            : undefined
          : store.target.kind === 'member'
            ? store.target.property
            : undefined;
      if (key !== 'OPENAI_BASE_URL' && key !== 'OPENAI_API_BASE') continue;
      const [value] = evaluator.evaluate(store.value, { ...context, scope: store.scope });
      if (value?.kind === 'literal' && typeof value.value === 'string')
        return { provider: providerOfUrl(value.value), reason: `${key} is set to ${describeUrl(value.value)}`, baseUrl: value.value };
      return { provider: 'unknown', reason: `${key} is set in this file` };
    }
  }
  return undefined;
}

/** `NOT_GIVEN`, `NotGiven()`, `omit`, `Omit()` of the SDK: as if the argument were not there. */
export function isSdkOmission(value: Value): boolean {
  return (
    (value.kind === 'external' || value.kind === 'product') &&
    /^(NOT_GIVEN|NotGiven|not_given|omit|Omit)$/.test(value.path[value.path.length - 1] ?? '')
  );
}

function timeoutOption(
  evaluator: Evaluator,
  { client }: Library,
  options: Options,
  from: 'client' | 'with-options',
): ClientValue['timeout'] {
  const slots = options(client.timeout);
  const [only] = slots;
  if (slots.every((slot) => slot.state === 'absent')) return { value: ABSENT, from };
  if (slots.length > 1 || only?.state !== 'given') return { value: { state: 'dynamic' }, from };
  const value = timeoutSeconds(evaluator, client.timeout[0]?.unit, only.expression, only.context) ?? knownNumber([]);
  return { value, from, expression: only.expression, file: only.context.file };
}

function hasTransport({ client }: Library, options: Options): boolean {
  return client.transport.some((place) => options([place]).some((slot) => slot.state !== 'absent'));
}
