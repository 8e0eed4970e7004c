/** All call sites of one file: direct calls, methods passed as values, dispatch by name. */
import { isFallbackHelper } from '../libraries/generatedHelpers';
import type { Catalog } from '../catalog/catalog';
import type { Argument, Expression } from '../syntax/expression';
import type { CallFacts } from '../syntax/facts';
import type { LinkedCall, ClientBinding, KnownValue, MisplacedTimeout, RequestShape, Written } from './linkedCall';
import { ABSENT, argumentSlots, DYNAMIC, keySlots, merge, overlay, type Slot } from './dictionaries';
import { Evaluator } from './evaluator';
import { knownBoolean, knownString } from './known';
import { MethodResolver, type MethodTarget } from './methodTargets';
import type { ModuleHost, SourceUnit } from './moduleHost';
import { contradictedByModel } from './plausibility';
import type { RequestReader } from './requestReader';
import { isRouter, isWithinRoutedRequest } from './routers';
import { effectiveTimeout, timeoutSeconds } from './timeouts';
import type { ClientValue, Context } from './value';

/** Browsers, edge runtimes, Deno and Bun have transports of their own. */
const OTHER_RUNTIME = /^\s*["']use client["']|\bruntime\s*=\s*["']edge["']|\bdangerouslyAllowBrowser\b|\bDeno\.|\bBun\.|["']npm:openai/m;

const RUNTIME_WORDS = ['use client', 'edge', 'dangerouslyAllowBrowser', 'Deno.', 'Bun.', 'npm:openai'];

/** Links one file: its calls of known SDK methods, in source order. Files that were looked into are known to the evaluator. */
export function linkFile(unit: SourceUnit, evaluator: Evaluator, catalog: Catalog): readonly LinkedCall[] {
  const index = evaluator.index(unit.path);
  if (!index) return [];
  const finder = new CallSiteFinder(evaluator, catalog, unit);
  return unit.facts.calls.flatMap((item) => finder.find(item, { file: unit.path, index, scope: item.scope }) ?? []);
}

interface Sent {
  readonly item: CallFacts;
  readonly context: Context;
  readonly target: MethodTarget;
  /** Which argument is the method, where it is handed to another call. */
  readonly skip: number | undefined;
}

/** Reads with an evaluator of its own: a call that is kept holds no values, and other files are seen as they are when it is asked. */
function readerOf({ item, context, target, skip }: Sent, host: ModuleHost, catalog: Catalog, unit: SourceUnit): () => RequestReader {
  return () => {
    const evaluator = new Evaluator(host);
    const { read } = new CallSiteFinder(evaluator, catalog, unit).request(item, context, target, skip);
    return { evaluator, read, key: (slot, name) => keySlots(evaluator, slot.expression, slot.context, name) };
  };
}

class CallSiteFinder {
  private readonly methods: MethodResolver;
  private onNode: boolean | undefined;

  constructor(
    private readonly evaluator: Evaluator,
    private readonly catalog: Catalog,
    private readonly unit: SourceUnit,
  ) {
    this.methods = new MethodResolver(evaluator, catalog, unit);
  }

  find(item: CallFacts, context: Context): LinkedCall | undefined {
    const { call } = item;
    this.evaluator.startCall();
    if (this.mayBeMethod(call.callee, context)) {
      const target = this.methods.target(call.callee, context);
      if (target) return this.site(item, context, target, call.callee, undefined);
    }
    return this.passedAsValue(item, context);
  }

  /** How to read the parameters of a call that is known to be a call site. */
  request(item: CallFacts, context: Context, target: MethodTarget, skip: number | undefined): Request {
    return target.client.sdk === 'python' ? this.pythonRequest(item, context, target) : this.nodeRequest(item, context, skip);
  }

  /**
   * Cheap: most calls of a file are told apart by what is written. A name or an attribute may stand for a method only
   * when this file gives it one.
   */
  private mayBeMethod(callee: Expression, context: Context): boolean {
    const { index, scope } = context;
    switch (callee.kind) {
      case 'member':
        if (this.methods.methodNames.has(callee.property)) return true;
        return callee.object.kind === 'name' && this.attributeHoldsMethod(callee.object.name, callee.property, context);
      case 'name':
        return (
          index.lookUp(callee.name, scope)?.bindings.some(({ value }) => value !== undefined && this.holdsMethod(value, context)) ?? false
        );
      case 'choice':
        return callee.options.some((option) => this.mayBeMethod(option, context));
      case 'index':
        return callee.object.kind === 'member';
      case 'call':
        return this.holdsMethod(callee, context) || (callee.callee.kind === 'name' && callee.callee.name === 'getattr');
      default:
        return false;
    }
  }

  private attributeHoldsMethod(receiver: string, attribute: string, context: Context): boolean {
    const { index, scope } = context;
    const cls = index.receiverClass(receiver, scope);
    return cls !== undefined && index.attributeStores(cls, attribute).some((store) => this.holdsMethod(store.value, context));
  }

  /** `client.chat.completions.create`: alone, inside a call or a choice, or under a name of its own. */
  private holdsMethod(value: Expression, context: Context, depth = 0): boolean {
    const holds = (inner: Expression): boolean => this.holdsMethod(inner, context, depth + 1);
    if (depth > 4) return false;
    switch (value.kind) {
      case 'member':
        return this.methods.methodNames.has(value.property) || (value.property === 'bind' && holds(value.object));
      case 'choice':
        return value.options.some(holds);
      case 'call':
        return holds(value.callee) || value.args.some((arg) => holds(arg.value));
      case 'name':
        return (
          context.index
            .lookUp(value.name, context.scope)
            ?.bindings.some((binding) => binding.value !== undefined && binding.value.kind !== 'function' && holds(binding.value)) ?? false
        );
      default:
        return false;
    }
  }

  /** `retry(client.chat.completions.create, model=...)`: the arguments of the method stand beside it. */
  private passedAsValue(item: CallFacts, context: Context): LinkedCall | undefined {
    const { call } = item;
    const isHelper = sendsWhatItIsHanded(call.callee, context);
    const position = this.methodPosition(item, context);
    if (position < 0) return undefined;
    const arg = call.args[position]!;
    const carriesRequest = call.args.some(
      ({ name, value }, at) =>
        at !== position &&
        (name === 'model' ||
          name === 'messages' ||
          name === 'input' ||
          (value.kind === 'dictionary' && value.entries.some((entry) => entry.key === 'model'))),
    );
    if (!(carriesRequest || isHelper) || this.isCalledLater(item, context)) return undefined;
    const target = this.methods.target(arg.value, context);
    return target && this.site(item, context, target, arg.value, position);
  }

  /** Which argument is the method; -1 for none. What fixes write hands it on first, whatever it is called. */
  private methodPosition({ call: { callee, args } }: CallFacts, context: Context): number {
    const position = args.findIndex(({ value }) => this.isMethodReference(value));
    return position < 0 && args.length > 0 && sendsWhatItIsHanded(callee, context) ? 0 : position;
  }

  private isMethodReference(value: Expression): boolean {
    if (value.kind === 'choice') return value.options.some((option) => this.isMethodReference(option));
    return value.kind === 'member' && this.methods.methodNames.has(value.property) && value.object.kind === 'member';
  }

  /** `ask = partial(client.chat.completions.create, model=...)` and later `ask(...)`: the later call is the call site. */
  private isCalledLater(item: CallFacts, context: Context): boolean {
    const { index } = context;
    const binding = index.facts.bindings.find(
      ({ value }) => value?.kind === 'call' && value.span.start === item.call.span.start && value.span.end === item.call.span.end,
    );
    return (
      binding !== undefined &&
      index
        .callsOf(binding.name)
        .some((other) => other.call.callee.kind === 'name' && index.lookUp(binding.name, other.scope)?.scope === binding.scope)
    );
  }

  private site(
    item: CallFacts,
    context: Context,
    target: MethodTarget,
    method: Expression,
    skip: number | undefined,
  ): LinkedCall | undefined {
    const { endpoint } = target;
    const { call } = item;
    const { sdk } = target.client;
    const request = this.request(item, context, target, skip);
    if (endpoint.freeWith !== undefined && request.read(endpoint.freeWith).some((slot) => slot.state !== 'absent')) return undefined;
    const model = this.model(request.read);
    const client = contradictedByModel(this.judgedByArguments(target, request.read), model, this.catalog);
    if (client.provider === 'unknown' && client.confidence === 'plausible' && !looksLikeRequest(request.read)) return undefined;
    const stream: KnownValue<boolean> = endpoint.streams
      ? { state: 'literal', value: true }
      : knownBoolean(this.evaluator, request.read('stream'));
    const sdkMajor = this.evaluator.host.project(this.unit.path).sdkMajor;
    const timeout = effectiveTimeout(this.evaluator, client, request.option('timeout'));
    const ownTransport =
      client.hasOwnTransport || ['fetchOptions', 'httpAgent'].some((name) => request.option(name).some((slot) => slot.state !== 'absent'));
    return {
      file: context.file,
      language: this.unit.facts.language,
      sdk,
      endpoint,
      api: target.api,
      isLegacy: endpoint.legacy === true,
      call,
      method,
      methodSpan: this.underline(method),
      statement: item.statement,
      client: bindingOf(client),
      shape: request.shape,
      model,
      tier: isRouted(item, context) ? { state: 'dynamic' } : this.tier(request.read, sdk),
      stream,
      timeout,
      written: request.written,
      ...(request.misplacedTimeout && { misplacedTimeout: request.misplacedTimeout }),
      headerLimit: headerLimit(sdk, stream, ownTransport || (sdk === 'node' && !this.runsOnNode()), sdkMajor),
      ...(sdkMajor !== undefined && { sdkMajor }),
      reader: readerOf({ item, context, target, skip }, this.evaluator.host, this.catalog, this.unit),
    };
  }

  private pythonRequest(item: CallFacts, context: Context, target: MethodTarget): Request {
    const { call } = item;
    const read = (name: string): readonly Slot[] => {
      const own = argumentSlots(this.evaluator, call, context, name);
      const given = target.partial ? overlay(argumentSlots(this.evaluator, target.partial.call, target.partial.context, name), own) : own;
      // A positional `*args` or an argument this call does not show may hold anything.
      return call.args.some((arg) => arg.spread === 'iterable') && given.every((slot) => slot.state === 'absent')
        ? merge(given, [DYNAMIC])
        : given;
    };
    // A value inside a spread dictionary counts as written: a keyword of the same name beside it would be an error.
    const written = (name: string): Written | undefined => {
      const [only, ...others] = read(name);
      if (only?.state === 'absent' && others.length === 0) return undefined;
      return only?.state === 'given' && others.length === 0 && only.context.file === context.file ? only.expression : 'elsewhere';
    };
    const body = written('extra_body');
    const tierInBody =
      body !== undefined && body !== 'elsewhere' && body.kind === 'dictionary'
        ? body.entries.find((entry) => entry.key === 'service_tier')?.value
        : undefined;
    return { read, option: read, shape: { form: 'keywords' }, written: pick(tierInBody ?? written('service_tier'), written('timeout')) };
  }

  private nodeRequest(item: CallFacts, context: Context, skip: number | undefined): Request {
    const start = skip === undefined ? 0 : skip + 1;
    const args = item.call.args.slice(start);
    const [body, options] = args;
    const spread = args.some((arg) => arg.spread !== undefined);
    const from = (arg: Argument | undefined, name: string): readonly Slot[] =>
      spread ? [DYNAMIC] : arg ? keySlots(this.evaluator, arg.value, context, name) : [ABSENT];
    const entry = (arg: Argument | undefined, name: string): Expression | undefined =>
      arg?.value.kind === 'dictionary' ? arg.value.entries.find((item) => item.key === name)?.value : undefined;
    const shape: RequestShape = {
      form: skip !== undefined || spread ? 'reference' : body?.value.kind === 'dictionary' ? 'object' : 'expression',
      ...(body && { body }),
      ...(options && { options }),
    };
    return {
      read: (name) => from(body, name),
      option: (name) => from(options, name),
      shape,
      written: pick(entry(body, 'service_tier'), entry(options, 'timeout')),
      ...this.misplacedTimeout(from(body, 'timeout'), entry(body, 'timeout')),
    };
  }

  /** Early copies of OpenAI's guide to flex have `timeout` among the keys of the body. */
  private misplacedTimeout(slots: readonly Slot[], written: Expression | undefined): { readonly misplacedTimeout?: MisplacedTimeout } {
    const [only] = slots;
    if (only?.state !== 'given') return {};
    const value = timeoutSeconds(this.evaluator, 'node', only.expression, only.context);
    return value ? { misplacedTimeout: { at: written ?? 'elsewhere', value } } : {};
  }

  private model(read: Request['read']): KnownValue<string> {
    const model = knownString(this.evaluator, read('model'));
    const named = model.state === 'absent' ? knownString(this.evaluator, read('engine')) : model;
    // An empty default is filled in somewhere else.
    return named.state === 'literal' && named.value === '' ? { state: 'dynamic' } : named;
  }

  /** The tier as a parameter or, in Python, inside `extra_body`, which wins over parameters. */
  private tier(read: Request['read'], sdk: 'python' | 'node'): KnownValue<string> {
    const direct = read('service_tier');
    if (sdk !== 'python') return knownString(this.evaluator, direct);
    const body = read('extra_body').flatMap((slot): readonly Slot[] =>
      slot.state === 'given' ? keySlots(this.evaluator, slot.expression, slot.context, 'service_tier') : [slot],
    );
    return knownString(this.evaluator, body.length > 0 ? overlay(direct, body) : direct);
  }

  /** Legacy calls name their provider in their own arguments: `engine=` and `deployment_id=` are Azure's, `api_base=` anybody's. */
  private judgedByArguments(target: MethodTarget, read: Request['read']): ClientValue {
    const { client } = target;
    if (!target.endpoint.legacy || client.provider !== 'openai') return client;
    const given = (name: string): boolean => read(name).some((slot) => slot.state !== 'absent');
    if (given('deployment_id')) return { ...client, provider: 'azure', reason: 'deployment_id names an Azure deployment' };
    if (given('engine')) return { ...client, provider: 'unknown', reason: 'engine may name a model or an Azure deployment' };
    if (given('api_base')) return { ...client, provider: 'unknown', reason: 'api_base is given in the call' };
    return client;
  }

  private runsOnNode(): boolean {
    const { text } = this.unit;
    return (this.onNode ??=
      !(RUNTIME_WORDS.some((word) => text.includes(word)) && OTHER_RUNTIME.test(text)) &&
      this.evaluator.host.project(this.unit.path).otherRuntime !== true);
  }

  private underline(method: Expression): LinkedCall['methodSpan'] {
    if (method.kind !== 'member') return method.span;
    return this.unit.text.slice(method.span.start, method.span.end).includes('\n') ? method.propertySpan : method.span;
  }
}

interface Request {
  /** A request parameter. */
  readonly read: (name: string) => readonly Slot[];
  /** A request option: `timeout`, `fetchOptions`. In Python they stand among the parameters. */
  readonly option: (name: string) => readonly Slot[];
  readonly shape: RequestShape;
  readonly written: LinkedCall['written'];
  readonly misplacedTimeout?: MisplacedTimeout;
}

/** What fixes write: a helper or a router, which sends the request even where none of it can be read here. */
function sendsWhatItIsHanded(callee: Expression, { index, scope }: Context): boolean {
  return (callee.kind === 'name' && isFallbackHelper(callee.name)) || isRouter(callee, scope, index);
}

/** A module chooses the tier, whatever the request says. */
function isRouted({ call }: CallFacts, { index, scope }: Context): boolean {
  return isRouter(call.callee, scope, index) || isWithinRoutedRequest(index, call.span);
}

function pick(tier: Written | undefined, timeout: Written | undefined): LinkedCall['written'] {
  return { ...(tier && { tier }), ...(timeout && { timeout }) };
}

/** A chain alone, on an object out of sight, is no proof: it must be handed what a model is handed. */
function looksLikeRequest(read: Request['read']): boolean {
  return ['model', 'messages', 'input'].some((name) => read(name).some((slot) => slot.state !== 'absent'));
}

/** Before version 5 the Node SDK brought its own fetch, which has no limit of its own on headers. */
function headerLimit(
  sdk: 'python' | 'node',
  stream: KnownValue<boolean>,
  ownTransport: boolean,
  sdkMajor: number | undefined,
): LinkedCall['headerLimit'] {
  if (sdk === 'python' || (sdkMajor !== undefined && sdkMajor < 5)) return 'lifted';
  if (stream.state === 'literal' && stream.value) return 'lifted';
  if (ownTransport) return 'unknown';
  return 'applies';
}

function bindingOf(client: ClientValue): ClientBinding {
  const { provider, confidence, reason, origin, baseUrl, construction, timeout, hasOwnTransport } = client;
  return {
    provider,
    confidence,
    reason,
    origin,
    ...(baseUrl !== undefined && { baseUrl }),
    timeoutSeconds: timeout.value,
    hasOwnTransport,
    isWrapped: client.isWrapped ?? false,
    ...(construction && { construction }),
  };
}
