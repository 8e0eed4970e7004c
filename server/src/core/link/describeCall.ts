/** From a call that sends a request to a `LinkedCall`: model, tier, timeout, whose client, and where each is written. */
import type { Catalog } from '../catalog/catalog';
import { placesOf, type Library } from '../libraries/library';
import type { Argument, Expression } from '../syntax/expression';
import type { CallFacts } from '../syntax/facts';
import { ArgumentReader } from './argumentReader';
import { judgedByModel } from './callableClient';
import type { FoundCall } from './callFinder';
import { keySlots } from './dictionaries';
import { Evaluator } from './evaluator';
import { knownBoolean, knownString } from './known';
import type { ClientBinding, KnownValue, LinkedCall, MisplacedTier, MisplacedTimeout, RequestShape } from './linkedCall';
import type { MethodTarget } from './methodTargets';
import type { SourceUnit } from './moduleHost';
import type { RequestReader } from './requestReader';
import { contradictedByModel } from './plausibility';
import { isRouter, isWithinRoutedRequest } from './routers';
import { effectiveTimeout, timeoutSeconds } from './timeouts';
import type { ClientValue, Context } from './value';

/** Browsers, edge runtimes, Deno and Bun have transports of their own. */
const OTHER_RUNTIME = /^\s*["']use client["']|\bruntime\s*=\s*["']edge["']|\bdangerouslyAllowBrowser\b|\bDeno\.|\bBun\.|["']npm:openai/m;
const RUNTIME_WORDS = ['use client', 'edge', 'dangerouslyAllowBrowser', 'Deno.', 'Bun.', 'npm:openai'];

export class CallDescriber {
  private onNode: boolean | undefined;

  constructor(
    private readonly evaluator: Evaluator,
    private readonly catalog: Catalog,
    private readonly unit: SourceUnit,
  ) {}

  /** Undefined where the request bills nothing, or where it is nothing that a model is sent. */
  describe(item: CallFacts, context: Context, found: FoundCall): LinkedCall | undefined {
    const { target, method } = found;
    const { endpoint } = target;
    const { library } = target.client;
    const reader = argumentsOf(this.evaluator, item, context, found);
    if (endpoint.freeWith !== undefined && reader.isGiven(placesOf(library, endpoint.freeWith))) return undefined;
    const { client, model } = this.whose(target, reader, context);
    if (client.provider === 'unknown' && client.confidence === 'plausible' && !looksLikeRequest(reader, client)) return undefined;
    const stream: KnownValue<boolean> = endpoint.streams
      ? { state: 'literal', value: true }
      : knownBoolean(this.evaluator, reader.parameter(library, 'stream'));
    const sdkMajor = this.evaluator.host.project(this.unit.path).sdkMajor;
    const tierAt = reader.written(placesOf(library, 'service_tier'));
    const timeoutAt = reader.written(placesOf(library, 'timeout'));
    return {
      file: context.file,
      language: this.unit.facts.language,
      library,
      endpoint,
      api: target.api,
      isLegacy: endpoint.legacy === true,
      call: item.call,
      method,
      methodSpan: this.underline(method),
      statement: item.statement,
      client: bindingOf(client),
      shape: shapeOf(reader, found),
      model,
      tier: isRouted(item, context) ? { state: 'dynamic' } : knownString(this.evaluator, reader.parameter(library, 'service_tier')),
      stream,
      timeout: effectiveTimeout(this.evaluator, client, reader.parameter(library, 'timeout')),
      written: { ...(tierAt && { tier: tierAt }), ...(timeoutAt && { timeout: timeoutAt }) },
      ...this.misplacedTier(library, reader),
      ...this.misplacedTimeout(library, reader),
      headerLimit: this.headerLimit(client, stream, reader, sdkMajor),
      ...(target.callable?.callable.methods && { sendsThrough: target.callable.callable }),
      ...(found.methodAt !== undefined && this.isPartial(item, context) && { isKept: true }),
      ...(sdkMajor !== undefined && { sdkMajor }),
      reader: this.readerOf(item, context, found),
    };
  }

  private isPartial({ call }: CallFacts, context: Context): boolean {
    return this.evaluator.evaluate(call, context).some((value) => value.kind === 'partial');
  }

  /** Reads with an evaluator of its own: a call that is kept holds no values, and other files are seen as they are when it is asked. */
  private readerOf(item: CallFacts, context: Context, found: FoundCall): () => RequestReader {
    const { host } = this.evaluator;
    return () => {
      const evaluator = new Evaluator(host);
      const reader = argumentsOf(evaluator, item, context, found);
      return {
        evaluator,
        read: (name) => reader.parameter(found.target.client.library, name),
        key: (slot, name) => keySlots(evaluator, slot.expression, slot.context, name),
      };
    };
  }

  private misplacedTier({ misplaced }: Library, reader: ArgumentReader): { readonly misplacedTier?: MisplacedTier } {
    for (const place of misplaced.service_tier ?? []) {
      const known = knownString(this.evaluator, reader.slots([place]));
      if (known.state === 'literal') return { misplacedTier: { at: reader.written([place]) ?? 'elsewhere', place, value: known.value } };
    }
    return {};
  }

  private misplacedTimeout({ misplaced }: Library, reader: ArgumentReader): { readonly misplacedTimeout?: MisplacedTimeout } {
    for (const place of misplaced.timeout ?? []) {
      const [only] = reader.slots([place]);
      const value = only?.state === 'given' ? timeoutSeconds(this.evaluator, place.unit, only.expression, only.context) : undefined;
      if (value) return { misplacedTimeout: { at: reader.written([place]) ?? 'elsewhere', place, value } };
    }
    return {};
  }

  private whose(
    target: MethodTarget,
    reader: ArgumentReader,
    context: Context,
  ): { readonly client: ClientValue; readonly model: KnownValue<string> } {
    const model = this.model(target.client, reader);
    if (target.callable) return judgedByModel(target, reader, model, context, this.catalog);
    return { client: contradictedByModel(judgedByArguments(target, reader), model, this.catalog), model };
  }

  private model({ library }: ClientValue, reader: ArgumentReader): KnownValue<string> {
    const model = knownString(this.evaluator, reader.parameter(library, 'model'));
    // An empty default is filled in somewhere else.
    return model.state === 'literal' && model.value === '' ? { state: 'dynamic' } : model;
  }

  /** Before some version a library brought its own fetch, which has no limit of its own on headers. */
  private headerLimit(
    { library: { transport }, hasOwnTransport }: ClientValue,
    stream: KnownValue<boolean>,
    reader: ArgumentReader,
    sdkMajor: number | undefined,
  ): LinkedCall['headerLimit'] {
    if (transport.kind === 'none' || (sdkMajor !== undefined && sdkMajor < transport.sinceMajor)) return 'lifted';
    if (stream.state === 'literal' && stream.value) return 'lifted';
    return hasOwnTransport || reader.isGiven(transport.own) || !this.runsOnNode() ? 'unknown' : 'applies';
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

function argumentsOf(evaluator: Evaluator, { call }: CallFacts, context: Context, { target, methodAt }: FoundCall): ArgumentReader {
  return new ArgumentReader(evaluator, call, context, {
    ...(target.partial && { partial: target.partial }),
    ...(methodAt !== undefined && { methodAt }),
  });
}

/** Legacy calls name their provider in their own arguments: `engine=` and `deployment_id=` are Azure's, `api_base=` anybody's. */
function judgedByArguments({ client, endpoint }: MethodTarget, reader: ArgumentReader): ClientValue {
  if (!endpoint.legacy || client.provider !== 'openai') return client;
  const given = (name: string): boolean => reader.isGiven(client.library.otherPlaces(name));
  if (given('deployment_id')) return { ...client, provider: 'azure', reason: 'deployment_id names an Azure deployment' };
  if (given('engine')) return { ...client, provider: 'unknown', reason: 'engine may name a model or an Azure deployment' };
  if (given('api_base')) return { ...client, provider: 'unknown', reason: 'api_base is given in the call' };
  return client;
}

/** A module chooses the tier, whatever the request says. */
function isRouted({ call }: CallFacts, { index, scope }: Context): boolean {
  return isRouter(call.callee, scope, index) || isWithinRoutedRequest(index, call.span);
}

/** A chain alone, on an object out of sight, is no proof: it must be handed what a model is handed. */
function looksLikeRequest(reader: ArgumentReader, { library }: ClientValue): boolean {
  return ['model', 'messages', 'input'].some((name) => reader.isGiven(placesOf(library, name)));
}

/** How the request is written: by keywords, or as the first positional argument. */
function shapeOf(reader: ArgumentReader, { target, methodAt }: FoundCall): RequestShape {
  const [place] = target.client.library.otherPlaces('model');
  if (!place || 'keyword' in place.argument) return { form: 'keywords' };
  const [body, options] = reader.positional as readonly (Argument | undefined)[];
  const spread = reader.positional.some((arg) => arg.spread !== undefined);
  return {
    form: methodAt !== undefined || spread ? 'reference' : body?.value.kind === 'dictionary' ? 'object' : 'expression',
    ...(body && { body }),
    ...(options && { options }),
  };
}

function bindingOf({
  provider,
  confidence,
  origin,
  reason,
  baseUrl,
  construction,
  timeout,
  hasOwnTransport,
  isWrapped,
}: ClientValue): ClientBinding {
  return {
    provider,
    confidence,
    origin,
    reason,
    ...(baseUrl !== undefined && { baseUrl }),
    timeoutSeconds: timeout.value,
    hasOwnTransport,
    isWrapped: isWrapped ?? false,
    ...(construction && { construction }),
  };
}
