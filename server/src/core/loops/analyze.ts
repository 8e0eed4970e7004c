/** Finds the loop round a call and judges it: the outermost that is batchable, else the innermost. */
import type { Catalog } from '../catalog/catalog';
import type { LinkedCall } from '../link/linkedCall';
import type { ModuleHost, SourceUnit } from '../link/moduleHost';
import type { Span } from '../text/span';
import { isCallOf, namedCalls } from './callers';
import { dispatchedAt, isTask, runsOnce } from './callTraits';
import { nameOf } from './candidates';
import { functionsAround } from './nearLoop';
import type { FlowCall, FlowFunction, FlowLoop } from '../syntax/flow/flow';
import { importingCalls } from './importingCallers';
import { Iteration } from './iteration';
import type { Passes } from './passes';
import { consumerVerdict } from './consumers';
import { callAt, locate, rootAround, type Around } from './locate';
import type { CalledFunction, FlowStep, LoopAnalysis } from './loopAnalysis';
import type { LoopVerdictId } from './loopVerdict';
import { isRetry } from './retry';
import type { Source } from './resolve';
import { providerVerdict, supportVerdict } from './support';
import { expressionsOf } from '../syntax/flow/walk';
import { verdictOf, type Verdict } from './verdicts';

/** The analysis of the loop that repeats a call; undefined when none does. */
export function analyze(call: LinkedCall, unit: SourceUnit, host: ModuleHost, catalog: Catalog): LoopAnalysis | undefined {
  const flow = host.flow(unit.path);
  if (!flow) return undefined;
  return new Judge(call, { unit, flow }, host, catalog).judge();
}

/** A loop with the way to the call in it. */
interface Found {
  readonly source: Source;
  readonly root: FlowFunction;
  readonly around: readonly Around[];
  /** The span that was looked for: the SDK call, or the call of the called function. */
  readonly span: Span;
  readonly called?: CalledFunction;
}

class Judge {
  /** Other files that the verdict rests on. */
  private readonly files = new Set<string>();

  constructor(
    private readonly call: LinkedCall,
    private readonly source: Source,
    private readonly host: ModuleHost,
    private readonly catalog: Catalog,
  ) {}

  judge(): LoopAnalysis | undefined {
    const { span } = this.call.call;
    for (
      let root: FlowFunction | undefined = rootAround(this.source.flow, span.start);
      root;
      root = root.form === 'inline' ? root.outer : undefined
    ) {
      if (this.standsAlone(root)) return undefined;
      const around = locate(root, span);
      if (!around) return undefined;
      const found: Found = { source: this.source, root, around, span };
      const own = this.judgeFound(found);
      if (own) return own;
      const fromCallers = this.judgeCallers(root, around);
      if (fromCallers) return fromCallers;
    }
    return undefined;
  }

  /** Most calls: nothing round them repeats, and nobody calls their function. Told before anything is lowered. */
  private standsAlone(root: FlowFunction): boolean {
    const { unit, flow } = this.source;
    const { call, method } = this.call;
    // A method that is handed to something else may be run by that.
    if (root.form === 'inline' || call.callee.kind !== 'member' || method !== call.callee || flow.mayRepeat(call.span)) return false;
    const facts = functionsAround(call.span, unit.facts).find(({ span }) => span.start === root.span.start && span.end === root.span.end);
    const name = facts && nameOf(facts, unit.facts);
    return (
      !facts ||
      name === undefined ||
      (namedCalls(unit.facts, facts, name).length === 0 && importingCalls(name, unit, this.host).length === 0)
    );
  }

  /** The function is called from a loop of its file. */
  private judgeCallers(fn: FlowFunction, around: readonly Around[]): LoopAnalysis | undefined {
    const { unit, flow } = this.source;
    const facts = functionsAround(this.call.call.span, unit.facts).find(
      ({ span }) => span.start === fn.span.start && span.end === fn.span.end,
    );
    const name = facts && nameOf(facts, unit.facts);
    const path = stepsOf(around);
    const inner = callAt(path, this.call.call.span);
    if (!facts || name === undefined || !inner) return undefined;
    const place = { unit, flow, function: fn };
    const retries = around.flatMap((each) => (each.kind === 'loop' ? [each.loop] : []));
    let first: LoopAnalysis | undefined;
    for (const caller of namedCalls(unit.facts, facts, name)) {
      if (!isCallOf(caller, fn, this.source)) continue;
      const { span } = caller.call;
      const root = rootAround(flow, span.start);
      const outer = locate(root, span);
      const found =
        outer && this.judgeFound({ source: this.source, root, around: outer, span, called: { place, path, call: inner } }, retries);
      if (found?.verdict === 'batchable') return found;
      first ??= found;
    }
    return first ?? this.judgeImporters(name, { place, path, call: inner }, retries);
  }

  /** The function is called from a loop of a file that imports it. */
  private judgeImporters(name: string, called: CalledFunction, retries: readonly FlowLoop[]): LoopAnalysis | undefined {
    let first: LoopAnalysis | undefined;
    for (const { unit, call } of importingCalls(name, this.source.unit, this.host)) {
      const flow = this.host.flow(unit.path);
      if (!flow) continue;
      const { span } = call.call;
      const root = rootAround(flow, span.start);
      const around = locate(root, span);
      const found = around && this.judgeFound({ source: { unit, flow }, root, around, span, called }, retries);
      if (found?.verdict === 'batchable') return found;
      first ??= found;
    }
    return first;
  }

  private judgeFound(found: Found, retriesOfCalled: readonly FlowLoop[] = []): LoopAnalysis | undefined {
    const { around, called } = found;
    const loops = this.loopsIn(found);
    if (loops.length === 0) return undefined;
    const retries: FlowLoop[] = [...retriesOfCalled];
    const passesOf = (at: Around & { kind: 'loop' }): Passes => this.pass(found, at.loop, retries);
    // Innermost first: a loop that only tries again is looked through.
    const results: { readonly at: Around & { kind: 'loop' }; readonly verdict: Verdict }[] = [];
    for (const at of [...loops].reverse()) {
      const passes = passesOf(at);
      if (results.length === 0 && isRetry(at.loop, passes, found.span, found.source, around)) {
        retries.push(at.loop);
        continue;
      }
      results.push({ at, verdict: this.judgeLoop(found, at, passes) });
    }
    if (results.length === 0) {
      // In a called function, a retry says nothing of who calls it.
      const at = loops[loops.length - 1]!;
      const retry: Verdict = {
        verdict: 'retry',
        reason: 'The loop sends one request again until it succeeds: there is one answer per run, and nothing to batch.',
      };
      const isCalled = !called && found.root.form !== 'module' && this.judgeCallers(found.root, around);
      return isCalled || this.analysis(found, at, retry, loops, retries);
    }
    const innermost = results[0]!;
    let best = innermost;
    for (const result of results) {
      if (result.verdict.verdict !== 'batchable') break;
      best = result;
    }
    const outer = results[results.indexOf(best) + 1];
    if (best.verdict.verdict === 'batchable' && outer && NEEDS_EACH_ROUND.has(outer.verdict.verdict))
      return this.analysis(found, outer.at, eachRound(outer.verdict), loops, retries);
    return this.analysis(
      found,
      best.at,
      best.verdict,
      loops.filter(({ loop }) => !retries.includes(loop)),
      retries,
    );
  }

  private loopsIn({ around, span }: Found): readonly (Around & { kind: 'loop' })[] {
    return around.flatMap((each) => (each.kind === 'loop' ? [each] : [])).concat(this.namedLoop(around, span));
  }

  /** `map(summarize, docs)`: the call of the called function is the loop itself. */
  private namedLoop(around: readonly Around[], span: Span): readonly (Around & { kind: 'loop' })[] {
    const last = stepsOf(around).at(-1);
    const call = last && callAt([last], span);
    if (!call) return [];
    const loop = loopsOfStep(last).find(
      (each) => each.call?.call.span.start === span.start && each.call.call.span.end === span.end && each.call.named !== undefined,
    );
    return loop ? [{ kind: 'loop', loop, part: 'body' }] : [];
  }

  private pass({ source, called, span, around, root }: Found, loop: FlowLoop, retries: readonly FlowLoop[]): Passes {
    const target = { path: this.source.unit.path, span: this.call.call.span };
    const requester = called && {
      call: span,
      function: called.place.function,
      source: { unit: called.place.unit, flow: called.place.flow },
    };
    const iteration = new Iteration(target, source, retries, requester, this.host);
    const passes = iteration.run(consumingLoop(around, loop) ?? loop, functionBefore(root, around, loop));
    for (const file of iteration.files) this.files.add(file);
    return passes;
  }

  private judgeLoop(found: Found, at: Around & { kind: 'loop' }, passes: Passes): Verdict {
    const unsupported = supportVerdict(this.call, this.catalog);
    if (unsupported) return unsupported;
    const verdict = verdictOf(at.loop, passes, found.source.unit);
    if (verdict.verdict !== 'batchable') return verdict;
    if (found.called?.place.function.isGenerator)
      return { verdict: 'unproved', reason: 'The function hands out its answers one by one, and whoever reads them may stop early.' };
    return providerVerdict(this.call) ?? unknownRunner(found, at) ?? consumerVerdict(at.loop, found.around, found.source.unit) ?? verdict;
  }

  private analysis(
    found: Found,
    at: Around & { kind: 'loop' },
    { verdict, reason }: Verdict,
    loops: readonly (Around & { kind: 'loop' })[],
    retries: readonly FlowLoop[],
  ): LoopAnalysis | undefined {
    const { around, source, root, called, span } = found;
    const index = around.indexOf(at);
    const before = index < 0 ? around : around.slice(0, index);
    const step = stepsOf(before).at(-1);
    const fn = functionBefore(root, before, at.loop);
    const path = index < 0 ? [] : stepsOf(around.slice(index + 1));
    const call = callAt([...stepsOf(before), ...path], span);
    if (!step || !call) return undefined;
    const nested = loops.slice(loops.findIndex(({ loop }) => loop === at.loop)).map(({ loop }) => loop);
    const retry = retries.at(-1);
    const dispatched = dispatcher(found, call);
    return {
      verdict,
      reason,
      loop: at.loop,
      place: { ...source, function: fn },
      step,
      nested: nested.length > 0 ? nested : [at.loop],
      path,
      call,
      retries,
      files: [...this.files],
      ...(retry && { retry }),
      ...(called && { called }),
      ...(dispatched && { dispatched }),
    };
  }
}

/** Verdicts of a loop that can't go on before the requests of a loop within it are answered. */
const NEEDS_EACH_ROUND: ReadonlySet<LoopVerdictId> = new Set(['dependent', 'conversation', 'early-exit']);

function eachRound({ verdict, reason }: Verdict): Verdict {
  return { verdict, reason: `${reason} Within one round the requests are independent, but each round would be a batch of up to 24 hours.` };
}

/** The innermost function whose own statements hold the loop. */
function functionBefore(root: FlowFunction, around: readonly Around[], loop: FlowLoop): FlowFunction {
  let fn = root;
  for (const each of around) {
    if (each.kind === 'loop' && each.loop === loop) break;
    if (each.kind === 'function') fn = each.function;
  }
  return fn;
}

function stepsOf(around: readonly Around[]): readonly FlowStep[] {
  return around.flatMap((each) => (each.kind === 'step' ? [each.step] : []));
}

function loopsOfStep({ statement }: FlowStep): readonly FlowLoop[] {
  const found: FlowLoop[] = [];
  const add = (loops: readonly FlowLoop[]): void => {
    for (const loop of loops) {
      found.push(loop);
      for (const { iterable } of loop.clauses) add(iterable.loops);
    }
  };
  add(expressionsOf(statement).flatMap(({ loops }) => loops));
  return found;
}

/** A lazy loop that a `for` statement reads: what the body does comes between the requests. */
function consumingLoop(around: readonly Around[], loop: FlowLoop): FlowLoop | undefined {
  const index = around.findIndex((each) => each.kind === 'loop' && each.loop === loop);
  const step = stepsOf(index < 0 ? around : around.slice(0, index)).at(-1);
  if (step?.statement.kind !== 'loop') return undefined;
  const outer = step.statement.loop;
  const isIterable =
    outer !== loop && outer.clauses.some(({ iterable }) => iterable.span.start <= loop.span.start && loop.span.end <= iterable.span.end);
  return isIterable ? outer : undefined;
}

/** An inline function between loop and call that is handed to something unknown: who can say how often it runs? */
function unknownRunner({ around }: Found, at: Around): Verdict | undefined {
  for (const each of around.slice(around.indexOf(at) + 1)) {
    if (each.kind !== 'function') continue;
    const { handedTo } = each;
    if (
      handedTo &&
      (runsOnce(handedTo) ||
        isTask(handedTo) ||
        dispatchedAt(handedTo) !== undefined ||
        PROMISE.test(handedTo.callee ?? `.${handedTo.method}`))
    )
      continue;
    if (!handedTo) continue;
    return {
      verdict: 'unproved',
      reason: `The request is made in a function handed to \`${handedTo.callee ?? handedTo.method ?? 'another'}\`, which may call it any number of times.`,
    };
  }
  return undefined;
}

const PROMISE = /^(Promise)$|\.(then|catch|finally)$/;

/** The call that the SDK call or the called function is handed to, to run later. */
function dispatcher({ around, called, span }: Found, call: FlowCall): FlowCall | undefined {
  if (called && dispatchedAt(call) !== undefined) return call;
  const handed = around
    .flatMap((each) =>
      each.kind === 'function' &&
      each.handedTo &&
      (runsOnce(each.handedTo) || isTask(each.handedTo) || dispatchedAt(each.handedTo) !== undefined)
        ? [each.handedTo]
        : [],
    )
    .at(-1);
  if (handed) return handed;
  const last = stepsOf(around).at(-1);
  if (!last) return undefined;
  return expressionsOf(last.statement)
    .flatMap(({ calls }) => calls)
    .find(
      (each) =>
        isTask(each) &&
        !/gather$/.test(each.callee ?? '') &&
        each.args.some(({ value }) => value.span.start === span.start && value.span.end === span.end),
    );
}
