/**
 * Runs a loop in the abstract: follows what is made of the answer of one call, in order, through as many passes as it takes
 * until nothing new is learned. A name that is given a new value forgets what it held; what is added to stays.
 */
import { tick } from '../text/budget';
import { contains, type Span } from '../text/span';
import { consumesAll, dispatchedAt, endsProgram, grows, isHarmless, isRequest, isTask, keeps, waitsForMore } from './callTraits';
import type {
  FlowAccess,
  FlowArgument,
  FlowBlock,
  FlowCall,
  FlowExpression,
  FlowFunction,
  FlowLoop,
  FlowStatement,
  FlowTarget,
} from '../syntax/flow/flow';
import type { ModuleHost } from '../link/moduleHost';
import { REMEMBERS, touchesOf } from './outside';
import { functionNamed, importedFunction, importOf, isImported, type Source } from './resolve';
import { handlesBefore } from './handles';
import { handedOver, variantIn } from './parameters';
import { Names } from './names';
import { OUTSIDE, type Exit, type Frame, type Hit, type Outcome, type Passes, type Target, type Where } from './passes';
import { State, stronger, type Taint } from './taint';
import { boundIn, statementsIn } from '../syntax/flow/walk';
import { isVariant, variantNames } from './variance';

/** The program changes what is in a database, not only reads it. */
const WRITES_ROWS = /\b(insert|update|delete|replace)\b|\.commit\(/i;

const GOES_ON: Outcome = { ends: false };
const MOST_PASSES = 5;
const MOST_STATEMENTS = 3000;
const DEEPEST_CALL = 3;

export class Iteration {
  private state = State.CLEAN;
  private readonly hits: Hit[] = [];
  private readonly exits: Exit[] = [];
  private readonly waits: FlowCall[] = [];
  private readonly followUps: FlowCall[] = [];
  private readonly others = new Set<Span>();
  private condition: Taint | undefined;
  private isReached = false;
  private isBroken = false;
  private yields = false;
  private requests = 0;
  private answers = 0;
  private statements = 0;
  private returned: Taint | undefined;
  private readonly active: FlowFunction[] = [];
  private readonly names: Names;

  constructor(
    private readonly target: Target,
    private readonly source: Source,
    /** Loops that only send the same request again. */
    private readonly retries: readonly FlowLoop[],
    /** Calls known to be of the function that makes the request. */
    private readonly requester: { readonly call: Span; readonly function: FlowFunction; readonly source: Source } | undefined,
    private readonly host: ModuleHost,
  ) {
    this.names = new Names(source.unit.path);
  }

  /** Other files that were looked into. */
  readonly files = new Set<string>();
  /** What files that were opened before the loop write to, by their names. */
  private handles: ReadonlyMap<string, string> = new Map();

  /** Passes through a loop until nothing new is learned. */
  run(loop: FlowLoop, around: FlowFunction): Passes {
    const variant = variantNames(
      loop.body,
      loop.clauses.flatMap(({ targets }) => targets.names),
    );
    const frame: Frame = { source: this.source, locals: undefined, prefix: '', aliases: new Map(), variant };
    this.handles = handlesBefore(loop, around, frame, this.names);
    for (const statement of statementsIn(around.body)) {
      if (statement.kind === 'assign' && statement.span.end <= loop.span.start) this.names.note(statement, frame);
    }
    this.loop(loop, { frame, control: undefined, loopDepth: -1, inFunction: false, inTry: false, inHandler: false }, true);
    const { hits, exits, waits, condition, isReached, yields, followUps } = this;
    return { hits, exits, waits, condition, isReached, yields, followUps, isBroken: this.isBroken || this.statements > MOST_STATEMENTS };
  }

  private block(block: FlowBlock, where: Where): Outcome {
    let { control } = where;
    for (const statement of block.statements) {
      if (++this.statements > MOST_STATEMENTS) break;
      const before = this.requests;
      const outcome = this.statement(statement, { ...where, control });
      control = stronger(control, outcome.control);
      if (outcome.ends) return { ends: true, control };
      // What follows a request in a `try` happens only when it succeeded.
      if (where.inTry && this.requests > before) control = stronger(control, this.failure(statement.span));
    }
    return { ends: false, control: control === where.control ? undefined : control };
  }

  private failure(at: Span): Taint {
    return { strength: 'certain', how: 'failure', at, name: '' };
  }

  private statement(statement: FlowStatement, where: Where): Outcome {
    tick();
    switch (statement.kind) {
      case 'assign':
        this.assign(statement, where);
        return GOES_ON;
      case 'expression':
        this.returned = stronger(this.returned, this.expression(statement.value, where));
        return statement.value.calls.some((call) => !call.deferred && endsProgram(call)) ? { ends: true, control: where.control } : GOES_ON;
      case 'return':
        if (statement.value) this.returned = stronger(this.returned, stronger(this.expression(statement.value, where), where.control));
        if (!where.inFunction) this.exit(statement.span, where);
        return { ends: true, control: where.control };
      case 'raise':
        if (statement.value) this.expression(statement.value, where);
        return { ends: true, control: where.control };
      case 'break':
        // A labeled one may end any loop around.
        if (!where.inFunction && (where.loopDepth === 0 || statement.label !== undefined)) this.exit(statement.span, where);
        return { ends: true, control: where.control };
      case 'continue':
        return { ends: true, control: where.control };
      case 'if':
        return this.branches(
          statement.branches.map(({ condition, block }) => ({ taint: () => condition && this.expression(condition, where), block })),
          statement.branches.at(-1)?.condition === undefined,
          where,
        );
      case 'match': {
        const subject = this.expression(statement.subject, where);
        return this.branches(
          statement.cases.map(({ accesses, block }) => ({
            taint: () => {
              this.touch(accesses, subject, where);
              return subject;
            },
            block,
          })),
          false,
          where,
        );
      }
      case 'loop':
        this.loop(statement.loop, where, false);
        return GOES_ON;
      case 'try':
        return this.attempt(statement, where);
      case 'with':
        for (const { value, target } of statement.items) {
          const taint = this.expression(value, where);
          if (target) this.bind(target, taint, where);
        }
        return this.block(statement.block, where);
      case 'block':
        return this.block(statement.block, where);
      case 'function':
      case 'class':
        if (statement.name !== undefined) this.state = this.state.write(this.names.path(statement.name, where.frame), undefined);
        return GOES_ON;
      case 'other':
        if (statement.isBroken) this.isBroken = true;
        this.expression(statement.value, where);
        return GOES_ON;
      default:
        return GOES_ON;
    }
  }

  private exit(span: Span, { control, inHandler }: Where): void {
    this.exits.push({ span, control, inHandler, afterRequest: this.requests > 0 });
  }

  private branches(branches: readonly { taint(): Taint | undefined; block: FlowBlock }[], isComplete: boolean, where: Where): Outcome {
    let control: Taint | undefined;
    let after: Taint | undefined;
    let merged: State | undefined;
    let ends = isComplete;
    for (const { taint, block } of branches) {
      control = stronger(control, taint());
      const before = this.state;
      const outcome = this.block(block, { ...where, control: stronger(where.control, control) });
      if (outcome.ends) after = stronger(after, stronger(control, outcome.control));
      else {
        merged = merged ? merged.merge(this.state) : this.state;
        after = stronger(after, outcome.control);
        ends = false;
      }
      this.state = before;
    }
    if (!isComplete) merged = merged ? merged.merge(this.state) : this.state;
    this.state = merged ?? this.state;
    return { ends, control: after };
  }

  private attempt(statement: Extract<FlowStatement, { kind: 'try' }>, where: Where): Outcome {
    const { body, handlers, otherwise, finally: last } = statement;
    const before = this.state;
    const requests = this.requests;
    const inside = { ...where, inTry: where.inTry || handlers.length > 0 };
    let outcome = this.block(body, inside);
    const failed = this.requests > requests ? this.failure(body.span) : undefined;
    if (otherwise && !outcome.ends)
      outcome = this.block(otherwise, { ...inside, control: stronger(stronger(where.control, outcome.control), failed) });
    let merged: State | undefined = outcome.ends ? undefined : this.state;
    let control = outcome.ends ? outcome.control : undefined;
    let ends = outcome.ends;
    const whole = before.merge(this.state);
    for (const { names, block } of handlers) {
      this.state = whole;
      for (const name of names) this.state = this.state.write(this.names.path(name, where.frame), failed);
      const handled = this.block(block, { ...where, control: stronger(where.control, failed), inHandler: true });
      if (handled.ends) control = stronger(control, stronger(failed, handled.control));
      else {
        merged = merged ? merged.merge(this.state) : this.state;
        ends = false;
      }
    }
    this.state = merged ?? whole;
    if (last) {
      const finished = this.block(last, where);
      ends ||= finished.ends;
    }
    return { ends, control };
  }

  private assign(statement: Extract<FlowStatement, { kind: 'assign' }>, where: Where): void {
    const { targets, value, operator } = statement;
    const taint = stronger(value && this.expression(value, where), where.control);
    const given: Taint | undefined = taint && operator !== undefined && taint.how !== 'failure' ? { ...taint, how: 'grows' } : taint;
    for (const target of targets) {
      const held =
        operator === undefined
          ? undefined
          : target.accesses.map(({ path }) => this.state.read(this.names.path(path, where.frame))).reduce(stronger, undefined);
      this.bind(target, given && { ...given, at: statement.span }, where, held);
    }
    this.names.note(statement, where.frame);
  }

  private bind(target: FlowTarget, taint: Taint | undefined, where: Where, held?: Taint): void {
    this.touch(target.accesses, stronger(taint, held), where);
  }

  /** Writes and stores of a target; indices it reads are looked at by nobody. */
  private touch(accesses: readonly FlowAccess[], taint: Taint | undefined, where: Where): void {
    for (const access of accesses) {
      const path = this.names.path(access.path, where.frame);
      if (access.kind === 'write') this.state = this.state.write(path, taint);
      else if (access.kind === 'store') this.add(path, taint);
    }
  }

  private add(path: string, taint: Taint | undefined): void {
    if (!taint) return;
    this.state = this.state.add(path, taint);
    for (const other of this.names.sameAs(path)) this.state = this.state.add(other, taint);
  }

  private expression(expression: FlowExpression, where: Where): Taint | undefined {
    const { loops, functions } = expression;
    const isInner = ({ start, end }: Span): boolean =>
      loops.some(
        (loop) => loop.span.start <= start && end <= loop.span.end && !(loop.call && start === loop.span.start && end === loop.span.end),
      ) || functions.some((fn) => fn.span.start <= start && end <= fn.span.end);
    const own = expression.accesses.filter(({ span }) => !isInner(span));
    if (expression.yields && !where.inFunction) this.yields = true;
    /** What parts of the expression hold. */
    const parts: { readonly span: Span; readonly taint: Taint }[] = [];
    const note = (span: Span, taint: Taint | undefined): void => {
      if (taint) parts.push({ span, taint });
    };
    const read = (access: FlowAccess): Taint | undefined =>
      access.kind === 'read' ? this.state.read(this.names.path(access.path, where.frame)) : undefined;
    const within = (span: Span, except?: Span): Taint | undefined => {
      let found: Taint | undefined;
      for (const access of own)
        if (contains(span, access.span) && !(except && contains(except, access.span))) found = stronger(found, read(access));
      for (const part of parts) if (contains(span, part.span) && part.span !== span) found = stronger(found, part.taint);
      return found;
    };
    for (const loop of loops) note(loop.span, this.loop(loop, where, false));
    const repeated = new Set(loops.flatMap(({ call }) => call?.function ?? []));
    for (const fn of functions) if (!repeated.has(fn)) note(fn.span, this.inline(fn, where));
    const calls = expression.calls
      .filter(({ span }) => !isInner(span))
      .sort((a, b) => a.span.end - b.span.end || b.span.start - a.span.start);
    const repeating = loops.flatMap(({ call }) => call?.call.span ?? []);
    for (const call of calls) {
      // What a `map` runs was gone through as a loop.
      const isLoop = repeating.some((span) => same(span, call.span));
      note(call.span, isLoop ? this.argumentsTaint(call, within) : this.call(call, own, parts, within, where));
    }
    const result = within(expression.span);
    const writes = own.filter(({ kind }) => kind !== 'read');
    if (writes.length > 0) this.touch(writes, stronger(result, where.control), where);
    return result;
  }

  private call(
    call: FlowCall,
    own: readonly FlowAccess[],
    parts: readonly { readonly span: Span; readonly taint: Taint }[],
    within: (span: Span, except?: Span) => Taint | undefined,
    where: Where,
  ): Taint | undefined {
    if (waitsForMore(call)) this.waits.push(call);
    const { source } = where.frame;
    if (source.unit.path === this.target.path && same(call.span, this.target.span)) return this.request(call, own, parts, where);
    const given = this.argumentsTaint(call, within);
    const inner = this.called(call, where);
    if (inner) return inner.taint;
    const kept = this.outside(call, given, own, where);
    if (isRequest(call)) {
      if (given && this.isReached) this.followUps.push(call);
      this.others.add(call.span);
      this.requests++;
      return { strength: 'certain', how: 'holds', at: call.span, from: call.span, name: '' };
    }
    const changing = stronger(given, where.control);
    if (changing) this.effects(call, changing, own, where);
    return stronger(given, kept);
  }

  /** What a call leaves outside the program, and what it finds there that an earlier iteration left. */
  private outside(call: FlowCall, given: Taint | undefined, own: readonly FlowAccess[], where: Where): Taint | undefined {
    const { source, variant } = where.frame;
    const { text } = source.unit;
    let found: Taint | undefined;
    const leave = (key: string): void =>
      this.add(OUTSIDE + key, { ...(given ?? { how: 'holds', name: key }), strength: 'possible', at: call.span, origin: OUTSIDE + key });
    const touches = touchesOf(call, text, WRITES_ROWS.test(text));
    for (const { kind, resource } of touches) {
      const accesses = own.filter(({ span }) => resource.start <= span.start && span.start < resource.end);
      // Each iteration has one of its own.
      if (isVariant({ accesses }, variant)) continue;
      const key = this.names.keyOf(resource, accesses, where.frame);
      if (kind === 'read') found = stronger(found, this.state.read(OUTSIDE + key));
      else leave(key);
    }
    for (const { path, span } of own) {
      const key = contains(call.span, span) ? this.handles.get(this.names.path(path.split('.')[0]!, where.frame)) : undefined;
      if (key !== undefined && given) leave(key);
    }
    const module = call.callee === undefined ? undefined : importOf(call.callee.split('.')[0]!, call.span.start, source.unit)?.module;
    if (module === undefined || touches.length > 0 || isHarmless(call) || isRequest(call) || isTask(call) || consumesAll(call))
      return found;
    // Code that nobody can look into: what it is told of an answer, it may tell again.
    if (call.args.length === 0 || REMEMBERS.test(call.callee!)) found = stronger(found, this.state.read(`${OUTSIDE}${module}`));
    if (given && given.how !== 'failure') leave(module);
    return found;
  }

  private argumentsTaint({ args }: FlowCall, within: (span: Span) => Taint | undefined): Taint | undefined {
    return args.map(({ span }) => within(span)).reduce(stronger, undefined);
  }

  /** What a call that was handed an answer may do with it. */
  private effects(call: FlowCall, taint: Taint, own: readonly FlowAccess[], where: Where): void {
    const receiver =
      call.method === undefined
        ? undefined
        : own.find(({ method, span }) => method !== undefined && span.end === call.calleeSpan.end && span.start >= call.calleeSpan.start);
    const path = receiver && this.names.path(withoutMethod(receiver), where.frame);
    if (keeps(call)) {
      if (path !== undefined)
        this.add(path, {
          ...taint,
          how: taint.how === 'failure' ? 'failure' : grows(call) ? 'grows' : 'holds',
          at: call.span,
          ...(grows(call) && { isList: true as const }),
        });
      return;
    }
    if (isHarmless(call) || consumesAll(call) || isTask(call)) return;
    const possible: Taint = { ...taint, strength: 'possible', at: call.span };
    if (path !== undefined && receiver && !isImported(receiver.name, call.span.start, where.frame.source) && !/^[A-Z]/.test(receiver.name))
      this.add(path, { ...possible, origin: possible.origin ?? path });
    for (const access of own) {
      if (
        access.passedTo &&
        same(access.passedTo, call.span) &&
        access.kind === 'read' &&
        !isImported(access.name, call.span.start, where.frame.source)
      )
        this.add(this.names.path(access.path, where.frame), {
          ...possible,
          origin: possible.origin ?? this.names.path(access.path, where.frame),
        });
    }
  }

  /** The call whose answer is followed: what is it made of? */
  private request(
    call: FlowCall,
    own: readonly FlowAccess[],
    parts: readonly { readonly span: Span; readonly taint: Taint }[],
    where: Where,
  ): Taint {
    this.isReached = true;
    this.requests++;
    this.answers++;
    for (const access of own) {
      // The client itself is what it is.
      if (!contains(call.span, access.span) || contains(call.calleeSpan, access.span) || access.kind !== 'read') continue;
      const taint = this.state.read(this.names.path(access.path, where.frame));
      if (taint && taint.how !== 'failure') this.hit(taint, access);
    }
    for (const part of parts) if (contains(call.span, part.span) && part.taint.how !== 'failure') this.hit(part.taint, undefined);
    if (where.control && where.control.how !== 'failure') this.hit(where.control, undefined);
    return { strength: 'certain', how: 'holds', at: call.span, from: call.span, name: '' };
  }

  private hit(taint: Taint, access: FlowAccess | undefined): void {
    const fromOther = [...this.others].some((span) => taint.from !== undefined && same(span, taint.from));
    if (!this.hits.some((hit) => hit.taint.name === taint.name && hit.taint.strength === taint.strength))
      this.hits.push({ taint, ...(access && { access }), fromOther });
  }

  /** Goes through a function of this file that is called, or handed to something that calls it. */
  private called(call: FlowCall, where: Where): { readonly taint: Taint | undefined } | undefined {
    const { source } = where.frame;
    const at = dispatchedAt(call);
    const handed = at === undefined ? undefined : call.args[at];
    if (handed && !handed.function) {
      const fn = this.functionOf(source.unit.text.slice(handed.value.span.start, handed.value.span.end), call, where);
      if (fn) return { taint: this.enter(fn.function, fn.source, call.args.slice(at! + 1), undefined, where) };
    }
    const fn = call.callee === undefined && !this.isRequester(call) ? undefined : this.functionOf(call.callee ?? '', call, where);
    return fn && { taint: this.enter(fn.function, fn.source, call.args, call, where) };
  }

  private isRequester(call: FlowCall): boolean {
    return this.requester !== undefined && same(this.requester.call, call.span);
  }

  private functionOf(
    name: string,
    call: FlowCall,
    { frame }: Where,
  ): { readonly function: FlowFunction; readonly source: Source } | undefined {
    if (this.requester && frame.source.unit.path === this.source.unit.path && this.isRequester(call))
      return { function: this.requester.function, source: this.requester.source };
    const fn = functionNamed(name, call.span.start, frame.source);
    if (fn) return { function: fn, source: frame.source };
    const imported = importedFunction(name, call.span.start, frame.source, this.host);
    if (imported) this.files.add(imported.source.unit.path);
    return imported;
  }

  private enter(
    fn: FlowFunction,
    source: Source,
    args: readonly FlowArgument[],
    call: FlowCall | undefined,
    where: Where,
  ): Taint | undefined {
    if (this.active.length >= DEEPEST_CALL || this.active.includes(fn))
      return args.map(({ value }) => this.plainTaint(value, where)).reduce(stronger, undefined);
    const path = (written: string): string => this.names.path(written, where.frame);
    const { aliases, taints, locals, parameters } = handedOver({ fn, args, call, path, taintOf: (value) => this.plainTaint(value, where) });
    const prefix = `@${fn.span.start}:`;
    // A parameter that gets another value in the function no longer is the caller's thing.
    for (const name of boundIn(fn.body)) {
      const alias = aliases.get(name);
      if (alias === undefined) continue;
      aliases.delete(name);
      taints.set(name, this.state.read(alias));
      this.names.join(prefix + name, alias);
    }
    for (const [name, taint] of taints) this.state = this.state.write(prefix + name, taint);
    const outer = this.returned;
    this.returned = undefined;
    this.active.push(fn);
    const variant = variantIn(fn, args, parameters, where.frame.variant);
    const frame: Frame = { source, locals, prefix, aliases, variant };
    this.block(fn.body, { ...where, frame, loopDepth: 1, inFunction: true });
    this.active.pop();
    const result = this.returned;
    this.returned = outer;
    this.state = this.state.without((root) => root.startsWith(prefix));
    return fn.isGenerator || result ? result : undefined;
  }

  /** The taint of an expression that was gone through already. */
  private plainTaint(value: FlowExpression, where: Where): Taint | undefined {
    return value.accesses
      .map((access) => (access.kind === 'read' ? this.state.read(this.names.path(access.path, where.frame)) : undefined))
      .reduce(stronger, undefined);
  }

  /** An inline function that is handed to something: it runs now or later, once or often. */
  private inline(fn: FlowFunction, where: Where): Taint | undefined {
    const before = this.state;
    const outer = this.returned;
    this.returned = undefined;
    for (const { names } of fn.parameters)
      for (const name of names) this.state = this.state.write(this.names.path(name, where.frame), undefined);
    this.block(fn.body, { ...where, loopDepth: 1, inFunction: true, inTry: false });
    const result = this.returned;
    this.returned = outer;
    this.state = before.merge(this.state);
    return result;
  }

  private loop(loop: FlowLoop, where: Where, isJudged: boolean): Taint | undefined {
    const outer = this.returned;
    this.returned = undefined;
    const isRetry = this.retries.includes(loop);
    const isExpression = loop.form === 'comprehension' || loop.form === 'generator' || loop.form === 'call';
    if (loop.initializer) this.statement(loop.initializer, where);
    for (let pass = 0; pass < (isRetry ? 1 : MOST_PASSES); pass++) {
      const before = this.state;
      if (isJudged) this.requests = 0;
      let control = where.control;
      for (const { targets, iterable, conditions } of loop.clauses) {
        const items = this.expression(iterable, where);
        if (!isRetry) control = stronger(control, items?.how === 'grows' ? items : undefined);
        this.bind(targets, items, where);
        for (const condition of conditions) control = stronger(control, this.expression(condition, { ...where, control }));
      }
      const condition = loop.condition && this.expression(loop.condition, where);
      if (isJudged) this.condition = stronger(this.condition, condition);
      if (!isRetry && loop.form !== 'for-count') control = stronger(control, condition);
      const inside: Where = {
        ...where,
        control,
        loopDepth: isExpression ? 1 : where.loopDepth + 1,
        inFunction: where.inFunction || loop.call !== undefined,
      };
      if (loop.call?.named !== undefined) this.named(loop, inside);
      else this.block(loop.body, inside);
      if (loop.update) this.expression(loop.update, inside);
      this.state = before.merge(this.state);
      if (this.state.isSameAs(before) && pass > 0) break;
    }
    if (loop.otherwise) this.block(loop.otherwise, { ...where, loopDepth: Math.max(where.loopDepth, 0) });
    const result = this.returned;
    this.returned = outer;
    return isExpression ? result : undefined;
  }

  /** `map(summarize, docs)`. */
  private named(loop: FlowLoop, where: Where): void {
    const { call, named } = loop.call!;
    const { text } = where.frame.source.unit;
    const handed = call.args[named!]!.value;
    const fn = this.functionOf(text.slice(handed.span.start, handed.span.end), call, where);
    if (fn) this.returned = stronger(this.returned, this.enter(fn.function, fn.source, [], undefined, where));
    else if (where.frame.source.unit.path === this.target.path && contains(call.span, this.target.span)) this.isReached = true;
  }
}

function same(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

function withoutMethod({ path, method }: FlowAccess): string {
  return method !== undefined && path.endsWith(`.${method}`) ? path.slice(0, -method.length - 1) : path;
}
