/**
 * One library in one language: how a call of it is recognised, whose it is, and where each parameter lives. Rules, fixes and
 * estimates ask a library, never which one it is.
 */
import type { Family } from '../syntax/family';
import type { Place } from './place';

/** Who answers: OpenAI itself, Azure OpenAI, another service with the same API, or someone that can't be told. */
export type Provider = 'openai' | 'azure' | 'compatible' | 'unknown';

/** A class whose instances are clients with the methods of the official SDK. */
export interface ClientClass {
  /** Module the class is exported by; sub-modules of the SDK count as well. */
  readonly module: string;
  /** Exported name. */
  readonly name: string;
  /** `by-url`: OpenAI itself unless a base URL says otherwise. */
  readonly provider: 'by-url' | Exclude<Provider, 'openai'>;
  readonly isLegacy?: true;
}

/** Something that is called without a client. */
export interface Callable {
  /** Modules that export it, old ones too. */
  readonly modules: readonly string[];
  readonly names: readonly string[];
  /** The method of the official SDK that sends the same request, as the catalog names it. */
  readonly endpoint: string;
  /**
   * Absent: a function, which sends the request (`litellm.completion`). Given: a constructor, whose object sends one each time that
   * one of these methods is called (`ChatOpenAI(...)`, then `llm.invoke`). The parameters are those of the construction.
   */
  readonly methods?: readonly string[];
  /** Functions of the library that are handed the object and send its requests: `Runner.run(agent, ...)`. */
  readonly runners?: readonly string[];
  /** Methods that give the object again, with more settings: `.bind(...)`, `.with_structured_output(...)`. */
  readonly derives?: readonly string[];
  /** Where it names no model, the run or the whole program may: whose requests it sends can't be told. */
  readonly modelElsewhere?: true;
  /** One call may send many requests that depend on each other, as an agent with tools does: no Batch. */
  readonly sendsMany?: true;
  /** Methods whose answer arrives piece by piece. */
  readonly streams?: readonly string[];
  /** Where it is not that of the library. */
  readonly modelStrings?: ModelStrings;
}

/** How a library without clients tells who answers. */
interface ModelStrings {
  /** Between prefix and model. */
  readonly separator: '/' | ':';
  /** Prefixes of a model string that mean OpenAI itself, `openai/gpt-5.4`: what follows is the model. */
  readonly openai: readonly string[];
  /** A bare name of a model of OpenAI's goes to OpenAI. */
  readonly bareNames: boolean;
}

/** Things that fixes do besides setting a parameter. */
type Rewrite = 'flex-fallback' | 'background-window' | 'tier-router' | 'loop-to-batch';

export interface Library {
  readonly id: string;
  /** As messages name it: `the OpenAI SDK`. */
  readonly name: string;
  readonly family: Family;
  /** What the declaration was made from. `run`: requests that arrived at a local server were read; `read`: the package's source was. */
  readonly source: { readonly package: string; readonly version: string; readonly date: string; readonly how: 'run' | 'read' };
  /** Modules that mean this library; others that start so are part of it. */
  readonly modules: readonly (string | RegExp)[];
  readonly clients?: readonly ClientClass[];
  /** Modules that are clients themselves, `module` or `module:name`: `openai.chat.completions.create`. */
  readonly moduleClients?: readonly string[];
  readonly callables?: readonly Callable[];
  readonly modelStrings?: ModelStrings;
  /** Where each parameter lives, strongest first, by the API's name for it; `timeout` is no parameter of the API but has a row. */
  readonly places: Readonly<Record<string, readonly Place[]>>;
  /** Where every other parameter of the request lives. */
  readonly otherPlaces: (name: string) => readonly Place[];
  /** Places where people write a parameter and the library ignores it or hands on what the API refuses. */
  readonly misplaced: Readonly<Record<string, readonly Place[]>>;
  /** Options of a client's construction. */
  readonly client: {
    readonly baseUrl: readonly Place[];
    readonly timeout: readonly Place[];
    /** Any of these given: the client has a transport of its own. */
    readonly transport: readonly Place[];
    /** Any of these given: Azure answers. */
    readonly azure: readonly Place[];
    /** Any of these given: another provider answers. */
    readonly otherProvider: readonly Place[];
  };
  /** Seconds after which the library gives up where nobody says otherwise. */
  readonly defaultTimeoutSeconds: number;
  /** Other clocks that end a slow answer, to be raised with the timeout. */
  readonly otherClocks?: readonly Clock[];
  /** Where a timeout or a transport may be set for one request alone. */
  readonly transport: Transport;
  /** What can't be had with this library, each with the reason that people are shown, as the end of a sentence. */
  readonly cannot: Readonly<Partial<Record<Rewrite, string>>>;
}

/** A limit besides the timeout. */
interface Clock {
  readonly parameter: string;
  readonly defaultSeconds: number;
  /** Methods of the object that it runs for. */
  readonly methods: readonly string[];
}

/** `none`: timeouts are all there is. `node-fetch`: Node's fetch drops a request after 300 s without response headers, whatever the timeout. */
type Transport =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'node-fetch';
      /** Major versions of the library before this one bring a fetch of their own, without the limit. */
      readonly sinceMajor: number;
      /** Any of these given with the call: it has a transport of its own. */
      readonly own: readonly Place[];
    };

/** Where a parameter of the request lives, strongest first. */
export function placesOf(library: Library, parameter: string): readonly Place[] {
  return library.places[parameter] ?? library.otherPlaces(parameter);
}

/** Where a parameter is written that is not there yet: the weakest place, which every stronger one overrides. */
export function placeToAdd(library: Library, parameter: string): Place {
  return placesOf(library, parameter).at(-1)!;
}
