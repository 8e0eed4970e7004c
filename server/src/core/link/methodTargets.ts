/** Which SDK method a called or passed expression is. */
import { traitsOf } from '../syntax/languageTraits';
import type { Catalog } from '../catalog/catalog';
import type { Endpoint } from '../catalog/endpoint';
import type { CallExpression, Expression } from '../syntax/expression';
import { clientOfCallable } from './callableClient';
import { withOptions } from './construction';
import { sameChain } from './dictionaries';
import type { Evaluator } from './evaluator';
import { rootName } from './factsIndex';
import { fileSigns, unseenClient, weighed, type FileSigns } from './plausibility';
import { callableOf, isModuleClient, LIBRARIES, OFFICIAL, type KnownCallable } from '../libraries';
import { isForeignModule } from '../providers/foreignPackages';
import { familyOf, type Family } from '../syntax/family';
import type { ClientValue, Context, Value } from './value';
import type { SourceUnit } from './moduleHost';

export interface MethodTarget {
  readonly client: ClientValue;
  readonly endpoint: Endpoint;
  readonly api: string;
  /** It is called without a client. */
  readonly callable?: KnownCallable;
  /** Arguments given earlier (`functools.partial`), outermost last. */
  readonly partial?: { readonly call: CallExpression; readonly context: Context; readonly skip: number };
}

export class MethodResolver {
  private fileSigns: FileSigns | undefined;
  private readonly family: Family;
  private redirected: boolean | undefined;
  /** Last names of all methods in the catalog: most calls of a file are told apart by these alone. */
  readonly methodNames: ReadonlySet<string>;

  constructor(
    private readonly evaluator: Evaluator,
    private readonly catalog: Catalog,
    private readonly unit: SourceUnit,
  ) {
    this.family = familyOf(unit.facts.language);
    this.methodNames = methodNames(catalog);
  }

  /** Read off the whole text, so only once a client asks for it. */
  private get signs(): FileSigns {
    return (this.fileSigns ??= fileSigns(this.unit));
  }

  /** The method an expression stands for; undefined when it is none, or none that bills anything. */
  target(expression: Expression, context: Context): MethodTarget | undefined {
    const dispatched = this.dispatched(expression, context);
    if (dispatched) return dispatched;
    if (this.isReplaced(expression, context)) return undefined;
    const values = this.evaluator.evaluate(expression, context);
    const targets = values.flatMap((value) => this.fromValue(value, context) ?? []);
    if (targets.length > 0) return this.amongOthers(this.combined(targets), values, context);
    const open =
      values.length === 0 || values.every((value) => value.kind === 'unseen' || value.kind === 'unknown' || value.kind === 'product');
    return open ? this.fromSyntax(expression, values, context) : undefined;
  }

  /** `client or get_other() or OpenAI()`: where something out of sight may stand in, the client found is only plausible. */
  private amongOthers(target: MethodTarget, values: readonly Value[], context: Context): MethodTarget {
    if (target.client.provider !== 'openai' || !values.some((value) => value.kind === 'unknown' || value.kind === 'unseen')) return target;
    return { ...target, client: weighed({ ...target.client, confidence: 'plausible' }, context.file, this.signs, this.evaluator.host) };
  }

  /** `client.responses.create = wrapped`: what is called is what the file put there, with arguments of its own. */
  private isReplaced(expression: Expression, { index, scope }: Context): boolean {
    const root = expression.kind === 'member' ? rootName(expression) : undefined;
    if (root === undefined) return false;
    const home = index.lookUp(root, scope)?.scope;
    return index
      .storesRootedAt(root)
      .some((store) => sameChain(store.target, expression) && index.lookUp(root, store.scope)?.scope === home);
  }

  private fromValue(value: Value, context: Context): MethodTarget | undefined {
    if (value.kind === 'resource') return this.named(value.path, value.client, context);
    if (value.kind === 'partial') {
      const target = this.named(value.path, value.client, context);
      return target && { ...target, partial: { call: value.call, context: value.context, skip: value.skip } };
    }
    if (value.kind === 'external') {
      const callable = callableOf(this.family, value.module, value.path);
      if (callable) return this.called(callable);
      for (let length = 0; length <= Math.min(1, value.path.length); length++) {
        if (!isModuleClient(value.module, value.path.slice(0, length))) continue;
        const target = this.named(value.path.slice(length), this.moduleClient(context), context);
        if (target) return target;
      }
    }
    if ((value.kind === 'product' || value.kind === 'external') && isForeignModule(this.family, value.module, value.path[0])) {
      return (
        this.named(value.path, this.foreign(value.module), context) ?? this.named(value.path.slice(1), this.foreign(value.module), context)
      );
    }
    return undefined;
  }

  /** A function, or a constructor whose object sends requests: whose they are is told by its arguments. */
  private called(known: KnownCallable): MethodTarget | undefined {
    const endpoint = this.catalog.endpoint(known.callable.endpoint, OFFICIAL[this.family].id);
    return endpoint && { client: clientOfCallable(known.library), endpoint, api: known.name, callable: known };
  }

  private named(path: readonly string[], client: ClientValue, context: Context): MethodTarget | undefined {
    const api = path.join('.');
    const endpoint = this.catalog.endpoint(api, client.library.id);
    if (!endpoint) return undefined;
    const settled =
      client.provider === 'openai' && this.redirectsClients(context)
        ? { ...client, provider: 'unknown' as const, reason: 'a base URL is set on a client in this file' }
        : client;
    const certain = settled.provider !== 'openai' || settled.confidence === 'certain';
    return { client: certain ? settled : weighed(settled, context.file, this.signs, this.evaluator.host), endpoint, api };
  }

  /** `client.base_url = ...` after the construction, for any client of the file. */
  private redirectsClients(context: Context): boolean {
    this.redirected ??= this.unit.facts.stores.some(
      ({ target, scope }) =>
        target.kind === 'member' &&
        (target.property === 'base_url' || target.property === 'baseURL') &&
        this.evaluator.evaluate(target.object, { ...context, scope }).some((value) => value.kind === 'client'),
    );
    return this.redirected;
  }

  /** Several things it can be: the first method, with the provider all agree on. */
  private combined(targets: readonly MethodTarget[]): MethodTarget {
    const [first] = targets;
    const provider = first!.client.provider;
    if (targets.every((target) => target.client.provider === provider)) return first!;
    return { ...first!, client: { ...first!.client, provider: 'unknown', reason: 'the client may be one of several providers' } };
  }

  /** `getattr(client.chat.completions, name)(...)`, `client.chat.completions[name](...)`. */
  private dispatched(expression: Expression, context: Context): MethodTarget | undefined {
    let object: Expression | undefined;
    if (expression.kind === 'index') object = expression.object;
    if (
      expression.kind === 'call' &&
      expression.callee.kind === 'name' &&
      expression.callee.name === 'getattr' &&
      expression.args.length >= 2
    )
      object = expression.args[0]!.value;
    if (!object || object.kind !== 'member') return undefined;
    const method: Expression = { kind: 'member', object, property: 'create', span: object.span, propertySpan: object.propertySpan };
    return this.target(method, context);
  }

  /** No value in sight, but the chain itself ends in `.chat.completions.create` or the like. */
  private fromSyntax(expression: Expression, values: readonly Value[], context: Context): MethodTarget | undefined {
    const path: string[] = [];
    let receiver = expression;
    while (receiver.kind === 'member') {
      if (receiver.property !== 'with_raw_response' && receiver.property !== 'with_streaming_response') path.unshift(receiver.property);
      receiver = receiver.object;
      const endpoint = this.catalog.endpoint(path.join('.'), OFFICIAL[this.family].id);
      if (!endpoint || endpoint.tier !== 'request' || path.length < 2) continue;
      const known = this.evaluator.evaluate(receiver, context);
      // `beta.chat...`: one more name belongs to the path.
      if (receiver.kind === 'member' && receiver.property === 'beta') continue;
      return { client: this.assumedClient(receiver, known, values, context), endpoint, api: path.join('.') };
    }
    return undefined;
  }

  private assumedClient(receiver: Expression, known: readonly Value[], values: readonly Value[], context: Context): ClientValue {
    const product = [...known, ...values].find((value) => value.kind === 'product');
    if (product?.kind === 'product') {
      return {
        ...unseenClient(this.family, context.file, this.signs, this.evaluator.host),
        provider: 'unknown',
        origin: 'package',
        reason: `it comes from the package ${product.module}`,
      };
    }
    const client = unseenClient(this.family, context.file, this.signs, this.evaluator.host);
    if (isStandIn(receiver, context)) return { ...client, provider: 'unknown', reason: 'it is a stand-in of a test' };
    const options =
      receiver.kind === 'call' && receiver.callee.kind === 'member' && /^(with_options|withOptions|copy)$/.test(receiver.callee.property);
    return options ? withOptions(this.evaluator, client, receiver, context) : client;
  }

  private foreign(module: string): ClientValue {
    return {
      library: OFFICIAL[this.family],
      provider: module.includes('azure') ? 'azure' : 'compatible',
      confidence: 'certain',
      origin: 'package',
      reason: `it is a client of the package ${module}`,
      timeout: { value: { state: 'dynamic' }, from: 'client' },
      hasOwnTransport: false,
    };
  }

  /** The `openai` module used as a client; settings may be stored on it anywhere in the file. */
  private moduleClient(context: Context): ClientValue {
    return moduleLevelClient(this.evaluator, context, this.unit);
  }
}

/** A parameter that pytest fills from a fixture out of sight, or a name that says what it is. */
function isStandIn(receiver: Expression, { index, scope }: Context): boolean {
  const root = rootName(receiver);
  if (root === undefined) return false;
  if (/^_?(?:mock|fake|stub|dummy)/i.test(root)) return true;
  const binding = index.lookUp(root, scope)?.bindings[0];
  if (binding?.kind !== 'parameter' || binding.annotation || traitsOf(index.facts.language).fixtureModule === undefined) return false;
  const fn = index.functionOf(binding.scope);
  return fn !== undefined && /^test/.test(index.facts.functions[fn]!.name ?? '');
}

const MODULE_URL = new Set(['base_url', 'api_base', 'azure_endpoint', 'api_type']);

function moduleLevelClient(evaluator: Evaluator, context: Context, unit: SourceUnit): ClientValue {
  const client: ClientValue = {
    library: OFFICIAL.python,
    provider: 'openai',
    confidence: 'certain',
    origin: 'module',
    reason: 'the openai module is used as it is',
    timeout: { value: { state: 'absent' }, from: 'client' },
    hasOwnTransport: false,
  };
  if (/\bOPENAI_(?:BASE_URL|API_BASE|API_TYPE)\b/.test(unit.text))
    return { ...client, provider: 'unknown', reason: 'the base URL is read from the environment' };
  let result = client;
  for (const store of unit.facts.stores) {
    const { target } = store;
    if (target.kind !== 'member' || !MODULE_URL.has(target.property)) continue;
    const owner = evaluator.evaluate(target.object, { ...context, scope: store.scope });
    if (!owner.some((value) => value.kind === 'external' && isModuleClient(value.module, value.path))) continue;
    const [value] = evaluator.evaluate(store.value, { ...context, scope: store.scope });
    const literal = value?.kind === 'literal' ? value.value : undefined;
    if (literal === null || literal === 'open_ai' || literal === 'openai') continue;
    if (typeof literal === 'string' && /api\.openai\.com/.test(literal)) {
      result = { ...result, baseUrl: literal };
      continue;
    }
    const provider =
      target.property === 'azure_endpoint' || (typeof literal === 'string' && /azure/.test(literal))
        ? 'azure'
        : typeof literal === 'string' && target.property !== 'api_type'
          ? 'compatible'
          : 'unknown';
    result = {
      ...result,
      provider: result.provider === 'azure' ? 'azure' : provider,
      reason: `openai.${target.property} is set in this file`,
    };
  }
  return result;
}

const NAMES = new WeakMap<Catalog, ReadonlySet<string>>();

function methodNames(catalog: Catalog): ReadonlySet<string> {
  const known = NAMES.get(catalog);
  if (known) return known;
  const names = new Set<string>();
  for (const endpoint of catalog.endpoints)
    for (const api of [endpoint.api, ...(endpoint.also ?? [])]) names.add(api.slice(api.lastIndexOf('.') + 1));
  for (const { callables = [] } of LIBRARIES) for (const each of callables) for (const name of each.names) names.add(name);
  NAMES.set(catalog, names);
  return names;
}
