/** From a constructor call to a client: who answers, with which timeout. */
import type { Argument, CallExpression, Expression } from '../syntax/expression';
import type { ClientClass } from './sdk/clientClasses';
import { clientClass } from './sdk/clientClasses';
import { describeUrl, providerOfUrl, providerOfUrlParts } from './sdk/baseUrl';
import type { KnownValue, Provider } from './linkedCall';
import { alternatives, argumentSlots, keySlots, type Slot } from './dictionaries';
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

/** The client a constructor call makes. */
export function construct(evaluator: Evaluator, cls: ClientClass, call: CallExpression, context: Context): ClientValue {
  const option = (name: string): readonly Slot[] => optionSlots(evaluator, cls.sdk, call, context, name);
  const verdict =
    cls.provider === 'by-url'
      ? judge(evaluator, cls.sdk, option, context)
      : { provider: cls.provider, reason: `${cls.name} is not OpenAI's own endpoint` };
  return {
    sdk: cls.sdk,
    ...verdict,
    origin: 'constructor',
    confidence: 'certain',
    construction: { file: context.file, call },
    timeout: timeoutOption(evaluator, cls.sdk, option('timeout'), 'client'),
    hasOwnTransport: hasTransport(option),
    ...(cls.isLegacy && { isLegacy: true }),
  };
}

/** A client of which only the type is known. */
export function typedClient(cls: ClientClass): ClientValue {
  const openai = cls.provider === 'by-url';
  return {
    sdk: cls.sdk,
    provider: openai ? 'openai' : cls.provider,
    confidence: openai ? 'plausible' : 'certain',
    reason: `typed as ${cls.name === 'default' ? 'OpenAI' : cls.name}; its construction is not in sight`,
    origin: 'type',
    timeout: { value: { state: 'dynamic' }, from: 'client' },
    hasOwnTransport: false,
  };
}

/** `client.with_options(timeout=...)`, `client.withOptions({...})`, `client.copy(...)`: the same client with other options. */
export function withOptions(evaluator: Evaluator, client: ClientValue, call: CallExpression, context: Context): ClientValue {
  const option = (name: string): readonly Slot[] => optionSlots(evaluator, client.sdk, call, context, name);
  const url = option(client.sdk === 'python' ? 'base_url' : 'baseURL');
  const verdict = url.every((slot) => slot.state === 'absent') ? undefined : judge(evaluator, client.sdk, option, context);
  const timeout = timeoutOption(evaluator, client.sdk, option('timeout'), 'with-options');
  // Another address takes the place of the first.
  const { baseUrl, ...rest } = client;
  return {
    ...rest,
    ...(verdict ?? (baseUrl !== undefined && { baseUrl })),
    timeout: timeout.value.state === 'absent' ? client.timeout : timeout,
    hasOwnTransport: client.hasOwnTransport || hasTransport(option),
  };
}

/** An instance of a class that extends the SDK's client: its `super(...)` call decides. */
export function constructFromSuper(
  evaluator: Evaluator,
  object: Extract<Value, { kind: 'instance' }>,
  base: Extract<Value, { kind: 'external' }>,
): ClientValue | undefined {
  const { index, file } = object.context;
  const sdk = index.facts.language === 'python' ? 'python' : 'node';
  const cls = clientClass(sdk, base.module, base.path);
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

function optionSlots(evaluator: Evaluator, sdk: 'python' | 'node', call: CallExpression, context: Context, name: string): readonly Slot[] {
  if (sdk === 'python') return argumentSlots(evaluator, call, context, name);
  const [first, second] = call.args.filter((arg: Argument) => arg.name === undefined);
  if (!first) return [{ state: 'absent' }];
  if (first.spread) return [{ state: 'dynamic' }];
  const configuration = newCall(first.value, context);
  if (configuration) {
    // Node v3: new OpenAIApi(new Configuration({ basePath }), basePath)
    const inner = configuration.args[0];
    if (name === 'baseURL' && second) return [{ state: 'given', expression: second.value, context }];
    return inner
      ? keySlots(evaluator, inner.value, evaluator.contextAt(context, inner.value), name === 'baseURL' ? 'basePath' : name)
      : [{ state: 'absent' }];
  }
  return keySlots(evaluator, first.value, context, name);
}

/** `new X(...)`, there or in the one variable the name stands for. */
function newCall(expression: Expression, context: Context): CallExpression | undefined {
  if (expression.kind === 'call') return expression.isNew ? expression : undefined;
  if (expression.kind !== 'name') return undefined;
  const bindings = context.index.lookUp(expression.name, context.scope)?.bindings ?? [];
  const value = bindings.length === 1 ? bindings[0]!.value : undefined;
  return value?.kind === 'call' && value.isNew ? value : undefined;
}

function judge(evaluator: Evaluator, sdk: 'python' | 'node', option: (name: string) => readonly Slot[], context: Context): Verdict {
  for (const name of ['azure_endpoint', 'azure_deployment', 'azureADTokenProvider']) {
    if (option(name).some((slot) => slot.state === 'given')) return { provider: 'azure', reason: `${name} is given` };
  }
  if (option('provider').some((slot) => slot.state === 'given'))
    return { provider: 'compatible', reason: 'the client is given another provider' };
  const urlName = sdk === 'python' ? 'base_url' : 'baseURL';
  const fromEnvironment = environmentUrl(evaluator, context);
  const verdicts = alternatives(option(urlName)).flatMap((slot): readonly Verdict[] => {
    if (slot.state === 'absent') return [fromEnvironment ?? { provider: 'openai', reason: 'no base URL is given' }];
    if (slot.state === 'dynamic') return [{ provider: 'unknown', reason: `${urlName} can't be traced` }];
    return evaluator.evaluate(slot.expression, slot.context).map((value): Verdict => {
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
  sdk: 'python' | 'node',
  slots: readonly Slot[],
  from: 'client' | 'with-options',
): ClientValue['timeout'] {
  const [only] = slots;
  if (slots.every((slot) => slot.state === 'absent')) return { value: ABSENT, from };
  if (slots.length > 1 || only?.state !== 'given') return { value: { state: 'dynamic' }, from };
  const value = timeoutSeconds(evaluator, sdk, only.expression, only.context) ?? knownNumber([]);
  return { value, from, expression: only.expression, file: only.context.file };
}

function hasTransport(option: (name: string) => readonly Slot[]): boolean {
  return ['fetch', 'fetchOptions', 'httpAgent'].some((name) => option(name).some((slot) => slot.state !== 'absent'));
}
