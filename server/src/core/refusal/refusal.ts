/**
 * Who deals with the refusal of a flex request (429 resource unavailable, or 400 where the project does not allow flex):
 * a handler round the call, a retrying wrapper or decorator, or the same round one of its callers in the file. What is
 * out of sight or unknown counts as dealing with it wherever it may.
 */
import { FactsIndex, lastName } from '../link/factsIndex';
import { isReference, type LinkedCall } from '../link/linkedCall';
import type { SourceUnit } from '../link/moduleHost';
import type { Use } from '../link/uses';
import type { CallExpression, Expression } from '../syntax/expression';
import type { CallFacts, FunctionFacts } from '../syntax/facts';
import { contains, type Span } from '../text/span';
import { catchesRefusal, dealsWithIt } from './handlers';
import { DURABLE, PASSES_ON, PLAIN_DECORATORS, RETRIES } from './names';

/** `out-of-sight`: nothing in the file does, but callers in other files may. */
export type RefusalHandling = 'handled' | 'unhandled' | 'out-of-sight';

/** Retries in seconds, at most 8 apart: a person who asks for this many means to wait. The SDKs' default is 2. */
const PATIENT_RETRIES = 5;
const MAX_DEPTH = 6;

export function refusalHandling(site: LinkedCall, unit: SourceUnit): RefusalHandling {
  if (hasPatientRetries(site) || collectsErrors(unit)) return 'handled';
  const walk = new Walk(unit);
  if (isReference(site)) {
    const name = lastName(site.call.callee);
    if (name === undefined || !PASSES_ON.has(name)) return 'handled';
  }
  const senders = sentBy(site, unit.path);
  const results = senders.map((span) => walk.at(span, walk.index.scopeAt(span.start), 0));
  return results.every((each) => each === 'handled') ? 'handled' : (results.find((each) => each === 'unhandled') ?? 'out-of-sight');
}

/** Where the request leaves: a partial's, where it is called. */
function sentBy({ call, isKept, uses }: LinkedCall & { readonly uses?: readonly Use[] }, file: string): readonly Span[] {
  const own = isKept ? (uses ?? []).filter((use) => use.file === file) : [];
  return own.length > 0 ? own.map((use) => use.call.span) : [call.span];
}

class Walk {
  readonly index: FactsIndex;
  private readonly seen = new Set<number>();

  constructor(private readonly unit: SourceUnit) {
    this.index = indexOf(unit);
  }

  /** Who deals with an error that is raised at the span. */
  at(span: Span, scope: number, depth: number): RefusalHandling {
    const { facts, text } = this.unit;
    const fn = this.index.functionOf(scope);
    const within = fn === undefined ? undefined : facts.functions[fn]!.span;
    const isHere = (outer: Span): boolean => contains(outer, span) && (within === undefined || contains(within, outer));
    if (facts.tries.some(({ body, handlers }) => isHere(body) && handlers.some((handler) => catchesRefusal(handler, text))))
      return 'handled';
    if (facts.calls.some((item) => isHere(item.statement) && isRetryingContext(item))) return 'handled';
    if (facts.calls.some(({ call }) => isHere(call.span) && this.catchesPromise(call, span))) return 'handled';
    if (
      facts.calls.some(({ call }) => isHere(call.span) && contains(call.argumentsSpan, span) && RETRIES.test(lastName(call.callee) ?? ''))
    )
      return 'handled';
    if (fn === undefined) return 'unhandled';
    if (this.seen.has(fn) || depth >= MAX_DEPTH) return 'out-of-sight';
    this.seen.add(fn);
    return this.aroundFunction(fn, facts.functions[fn]!, depth + 1);
  }

  private aroundFunction(fn: number, facts: FunctionFacts, depth: number): RefusalHandling {
    if (facts.decorators.some((decorator) => !isPlain(decorator, this.unit.text))) return 'handled';
    const uses = this.usesOf(fn, facts);
    const results = uses.map(({ item, called }) => (called ? this.at(item.call.span, item.scope, depth) : this.handedTo(item, depth)));
    if (results.includes('handled')) return 'handled';
    if (results.includes('unhandled') || facts.decorators.length > 0) return 'unhandled';
    return 'out-of-sight';
  }

  /** The function is an argument: of a retrying function, or of something that leaves errors alone. */
  private handedTo(item: CallFacts, depth: number): RefusalHandling {
    const name = lastName(item.call.callee);
    if (name === undefined || RETRIES.test(name) || DURABLE.test(name)) return 'handled';
    if (PASSES_ON.has(name) || /limit|queue|throttle|semaphore|pool|executor/i.test(name)) {
      return this.isTakenInTry(item) ? 'handled' : this.at(item.call.span, item.scope, depth);
    }
    const handed = this.index.lookUp(name, item.scope)?.bindings.find(({ value }) => value?.kind === 'function')?.value;
    if (handed?.kind !== 'function') return 'handled';
    const { span } = this.unit.facts.functions[handed.function]!;
    return this.unit.facts.tries.some(({ body }) => contains(span, body)) ? 'handled' : this.at(item.call.span, item.scope, depth);
  }

  /** What runs apart raises where its result is taken: unless it is awaited at once, somewhere in the same function. */
  private isTakenInTry({ call, scope }: CallFacts): boolean {
    const { facts, text } = this.unit;
    if (facts.calls.some((outer) => outer.awaited && contains(outer.call.span, call.span))) return false;
    const fn = this.index.functionOf(scope);
    const within = fn === undefined ? undefined : facts.functions[fn]!.span;
    return (
      within !== undefined &&
      facts.tries.some(({ body, handlers }) => contains(within, body) && handlers.some((handler) => catchesRefusal(handler, text)))
    );
  }

  /** Calls of the function in the file, by name, and calls it is handed to. */
  private usesOf(fn: number, facts: FunctionFacts): readonly { readonly item: CallFacts; readonly called: boolean }[] {
    const { calls, bindings } = this.unit.facts;
    const name = facts.name ?? bindings.find(({ value }) => value?.kind === 'function' && value.function === fn)?.name;
    const isIt = (value: Expression): boolean =>
      value.kind === 'function' ? value.function === fn : name !== undefined && isChain(value) && lastName(value) === name;
    const uses: { item: CallFacts; called: boolean }[] = [];
    for (const item of calls) {
      if (contains(facts.span, item.call.span)) continue;
      if (isIt(item.call.callee)) uses.push({ item, called: true });
      else if (item.call.args.some(({ value }) => isIt(value))) uses.push({ item, called: false });
    }
    return uses;
  }

  /** `create(...).catch(handler)`, `.then(use, handler)`. */
  private catchesPromise({ callee, args }: CallExpression, span: Span): boolean {
    if (callee.kind !== 'member' || !contains(callee.object.span, span)) return false;
    const handler = callee.property === 'catch' ? args[0] : callee.property === 'then' ? args[1] : undefined;
    if (!handler) return false;
    const code = this.unit.text.slice(handler.span.start, handler.span.end);
    return dealsWithIt(code) && !/^console\.\w+$/.test(code);
  }
}

/** `for attempt in Retrying(...)`, `with suppress(RateLimitError)`. */
function isRetryingContext({ call }: CallFacts): boolean {
  return /^(?:Async)?Retrying$|^retry_context$|^suppress$/.test(lastName(call.callee) ?? '');
}

/** `gather(..., return_exceptions=True)`, `Promise.allSettled(...)`: errors are results there. */
function collectsErrors({ text }: SourceUnit): boolean {
  return /return_exceptions\s*=\s*(?!False)|\ballSettled\b/.test(text);
}

function hasPatientRetries({ call, client, shape, method }: LinkedCall): boolean {
  const given = [...call.args, ...(client.construction?.call.args ?? []), ...chainedArguments(method)];
  const dictionaries = [shape.options?.value, ...given.map(({ value }) => value)];
  const written = [
    ...given.filter(({ name }) => name === 'max_retries').map(({ value }) => value),
    ...dictionaries.flatMap((value) =>
      value?.kind === 'dictionary' ? value.entries.filter(({ key }) => key === 'maxRetries').map((entry) => entry.value) : [],
    ),
  ];
  return written.some((value) => value.kind !== 'number' || value.value >= PATIENT_RETRIES);
}

/** Arguments of `with_options(...)` in the chain of the method. */
function chainedArguments(method: Expression): CallExpression['args'] {
  let at = method;
  while (at.kind === 'member') at = at.object;
  return at.kind === 'call' ? at.args : [];
}

function isPlain(decorator: Expression, text: string): boolean {
  const target = decorator.kind === 'call' ? decorator.callee : decorator;
  const code = text.slice(decorator.span.start, decorator.span.end);
  if (RETRIES.test(code)) return false;
  const names = /^[\w.]+/.exec(code)?.[0].split('.') ?? [];
  return PLAIN_DECORATORS.has(lastName(target) ?? '') || names.some((name) => name === 'pytest' || name === 'click');
}

function isChain(value: Expression): boolean {
  return value.kind === 'name' || value.kind === 'member';
}

const indices = new WeakMap<SourceUnit['facts'], FactsIndex>();

function indexOf({ facts }: SourceUnit): FactsIndex {
  let index = indices.get(facts);
  if (!index) indices.set(facts, (index = new FactsIndex(facts)));
  return index;
}
