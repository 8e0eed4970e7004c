/** What an expression can be at run time, as far as an OpenAI client may hide in it. */
import type { CallExpression, DictionaryExpression, Expression, ListExpression } from '../syntax/expression';
import type { FactsIndex } from './factsIndex';
import type { Callable, Library, Provider } from '../libraries/library';
import type { ClientOrigin, KnownValue } from './linkedCall';

/** Where an expression stands: its names mean something only there. */
export interface Context {
  readonly file: string;
  readonly index: FactsIndex;
  readonly scope: number;
  /** The call that entered the function, when a value is followed through it: parameters take its arguments. */
  readonly frame?: Frame;
}

export interface Frame {
  readonly function: number;
  readonly file: string;
  readonly call: CallExpression;
  readonly caller: Context;
}

/** A client as it is built up along a chain: construction, then `with_options`, `copy`, wrappers. */
export interface ClientValue {
  readonly library: Library;
  readonly provider: Provider;
  readonly confidence: 'certain' | 'plausible';
  readonly origin: ClientOrigin;
  /** In words, for people. */
  readonly reason: string;
  /** The one base URL that is given, as written; absent where none is, or none that can be read. */
  readonly baseUrl?: string;
  readonly construction?: { readonly file: string; readonly call: CallExpression };
  readonly timeout: {
    readonly value: KnownValue<number>;
    readonly from: 'client' | 'with-options';
    readonly expression?: Expression;
    readonly file?: string;
  };
  readonly hasOwnTransport: boolean;
  /** A wrapper (tracing, structured output) or a class of the user's stands round it: a copy with other options would lose that or them. */
  readonly isWrapped?: boolean;
  /** The `openai` module of Python 0.x and the `OpenAIApi` class of Node 3.x: calls that current SDKs no longer have. */
  readonly isLegacy?: boolean;
}

export type Value =
  | { readonly kind: 'client'; readonly client: ClientValue }
  /** An object that sends a request each time one of its methods is called, or something that holds it: an agent, a pipe. */
  | {
      readonly kind: 'built';
      readonly callable: Callable;
      readonly call: CallExpression;
      readonly context: Context;
      readonly member: string | undefined;
    }
  /** Something reached from a client: a resource, or a method of one. `chat.completions.create` */
  | { readonly kind: 'resource'; readonly client: ClientValue; readonly path: readonly string[] }
  /** A method with some arguments given already (`functools.partial`). */
  | {
      readonly kind: 'partial';
      readonly client: ClientValue;
      readonly path: readonly string[];
      readonly call: CallExpression;
      readonly context: Context;
      readonly skip: number;
    }
  /** What a package outside the workspace exports. `path` is the chain of names below the module. */
  | { readonly kind: 'external'; readonly module: string; readonly path: readonly string[] }
  /** What came out of calling an external: nothing is known but where it came from. */
  | { readonly kind: 'product'; readonly module: string; readonly path: readonly string[] }
  | { readonly kind: 'module'; readonly file: string }
  | { readonly kind: 'class'; readonly context: Context; readonly class: number }
  | {
      readonly kind: 'instance';
      readonly context: Context;
      readonly class: number;
      readonly construction?: { readonly call: CallExpression; readonly context: Context };
    }
  | { readonly kind: 'function'; readonly context: Context; readonly function: number; readonly receiver?: Value }
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly expression: Expression; readonly file: string }
  | { readonly kind: 'dictionary'; readonly expression: DictionaryExpression; readonly context: Context }
  | { readonly kind: 'list'; readonly expression: ListExpression; readonly context: Context }
  /** A value that exists but comes from somewhere this analysis does not see: a caller, the environment, a missing import. */
  | { readonly kind: 'unseen'; readonly why: 'parameter' | 'environment' | 'attribute' | 'import' | 'name' | 'global' }
  | { readonly kind: 'unknown' };

export const UNKNOWN: Value = { kind: 'unknown' };
