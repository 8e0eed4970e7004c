/**
 * Preloaded into a program under test: Node's built-in fetch gives up after 1 s without response headers, or between
 * two pieces of a body, instead of after 300 s. It replaces nothing but the default agent, by another of its own class.
 */
const LIMITS = { headersTimeout: 1000, bodyTimeout: 1000 };

// The first use loads Node's own undici, which then leaves its default agent under one of these symbols.
globalThis.fetch('data:,').catch(() => undefined);
const slot = ['undici.globalDispatcher.2', 'undici.globalDispatcher.1']
  .map((name) => Symbol.for(name))
  .find((symbol) => globalThis[symbol]?.constructor.name === 'Agent');
if (slot === undefined) throw new Error("shrinkFetchLimits.cjs: this Node keeps its fetch's default agent somewhere else");
const Agent = globalThis[slot].constructor;
globalThis[slot] = new Agent(LIMITS);
