/**
 * Names of what fixes write into a program: helper functions, a transport, a module. Fixes write them, the linker follows requests
 * through them, and fixes that undo others take them out again.
 */

/** A function in Python has a second name where it awaits; in JavaScript one function does for both. */
interface HelperName {
  readonly python: { readonly sync: string; readonly async: string };
  readonly ecmascript: string;
}

/** Sends what flex refuses once more on standard; is handed the method and the request. */
export const FLEX_FALLBACK = {
  python: { sync: 'with_flex_fallback', async: 'with_flex_fallback_async' },
  ecmascript: 'withFlexFallback',
} as const satisfies HelperName;

/** Tells a refusal of flex from every other error. */
export const FLEX_JUDGE = { python: '_is_flex_refusal', ecmascript: 'isFlexRefusal' } as const;

/** Creates a response in background mode and waits for it. */
export const BACKGROUND_HELPER = {
  python: { sync: 'create_in_background', async: 'create_in_background_async' },
  ecmascript: 'createInBackground',
} as const satisfies HelperName;

/** Client options of Node that outlast the limit on response headers. */
export const FLEX_TRANSPORT = 'flexTransport';

/** Function of the module that chooses the tier by urgency. */
export const ROUTER_FUNCTION = {
  python: { sync: 'route', async: 'route_async' },
  ecmascript: 'route',
} as const satisfies HelperName;

/** The module itself, without its ending. */
export const ROUTER_MODULE = { python: 'tier_router', ecmascript: 'tierRouter' } as const;

/** Has the requests of a loop answered by a batch. */
export const BATCH_HELPER = {
  python: { sync: 'run_batch', async: 'run_batch_async' },
  ecmascript: 'runBatch',
} as const satisfies HelperName;

/** The module that it stands in, without its ending. */
export const BATCH_MODULE = { python: 'openai_batch', ecmascript: 'openaiBatch' } as const;

function namesOf({ python, ecmascript }: HelperName): ReadonlySet<string> {
  return new Set([python.sync, python.async, ecmascript]);
}

const FALLBACKS = namesOf(FLEX_FALLBACK);
const ROUTER_FUNCTIONS = namesOf(ROUTER_FUNCTION);
const ROUTER_SPECIFIER = new RegExp(`(?:^|[./])(?:${Object.values(ROUTER_MODULE).join('|')})(?:\\.[cm]?[jt]s)?$`);

export function isFallbackHelper(name: string): boolean {
  return FALLBACKS.has(name);
}

/** Whether a name imported from a module is the router's function, wherever the module was moved to. */
export function isRouterFunction(module: string, name: string): boolean {
  return ROUTER_FUNCTIONS.has(name) && ROUTER_SPECIFIER.test(module);
}
