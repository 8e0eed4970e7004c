/** Calls on standard that step in where flex refused: told to use flex, nothing would step in any more. */
import { traitsOf } from '../syntax/languageTraits';
import { indexOf, lastName, type FactsIndex } from '../link/factsIndex';
import type { LinkedCall } from '../link/linkedCall';
import type { SourceUnit } from '../link/moduleHost';
import type { Binding } from '../syntax/facts';
import { headsRound } from '../text/heads';
import { contains, type Span } from '../text/span';

/** Functions between a handler and the call in it. */
const MOST_LEVELS = 3;

/** Those of a file's calls without a tier that are the fallback of a flex call of the same file. */
export function fallbacksOf(calls: readonly LinkedCall[], unit: SourceUnit): ReadonlySet<LinkedCall> {
  const flex = calls.filter(({ tier }) => tier.state === 'literal' && tier.value === 'flex');
  if (flex.length === 0) return new Set();
  const reading = new Reading(
    unit,
    flex.map(({ call }) => call.span),
  );
  return new Set(calls.filter(({ tier, call }) => tier.state === 'absent' && reading.stepsIn(call.span, 0)));
}

class Reading {
  private readonly index: FactsIndex;

  constructor(
    private readonly unit: SourceUnit,
    private readonly flex: readonly Span[],
  ) {
    this.index = indexOf(unit.facts);
  }

  /** What stands at the span runs only where flex gave no answer: here, or where the function it is in is called. */
  stepsIn(span: Span, depth: number): boolean {
    if (this.isHandler(span) || this.isCaught(span) || this.followsFailure(span) || this.isAlternative(span)) return true;
    const { facts } = this.unit;
    const fn = this.index.functionOf(this.index.scopeAt(span.start));
    if (fn === undefined || depth >= MOST_LEVELS) return false;
    const { name, span: home } = facts.functions[fn]!;
    if (this.flex.some((each) => contains(home, each))) return false;
    const uses =
      name === undefined
        ? facts.calls.filter(({ call }) => call.args.some(({ value }) => value.kind === 'function' && value.function === fn))
        : [...this.index.callsOf(name), ...this.index.callsGivenLast(name)].filter(({ call }) => !contains(home, call.span));
    return uses.length > 0 && uses.every(({ call }) => this.stepsIn(call.span, depth + 1));
  }

  /** The `except` or `catch` of a `try` round flex. */
  private isHandler(span: Span): boolean {
    return this.unit.facts.tries.some(
      ({ body, handlers }) => handlers.some((handler) => contains(handler.span, span)) && this.asksFlex(body),
    );
  }

  /** `flex(...).catch(() => standard(...))`, `.then(use, () => standard(...))`. */
  private isCaught(span: Span): boolean {
    return this.unit.facts.calls.some(({ call: { callee, args } }) => {
      if (callee.kind !== 'member' || (callee.property !== 'catch' && callee.property !== 'then')) return false;
      const handler = callee.property === 'catch' ? args[0] : args[1];
      return handler !== undefined && contains(handler.span, span) && this.asksFlex(callee.object.span);
    });
  }

  /** `answer = flex(...)`, and then `if answer is None:`; or a `try` that returns what flex answers, and the call behind it. */
  private followsFailure(span: Span): boolean {
    const { facts, text } = this.unit;
    const fn = this.index.functionOf(this.index.scopeAt(span.start));
    const home = fn === undefined ? { start: 0, end: text.length } : facts.functions[fn]!.span;
    const heads = headsRound(text, traitsOf(facts.language).blocks, span.start, 'if|elif|while');
    const isMissing = heads.some((head) => nothingIn(head).some((name) => this.mayHoldFlex(name, span, home)));
    if (isMissing) return true;
    const before = text.slice(home.start, span.start);
    // `if answer: return answer` and `if answer is not None: return answer` leave the rest to the fallback.
    const left = [
      ...before.matchAll(/\bif\s*\(?\s*([A-Za-z_$][\w$.]*)\s*(?:is not None|!==?\s*(?:null|undefined))?\s*\)?\s*[:{]?\s*return\b/g),
    ];
    if (left.some(([, name]) => this.mayHoldFlex(name!, span, home))) return true;
    return facts.tries.some(
      ({ body, handlers }) =>
        contains(home, body) &&
        body.end < span.start &&
        !handlers.some((handler) => handler.span.end > span.start || handler.rethrows === true) &&
        this.asksFlex(body) &&
        /\b(?:return|break)\b/.test(text.slice(body.start, body.end)) &&
        handlers.every((handler) => !/\b(?:return|raise|throw|break)\b/.test(lastStatement(text, handler.span))),
    );
  }

  /** `flex(...) or standard(...)`, `(await flex(...)) ?? await standard(...)`. */
  private isAlternative(span: Span): boolean {
    const { facts, text } = this.unit;
    const statement = facts.calls.find(({ call }) => call.span.start === span.start && call.span.end === span.end)?.statement;
    if (!statement) return false;
    return [...this.flex, ...this.functionCalls(statement)].some(
      (first) =>
        contains(statement, first) && first.end <= span.start && /^\s*\)*\s*(?:or|\|\||\?\?)\s/.test(text.slice(first.end, span.start)),
    );
  }

  /** A flex call stands within, or a call of a function of the file that holds one. */
  private asksFlex(within: Span): boolean {
    return this.flex.some((each) => contains(within, each)) || this.functionCalls(within).length > 0;
  }

  private functionCalls(within: Span): readonly Span[] {
    const { facts } = this.unit;
    return facts.calls.flatMap(({ call }) => (contains(within, call.span) && this.namesAsker(lastName(call.callee)) ? [call.span] : []));
  }

  private namesAsker(name: string | undefined): boolean {
    return (
      name !== undefined && this.unit.facts.functions.some((fn) => fn.name === name && this.flex.some((each) => contains(fn.span, each)))
    );
  }

  /** A value of the name, given before the span, comes of a flex call. */
  private mayHoldFlex(name: string, before: Span, home: Span): boolean {
    const { facts } = this.unit;
    const given = [
      ...facts.bindings.filter((binding): binding is Binding => binding.name === name),
      ...facts.stores
        .filter(({ target }) => this.unit.text.slice(target.span.start, target.span.end) === name)
        .map(({ span }) => ({ statement: span })),
    ];
    return given.some(({ statement }) => contains(home, statement) && statement.start < before.start && this.asksFlex(statement));
  }
}

/** Names that a condition finds to hold nothing: `answer is None`, `not answer`, `!answer`, `answer === null`. */
function nothingIn(head: string): readonly string[] {
  const names = [
    ...head.matchAll(/([A-Za-z_$][\w$.]*)\s*(?:is None\b|===?\s*(?:null|undefined|None|""))/g),
    ...head.matchAll(/(?:\bnot\s+|!)\s*([A-Za-z_$][\w$.]*)/g),
  ];
  return names.map(([, name]) => name!);
}

function lastStatement(text: string, { start, end }: Span): string {
  return text.slice(start, end).trimEnd().split('\n').at(-1) ?? '';
}
