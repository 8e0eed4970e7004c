/**
 * Functions that take a client and return one with the same methods, and functions that take a function and return
 * one with the same parameters. One row per function.
 */

interface Wrapper {
  readonly module: string;
  readonly name: string;
}

/** First argument is the client. */
const CLIENT_WRAPPERS: readonly Wrapper[] = [
  { module: 'langsmith.wrappers', name: 'wrap_openai' },
  { module: 'langsmith/wrappers', name: 'wrapOpenAI' },
  { module: 'langsmith/wrappers/openai', name: 'wrapOpenAI' },
  { module: 'braintrust', name: 'wrap_openai' },
  { module: 'braintrust', name: 'wrapOpenAI' },
  { module: 'braintrust.oai', name: 'wrap_openai' },
  { module: 'instructor', name: 'from_openai' },
  { module: 'instructor', name: 'patch' },
  { module: 'instructor', name: 'apatch' },
  { module: '@instructor-ai/instructor', name: 'default' },
  { module: 'langfuse', name: 'observeOpenAI' },
  { module: '@langfuse/openai', name: 'observeOpenAI' },
  { module: 'opik.integrations.openai', name: 'track_openai' },
  { module: 'opik-openai', name: 'trackOpenAI' },
  { module: 'weave', name: 'wrapOpenAI' },
  { module: 'logfire', name: 'instrument_openai' },
  { module: '@sentry/node', name: 'instrumentOpenAiClient' },
  { module: 'autoevals', name: 'prepare_openai' },
  { module: 'outlines', name: 'from_openai' },
];

const BY_KEY = new Set(CLIENT_WRAPPERS.map(({ module, name }) => `${module} ${name}`));

/** Names that, in any package, wrap a client for tracing: they keep its methods. */
const TELLING_NAME = /^(wrap|trace|track|observe|patch|instrument|monitor|with|from)_?(open_?ai|open_?a_?i_?client|client|llm)?$/i;

/** Whether calling this export with a client gives a client with the same methods. */
export function isClientWrapper(module: string, path: readonly string[]): boolean {
  const name = path[path.length - 1] ?? 'default';
  return BY_KEY.has(`${module} ${name}`) || TELLING_NAME.test(name);
}

/** Functions that keep or pass on the function they are given, with its parameters. */
const PARTIALS = new Set(['functools.partial', 'functools.partialmethod', 'toolz.partial', 'lodash.partial']);

export function isPartial(module: string, path: readonly string[]): boolean {
  return PARTIALS.has([module, ...path].join('.'));
}
