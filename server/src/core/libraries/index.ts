/** Every library there is, and which one a module, a class or a function belongs to. Adding one is a file and a line here. */
import type { Family } from '../syntax/family';
import { agentsPython } from './agentsPython';
import { autogen } from './autogen';
import { crewai } from './crewai';
import { dspy } from './dspy';
import { haystack } from './haystack';
import { llamaIndex } from './llamaIndex';
import { pydanticAi } from './pydanticAi';
import { smolagents } from './smolagents';
import type { Callable, ClientClass, Library } from './library';
import { langchainPython } from './langchainPython';
import { litellm } from './litellm';
import { openaiNode } from './openaiNode';
import { openaiPython } from './openaiPython';

export const LIBRARIES: readonly Library[] = [
  openaiPython,
  openaiNode,
  langchainPython,
  litellm,
  agentsPython,
  autogen,
  crewai,
  dspy,
  haystack,
  llamaIndex,
  pydanticAi,
  smolagents,
];

/** The official SDK of each family: clients whose construction is out of sight are taken to be its. */
export const OFFICIAL: Readonly<Record<Family, Library>> = { python: openaiPython, ecmascript: openaiNode };

export interface KnownClass {
  readonly library: Library;
  readonly cls: ClientClass;
}

export interface KnownCallable {
  readonly library: Library;
  readonly callable: Callable;
  readonly name: string;
}

const CLASSES = new Map(
  LIBRARIES.flatMap((library) =>
    (library.clients ?? []).map((cls) => [`${library.family} ${cls.module} ${cls.name}`, { library, cls }] as const),
  ),
);

const CALLABLES = new Map(
  LIBRARIES.flatMap((library) =>
    (library.callables ?? []).flatMap((callable) =>
      callable.modules.flatMap((module) =>
        callable.names.map((name) => [`${library.family} ${module} ${name}`, { library, callable, name }] as const),
      ),
    ),
  ),
);

const CALLABLE_MODULES: ReadonlySet<string> = new Set(
  LIBRARIES.flatMap(({ callables = [] }) => callables.flatMap(({ modules }) => modules)),
);
const CLIENT_MODULES: ReadonlySet<string> = new Set([...CLASSES.values()].map(({ cls }) => cls.module));
const MODULE_CLIENTS: ReadonlySet<string> = new Set(LIBRARIES.flatMap(({ moduleClients = [] }) => moduleClients));

/**
 * The class a module exports under a chain of names. The last name decides: `openai.lib.azure.AzureOpenAI` and
 * `OpenAI.AzureOpenAI` mean the same class as the top-level export.
 */
export function clientClass(family: Family, module: string, path: readonly string[]): KnownClass | undefined {
  const name = path.at(-1);
  if (name === undefined) return undefined;
  return CLASSES.get(`${family} ${module} ${name}`) ?? (isSdkModule(family, module) ? CLASSES.get(`${family} openai ${name}`) : undefined);
}

/** The function or constructor a module exports under a chain of names. */
export function callableOf(family: Family, module: string, path: readonly string[]): KnownCallable | undefined {
  const name = path.at(-1);
  if (name === undefined) return undefined;
  // `import litellm; litellm.main.completion(...)`: names between are sub-modules.
  return CALLABLES.get(`${family} ${[module, ...path.slice(0, -1)].join('.')} ${name}`) ?? CALLABLES.get(`${family} ${module} ${name}`);
}

/** Whether a module exports something that is called without a client. */
export function exportsCallables(module: string): boolean {
  return CALLABLE_MODULES.has(module);
}

/** The official SDK's own package or a part of it. */
export function isSdkModule(family: Family, module: string): boolean {
  return OFFICIAL[family].modules.some((known) => (typeof known === 'string' ? known === module : known.test(module)));
}

/** Whether a module exports clients, those of other packages that wrap the SDK's included. */
export function exportsClients(module: string): boolean {
  return CLIENT_MODULES.has(module);
}

/** Modules that stand for a client themselves: calls at module level go through them, `openai.chat.completions...`. */
export function isModuleClient(module: string, path: readonly string[]): boolean {
  return MODULE_CLIENTS.has(path.length === 0 ? module : `${module}:${path.join('.')}`);
}
