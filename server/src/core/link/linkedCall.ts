/** A linked call: what the link step learned about one place that sends a request. */
import type { Endpoint } from '../catalog/endpoint';
import type { Callable, Library, Provider } from '../libraries/library';
import type { Place } from '../libraries/place';
import type { Argument, CallExpression, Expression } from '../syntax/expression';
import type { Language } from '../syntax/facts';
import type { Span } from '../text/span';
import type { RequestReader } from './requestReader';

/** An argument as it can be proved: provably not given, a literal, or given (or possibly given) with a value unknown. */
export type KnownValue<T> =
  | { readonly state: 'absent' }
  | {
      readonly state: 'literal';
      readonly value: T;
      readonly span?: Span;
      readonly file?: string;
      /** Where the literal itself stands, when `span` is a name for it. */
      readonly literalAt?: { readonly file: string; readonly span: Span };
      /** The default of a parameter whose callers are out of sight, or of a setting of the environment. */
      readonly isDefault?: true;
    }
  | { readonly state: 'dynamic'; readonly span?: Span };

/** The literal is a default: a caller out of sight or the environment may say otherwise. */
export function isDefault<T>(value: KnownValue<T>): boolean {
  return value.state === 'literal' && value.isDefault === true;
}

/**
 * What a client was known by: a call that makes it, the module `openai` used as one, a package it comes out of, its type alone,
 * or nothing that is in sight. `none`: there is no client, a function or an object sends the request.
 */
export type ClientOrigin = 'constructor' | 'module' | 'package' | 'type' | 'unseen' | 'none';

/** The client object a call goes through. */
export interface ClientBinding {
  readonly provider: Provider;
  /** `certain`: its construction was found; `plausible`: not found, but nothing here speaks against OpenAI. */
  readonly confidence: 'certain' | 'plausible';
  readonly origin: ClientOrigin;
  /** Why this provider, for hovers and `explain`: "base_url is localhost:11434". */
  readonly reason: string;
  /** The one base URL that is given, as written; absent where none is, or none that can be read. */
  readonly baseUrl?: string;
  /** The constructor call, where one was found. */
  readonly construction?: { readonly file: string; readonly call: CallExpression };
  /** Timeout given at construction, in seconds. */
  readonly timeoutSeconds: KnownValue<number>;
  /** Node only: the client was given a dispatcher or a fetch of its own, which lifts the header limit or hides it. */
  readonly hasOwnTransport: boolean;
  /** A wrapper (tracing, structured output) stands round the client: a copy of the client would lose it. */
  readonly isWrapped: boolean;
}

/** The timeout that applies to the call, in seconds, after call, with_options, client and SDK default. */
export interface EffectiveTimeout {
  readonly value: Exclude<KnownValue<number>, { readonly state: 'absent' }>;
  readonly from: 'call' | 'with-options' | 'client' | 'sdk-default';
  /** The expression that sets it, for `with-options` and `client`. */
  readonly writtenAt?: { readonly file: string; readonly expression: Expression };
}

/** Where request parameters are written. */
export interface RequestShape {
  /**
   * `keywords`: Python keyword arguments. `object`: a dictionary literal as first argument (Node). `expression`: the
   * first argument is some other expression (Node: a variable, a call). `reference`: the method is passed as a value
   * and its arguments go to another call (`retry(client.chat.completions.create, model=...)`).
   */
  readonly form: 'keywords' | 'object' | 'expression' | 'reference';
  /** The argument holding the body, for `object` and `expression`. */
  readonly body?: Argument;
  /** Node's second argument, when given. */
  readonly options?: Argument;
}

/** The one value expression in this file that a fix may replace; `elsewhere`: given, but not in one place of this file. */
export type Written = Expression | 'elsewhere';

export interface MisplacedTier {
  readonly at: Written;
  readonly place: Place;
  readonly value: string;
}

export interface MisplacedTimeout {
  readonly at: Written;
  readonly place: Place;
  /** Seconds, had it been an option. */
  readonly value: KnownValue<number>;
}

/** One place in the code that sends a request, with all that its arguments and its client tell. */
export interface LinkedCall {
  readonly file: string;
  readonly language: Language;
  /** The library it goes through: it says where parameters live. */
  readonly library: Library;
  readonly endpoint: Endpoint;
  /** As written: `beta.chat.completions.parse`. */
  readonly api: string;
  /** `openai.ChatCompletion.create` and Node v3 `createChatCompletion`: current SDKs no longer have it. */
  readonly isLegacy: boolean;
  readonly call: CallExpression;
  /** The method expression that is called or passed: `client.chat.completions.create`. */
  readonly method: Expression;
  /** Name of the method alone, for a short underline. */
  readonly methodSpan: Span;
  readonly statement: Span;
  readonly client: ClientBinding;
  readonly shape: RequestShape;
  readonly model: KnownValue<string>;
  readonly tier: KnownValue<string>;
  readonly stream: KnownValue<boolean>;
  readonly timeout: EffectiveTimeout;
  /** Where the tier and the timeout of the request are written. */
  readonly written: {
    readonly tier?: Written;
    readonly timeout?: Written;
  };
  /** A literal tier where the library does not look: it has no effect. */
  readonly misplacedTier?: MisplacedTier;
  /** A `timeout` where the library does not look: in Node among the keys of the body, of which the API takes none that it does not know. */
  readonly misplacedTimeout?: MisplacedTimeout;
  /** Node: headers of a slow answer may arrive after the built-in fetch's 300 s limit. */
  readonly headerLimit: 'applies' | 'lifted' | 'unknown';
  /** The call makes an object, and requests are sent by these methods of it. */
  readonly sendsThrough?: Callable;
  /** The request waits, with some of its arguments, for a later call that gives the rest: `functools.partial`. */
  readonly isKept?: true;
  /** The major version of the SDK in use, where a manifest tells. */
  readonly sdkMajor?: number;
  /** What else its arguments say; read when asked, for few calls are, and never kept. Knows the file's facts as they were linked. */
  readonly reader: () => RequestReader;
}

/** The method is handed to another call, `retry(client.chat.completions.create, model=...)`, which sends the request. */
export function isReference({ call, method }: LinkedCall): boolean {
  return method.span.start !== call.callee.span.start || method.span.end !== call.callee.span.end;
}
