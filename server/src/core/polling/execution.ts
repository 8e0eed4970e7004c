/**
 * A loop that waits for a batch, run in the abstract with one status that never changes. What can't be followed counts as a way out:
 * only a loop that certainly goes on is said to.
 */
import { traitsOf } from '../syntax/languageTraits';
import type { FlowBlock, FlowCall, FlowExpression, FlowFunction, FlowLoop, FlowStatement } from '../syntax/flow/flow';
import { ownCalls } from '../syntax/flow/walk';
import { isRetrieve, type BatchFlow, type What } from './batchFlow';
import { truthOf, type Meaning } from './condition';

/** How a statement is left. `maybe`: perhaps out of the loop, by something that is not followed. */
type Way = 'next' | 'break' | 'continue' | 'end' | 'raise' | 'maybe' | 'again';

/** Calls that end the program. */
const ENDS = /^(?:sys\.exit|exit|quit|os\._exit|os\.abort|process\.exit|Deno\.exit)$/;
/** Calls of others that may end what waits, whatever they are given. */
const MAY_END =
  /timeout|deadline|limit|abort|cancel|signal|check|assert|raise|throw|expire|fail|die|bail|reject|resolve|done|finish|stop|clear|exit|ensure|verify|validate|must/i;
/** Calls that are handed a batch and do nothing to the loop. */
const HARMLESS =
  /^(?:print|pprint|len|str|repr|int|float|dict|list|tuple|set|type|getattr|hasattr|isinstance|vars|round|min|max|sum|format|json\.dumps?|pprint\.pprint|typer\.echo|click\.echo|rprint|st\.\w+|tqdm\.\w+|JSON\.stringify|String|Number|Object\.\w+|(?:\w+\.)*(?:log|logger|logging|_logger|LOGGER|LOG|console|pbar|bar|progress|spinner|ora)\.\w+|(?:\w+\.)*(?:append|extend|push|format|join|get|items|keys|values|write|debug|info|warn|warning|error|isoformat|model_dump|model_dump_json|dict|to_dict|strip|upper|lower|update|set_description|set_postfix|setdefault|add|time|now|sleep|total_seconds|toISOString|toFixed|slice|trim|padEnd|padStart|toLocaleTimeString))$/;
const MOST_STEPS = 3;

export class Execution {
  private readonly meaning: Meaning;

  constructor(
    private readonly file: BatchFlow,
    private readonly inside: FlowFunction,
    private readonly status: string,
    private readonly steps = MOST_STEPS,
    private readonly more: ReadonlyMap<string, What> = new Map(),
  ) {
    this.meaning = file.meaning(inside, more);
  }

  /** Whether the loop certainly goes on while the status stays as it is. */
  goesOn(loop: FlowLoop): boolean {
    if (!isEndless(loop, this.file) && (!loop.condition || this.truth(loop.condition) !== true)) return false;
    const ways = this.block(loop.body);
    return !['break', 'end', 'raise', 'maybe', 'again'].some((way) => ways.has(way as Way));
  }

  /** Whether the loop may end while the status stays as it is: else it was not understood. */
  mayEnd(loop: FlowLoop): boolean {
    return !this.goesOn(loop);
  }

  /** Whether a function certainly calls itself again while the status stays as it is. */
  callsItselfAgain(): boolean {
    const ways = this.block(this.inside.body);
    return ways.has('again') && ways.size === 1;
  }

  private block({ statements }: FlowBlock): Set<Way> {
    const ways = new Set<Way>();
    for (const statement of statements) {
      const found = this.statement(statement);
      for (const way of found) if (way !== 'next') ways.add(way);
      if (!found.has('next')) return ways;
    }
    ways.add('next');
    return ways;
  }

  private statement(statement: FlowStatement): Set<Way> {
    const ways = new Set<Way>();
    for (const call of ownCalls(statement)) {
      const way = this.call(call);
      if (way === 'again' || way === 'end') return new Set([way]);
      if (way) ways.add(way);
    }
    if ('value' in statement && statement.value?.yields) ways.add('maybe');
    for (const way of this.after(statement)) ways.add(way);
    return ways;
  }

  private after(statement: FlowStatement): ReadonlySet<Way> {
    switch (statement.kind) {
      case 'return':
        return new Set(['end']);
      case 'raise':
        return new Set(['raise']);
      case 'break':
      case 'continue':
        return new Set([statement.label === undefined ? statement.kind : 'maybe']);
      case 'if':
        return this.branches(statement.branches);
      case 'match':
        return this.match(statement);
      case 'loop':
        return this.inner(statement.loop);
      case 'try': {
        const ways = this.block(statement.body);
        if (ways.delete('raise')) for (const { block } of statement.handlers) for (const way of this.block(block)) ways.add(way);
        if (statement.handlers.length === 0 && !statement.finally) ways.add('next');
        for (const way of statement.finally ? this.block(statement.finally) : []) if (way !== 'next') ways.add(way);
        return ways;
      }
      case 'with':
      case 'block':
        return this.block(statement.block);
      case 'other':
        return this.other(statement);
      default:
        return new Set(['next']);
    }
  }

  private other({ span, isBroken }: Extract<FlowStatement, { kind: 'other' }>): ReadonlySet<Way> {
    const text = this.file.text(span);
    return new Set(isBroken || /^assert\b/.test(text) ? ['maybe', 'next'] : ['next']);
  }

  private branches(branches: Extract<FlowStatement, { kind: 'if' }>['branches']): ReadonlySet<Way> {
    const ways = new Set<Way>();
    for (const { condition, block } of branches) {
      const truth = condition ? this.truth(condition) : true;
      if (truth === false) continue;
      for (const way of this.block(block)) ways.add(way);
      if (truth) return ways;
    }
    return ways.add('next');
  }

  /** `match batch.status:`, `switch (batch.status) {`. A `break` of a switch stays in it. */
  private match({ subject, cases }: Extract<FlowStatement, { kind: 'match' }>): ReadonlySet<Way> {
    const { casesFallThrough } = traitsOf(this.file.unit.facts.language);
    const { text, names } = this.file.conditionText(subject);
    const isStatus =
      truthOf(`${text} == "${this.status}"`, this.status, this.file.meaning(this.inside, new Map([...this.more, ...names]))) === true;
    const ways = new Set<Way>();
    let falls = false;
    let isTaken = false;
    for (const each of cases) {
      const label = this.file.text({ start: each.span.start, end: Math.max(each.span.start, each.block.span.start) });
      const texts = [...label.matchAll(/["'`]([\w-]*)["'`]/g)].map((match) => match[1]);
      const isDefault = /^(?:default\b|case\s+_\b)/.test(label);
      const fits = !isStatus || isDefault ? !isTaken : texts.includes(this.status) || texts.length === 0;
      if (!fits && !falls) continue;
      isTaken = true;
      const inside = this.block(each.block);
      falls = casesFallThrough && inside.has('next');
      for (const way of inside) ways.add(way === 'break' && casesFallThrough ? 'next' : way);
      if (isStatus && !falls && !inside.has('maybe')) return ways;
    }
    return ways.add('next');
  }

  private inner(loop: FlowLoop): ReadonlySet<Way> {
    const ways = this.block(loop.body);
    for (const way of ['break', 'continue'] as const) ways.delete(way);
    for (const way of loop.otherwise ? this.block(loop.otherwise) : []) ways.add(way);
    return ways.add('next');
  }

  /** What a call does to the loop round it; undefined for nothing. */
  private call(call: FlowCall): Way | undefined {
    const { callee = '', args } = call;
    if (call.deferred && this.file.called(call) === this.inside) return 'again';
    if (call.deferred) return /\b(?:resolve|reject)\b/.test(callee) && /setTimeout/.test(callee) ? 'maybe' : undefined;
    if (ENDS.test(callee)) return 'end';
    if (isRetrieve(call)) return undefined;
    const called = this.file.called(call);
    if (called && called === this.inside) return 'again';
    if (called) return this.helper(called, call);
    const isHanded = args.some(({ value }) =>
      value.accesses.some(
        ({ path }) => this.meaning.what(path) !== undefined || this.meaning.what(path.replace(/\.\w+$/, '')) !== undefined,
      ),
    );
    if (HARMLESS.test(callee) || /^(?:setTimeout|Promise|new Promise|time\.sleep|asyncio\.sleep|sleep|delay|wait)$/.test(callee))
      return undefined;
    return isHanded || MAY_END.test(callee) ? 'maybe' : undefined;
  }

  private helper(called: FlowFunction, { args }: FlowCall): Way | undefined {
    if (this.steps === 0) return 'maybe';
    const given = new Map<string, What>();
    args.forEach(({ name, value }, index) => {
      const parameter = name ?? called.parameters[index]?.names[0];
      const what = value.shape === 'name' ? this.meaning.what(this.file.text(value.span)) : undefined;
      if (parameter !== undefined && what) given.set(parameter, what);
    });
    const ways = new Execution(this.file, called, this.status, this.steps - 1, given).block(called.body);
    return ways.has('raise') || ways.has('maybe') || ways.has('again') ? 'maybe' : undefined;
  }

  private truth(condition: FlowExpression): boolean | undefined {
    const { text, names } = this.file.conditionText(condition);
    const meaning = names.size > 0 ? this.file.meaning(this.inside, new Map([...this.more, ...names])) : this.meaning;
    return truthOf(text, this.status, meaning);
  }
}

/** `while True`, `for (;;)`, `for attempt in itertools.count()`. */
export function isEndless(loop: FlowLoop, file: BatchFlow): boolean {
  if (loop.form === 'for-count') return !loop.condition;
  if (loop.form !== 'for' && loop.form !== 'for-await') return false;
  return loop.clauses.some(({ iterable }) => /^(?:itertools\.)?count\(|^iter\(int, *1\)/.test(file.text(iterable.span)));
}
