/** JavaScript and TypeScript: a loop of requests becomes a loop that makes them, one batch, and a loop that uses the answers. */
import type { CallSite } from '../../../callSite/callSite';
import type { FlowAccess, FlowCall, FlowFunction, FlowStatement } from '../../../syntax/flow/flow';
import type { LoopAnalysis, CalledFunction } from '../../../loops/loopAnalysis';
import { contains, type Span } from '../../../text/span';
import { insertion, type TextEdit } from '../../../text/textEdit';
import { styleOf, type CodeStyle } from '../../style';
import type { FixContext } from '../../fix';
import type { BatchConverter, BatchMode, LoopChange } from '../conversion';
import { buildingLines } from './building';
import { failingCall } from './effects';
import { calledParts, type CalledParts } from './calledFunction';
import { helperEdits, type HelperEdits } from './install';
import { requestIn, requestOf, type BatchRequest } from './request';
import { keptNames, replayNeeded, retainedInReplay } from './second';
import { Effects, meets } from '../shared/effects';
import { checkOrder, checkOverwritten, guardRaises } from '../shared/halves';
import { checkRetries } from '../shared/retries';
import { accessesOutside, sliceLoop, type Slice } from '../shared/slice';
import { ECMASCRIPT_WORDS } from './words';
import { indentAt, indentStep, lineOf, decline, reindent, startsLine, statementLines, withBlankLine } from './source';
import { callLoopEdits, statementLoopEdits } from './usingLoop';

export const ecmascriptBatch: BatchConverter = {
  convert: (site, analysis, context, mode) => new Converter(site, analysis, context, mode).convert(),
};

class Converter {
  private readonly text: string;
  private readonly style: CodeStyle;
  private readonly request: BatchRequest;
  private readonly isTyped: boolean;

  constructor(
    private readonly site: CallSite,
    private readonly analysis: LoopAnalysis,
    private readonly context: FixContext,
    private readonly mode: BatchMode,
  ) {
    const { unit } = analysis.place;
    this.text = unit.text;
    this.style = styleOf(unit.text, unit.text.slice(site.call.span.start, site.call.span.end));
    this.isTyped = unit.facts.language === 'typescript';
    if (site.file !== unit.path) decline('the call stands in another file than the loop');
    this.request = requestOf(site, unit.text);
  }

  convert(): LoopChange {
    const { analysis, text, request, site } = this;
    const { nested, path, place, retry, call } = analysis;
    checkRetries(analysis.retries, this.effects, text);
    const usesTypes = request.body.kind === 'dictionary' || analysis.called !== undefined;
    const sdk = helperEdits({ ...this.context, unit: place.unit }, request, usesTypes);
    const named = this.namedFunction();
    if (named) return this.convertNamed(named, sdk);
    this.declineForms();
    const called = analysis.called && this.calledParts(analysis.called, sdk);
    const body = called ? argumentsSpan(call) : request.bodySpan;
    const made = requestIn(path, body);
    const slice = sliceLoop({ text, effects: this.effects, loops: nested, path, retry: called ? undefined : retry, ...made });
    guardRaises(slice, text);
    checkOrder(slice, [body], text);
    declineShared(slice, made.request, text);
    this.declineUnsafeRequest(slice, body);
    const replays = replayNeeded(slice);
    const taken = [...slice.building, ...slice.guards, ...slice.tail];
    const gone = called ? [] : [site.call.span];
    const remaining = accessesOutside(slice, [...(replays ? [] : taken.map(({ span }) => span)), ...gone]);
    const names = this.names(remaining);
    const kept = replays ? [] : keptNames(slice, remaining, text);

    const first = [`const ${names.jobs} = []${this.end}`, ...this.building(slice, kept, names, sdk.sdk, called)];
    const submit = `await runBatch(${called?.client ?? request.client}, ${this.quoted(request.api)}, ${names.jobs}${this.options})`;
    const cut = replays ? retainedInReplay(slice, gone, text).dropped : taken;
    checkOverwritten(slice, cut, kept, gone, text);
    const edits: TextEdit[] = [...sdk.edits, ...(called?.edits ?? []), ...this.cuts(cut)];
    const use = (answer: string): readonly TextEdit[] => called?.callEdits(answer) ?? [{ span: site.call.span, newText: answer }];
    if (replays) {
      first.push(`${this.indent}const ${names.answers} = (${submit}).values()${this.end}`);
      edits.push(...use(`${names.answers}.next().value${this.isTyped ? '!' : ''}.answer`));
    } else {
      edits.push(...use(names.answer));
      const loop = { text, loop: nested[0]!, pattern: patternOf(kept, names.answer, remaining), submit, semicolon: this.end };
      edits.push(...(nested[0]!.form === 'call' ? callLoopEdits(loop) : statementLoopEdits(loop)));
    }
    edits.push(...this.before(first));
    return this.changes(edits, sdk);
  }

  /** `items.map(summarize)`: where the function is named. */
  private namedFunction(): Span | undefined {
    const { nested, called } = this.analysis;
    const { call } = nested[0] ?? {};
    if (nested.length !== 1 || !call || call.named === undefined || !called || (call.kind !== 'map' && call.kind !== 'map-limit'))
      return undefined;
    return call.call.args[call.named]!.span;
  }

  private convertNamed(span: Span, sdk: HelperEdits): LoopChange {
    const { analysis, text, request } = this;
    const [loop] = analysis.nested;
    this.declinePlace();
    const { iterable } = loop!.clauses[0]!;
    const item = ['item', 'entry', 'each'].find((name) => !this.isWord(name)) ?? decline('no name is left for an item');
    const names = this.names([]);
    const parts = this.calledParts(analysis.called!, sdk, { span, item });
    const indent = this.indent + indentStep(text);
    const source = loop!.call!.call.callee?.startsWith('Array.from')
      ? `Array.from(${text.slice(iterable.span.start, iterable.span.end)})`
      : text.slice(iterable.span.start, iterable.span.end);
    const first = [
      `const ${names.jobs} = []${this.end}`,
      `${this.indent}for (const ${item} of ${source}) {`,
      `${indent}${names.jobs}.push({ ${item}, request: ${parts.request} })${this.end}`,
      `${this.indent}}`,
    ];
    const submit = `await runBatch(${parts.client}, ${this.quoted(request.api)}, ${names.jobs}${this.options})`;
    const isReceiver = iterable.span.end <= loop!.call!.call.calleeSpan.end;
    const edits: TextEdit[] = [
      ...sdk.edits,
      ...parts.edits,
      ...this.before(first),
      { span: iterable.span, newText: isReceiver ? `(${submit})` : submit },
      { span, newText: `({ ${item}, answer }) => ${parts.callee}(answer, ${item})` },
    ];
    return this.changes(edits, sdk);
  }

  private changes(edits: readonly TextEdit[], { others }: HelperEdits): LoopChange {
    return {
      changes: [
        { file: this.analysis.place.unit.path, edits: [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end) },
        ...others,
      ],
    };
  }

  /** Functions of the file are followed, where the name is that of only one. */
  private readonly effects = new Effects(ECMASCRIPT_WORDS, ({ callee }) => {
    if (callee === undefined || !/^(this\.)?[\w$]+$/.test(callee)) return undefined;
    const { unit, flow } = this.analysis.place;
    const found = unit.facts.functions
      .flatMap(({ span }) => flow.functionOf(span) ?? [])
      .filter(({ name }) => name === callee.replace('this.', ''));
    return found.length === 1 ? found[0] : undefined;
  });

  private isWord(name: string): boolean {
    const { span } = this.analysis.step.statement;
    return new RegExp(`\\b${name}\\b`).test(this.text.slice(span.start, span.end));
  }

  /** The function of the file that sends the request, taken apart. */
  private calledParts(
    called: CalledFunction,
    { sdk, answer }: HelperEdits,
    named?: { readonly span: Span; readonly item: string },
  ): CalledParts {
    const { site, analysis, request, text, style } = this;
    if (called.place.unit.path !== analysis.place.unit.path) decline('the call stands in another file than the loop');
    const isBare = (name: string): boolean =>
      !new RegExp(`\\b${name}\\b`).test(text.slice(called.place.function.span.start, called.place.function.span.end));
    const variable = ['request', 'batchRequest'].find(isBare) ?? decline('no name is left for the request');
    const leaf = (indent: string): readonly string[] =>
      this.requestLines(indent, sdk, variable, (value) => `${indent}return ${value}${this.end}`);
    return calledParts({
      site,
      analysis,
      called,
      request,
      text,
      newline: style.newline,
      semicolon: this.end,
      answerType: this.isTyped
        ? answer(`${called.place.function.name}Request`, text.startsWith('this.', named?.span.start ?? analysis.call.span.start))
        : undefined,
      leaf,
      named,
      effects: this.effects,
    });
  }

  private get end(): string {
    return this.style.semicolons ? ';' : '';
  }

  private get indent(): string {
    return indentAt(this.text, this.analysis.step.statement.span.start);
  }

  private get options(): string {
    return this.mode === 'two-step' ? ', { wait: false }' : '';
  }

  private quoted(text: string): string {
    return `${this.style.quote}${text}${this.style.quote}`;
  }

  /** Loops whose items are gone through in a way that two loops can't repeat, and places that can't wait. */
  private declineForms(): void {
    const { nested, path } = this.analysis;
    const { text } = this;
    if (path.length === 0) decline('the call does not stand in the body of the loop');
    for (const { form, call, span } of nested) {
      const line = lineOf(text, span.start);
      if (form === 'comprehension' || form === 'generator' || (form === 'call' && !call?.function))
        decline(`the loop in line ${line} calls a function that is written elsewhere`);
      if (form === 'call' && call!.kind !== 'map' && call!.kind !== 'map-limit')
        decline(
          call!.kind === 'for-each'
            ? `forEach (line ${line}) does not wait for its answers, so that what comes after it runs before them`
            : `\`${call!.call.callee ?? call!.call.method}\` (line ${line}) does more than going through the items`,
        );
      if (form === 'call' && call!.function!.isGenerator) decline(`the function in line ${line} is a generator`);
    }
    this.declinePlace();
  }

  /** The place must be able to wait, and have room for a statement. */
  private declinePlace(): void {
    const { place, step } = this.analysis;
    const { text } = this;
    if (!canAwait(place.function, place.unit.facts.importInsertion.style))
      decline(
        `${place.function.name ? `\`${place.function.name}\`` : 'the function round the loop'} is not async, so that nothing in it can wait for a batch`,
      );
    if (place.function.isExpression) return;
    if (!startsLine(text, step.statement.span.start) || (step.block.hasBraces !== true && step.block !== place.function.body))
      decline(`line ${lineOf(text, step.statement.span.start)} leaves no room for a statement before the loop`);
  }

  /** Within a `try` the request must not be able to fail when it is made outside. */
  private declineUnsafeRequest({ levels, loops }: Slice, body: Span): void {
    const { text, request } = this;
    if (levels.some(({ entry }) => entry?.kind === 'once' && entry.isTry)) {
      const inBody = expressionCalls(levels[levels.length - 1]!.statement, body);
      const failing = failingCall(inBody);
      if (failing)
        decline(
          `\`${failing.callee ?? failing.method}\` (line ${lineOf(text, failing.span.start)}) may fail, and the try round it would no longer see it`,
        );
    }
    const own = new Set([
      ...loops.flatMap(({ clauses }) => clauses.flatMap(({ targets }) => targets.names)),
      ...levels
        .flatMap(({ before }) => before)
        .flatMap((statement) => (statement.kind === 'assign' ? statement.targets.flatMap(({ names }) => names) : [])),
    ]);
    const client = /^[\w$]+/.exec(request.client)?.[0];
    if (client !== undefined && own.has(client)) decline(`the client \`${client}\` is made anew for each request`);
    if (/\bawait\b/.test(request.client)) decline('the client is waited for in each request');
  }

  /** Names that nothing in the function round the loop uses; the second loop of a function gets names of its own. */
  private names(remaining: readonly FlowAccess[]): {
    readonly jobs: string;
    readonly request: string;
    readonly answer: string;
    readonly answers: string;
  } {
    const { place } = this.analysis;
    const code = this.text.slice(place.function.span.start, place.function.span.end);
    const before = this.text.slice(place.function.span.start, this.site.call.span.start);
    const nth = before.match(/\.(create|parse|generate)\s*\(/g)?.length ?? 0;
    const free = (name: string): string => {
      for (let number = nth; ; number++) {
        const candidate = number === 0 ? name : `${name}${number + 1}`;
        if (!new RegExp(`(?<!\\.)\\b${candidate}\\b`).test(code)) return candidate;
      }
    };
    const { span } = this.analysis.step.statement;
    const statement = this.text.slice(span.start, span.end);
    const isUsed = (name: string): boolean =>
      remaining.some((access) => access.name === name) || new RegExp(`\\b(const|let|var)\\b[^=;\\n]*\\b${name}\\b`).test(statement);
    const answer = ['answer', 'reply', 'batchAnswer'].find((name) => !isUsed(name)) ?? decline('no name is left for the answer');
    const request =
      ['request', 'batchRequest', 'requestBody'].find((name) => !this.isWord(name)) ?? decline('no name is left for the request');
    return { jobs: free('jobs'), request, answer, answers: free('answers') };
  }

  private building(
    slice: Slice,
    kept: readonly string[],
    names: { readonly jobs: string; readonly request: string },
    sdk: string,
    called: CalledParts | undefined,
  ): readonly string[] {
    const { text } = this;
    const keys = kept.map((name) => (RESERVED.has(name) ? `${name}Kept: ${name}` : name));
    const leaf = (indent: string): readonly string[] => {
      const push = (value: string): string =>
        `${indent}${names.jobs}.push({ ${[...keys, value === 'request' ? value : `request: ${value}`].join(', ')} })${this.end}`;
      return called ? [push(called.request)] : this.requestLines(indent, sdk, names.request, push);
    };
    return buildingLines({ text, slice, step: indentStep(text), semicolon: this.end, leaf }, this.indent);
  }

  /** The request in a variable of its own, where it is written at the call; then `use` of it. */
  private requestLines(indent: string, sdk: string, variable: string, use: (value: string) => string): readonly string[] {
    const { text, request, site } = this;
    const { body, bodySpan } = request;
    const written = reindent(text.slice(bodySpan.start, bodySpan.end), indentAt(text, site.call.span.start), indent);
    if (body.kind !== 'dictionary' || body.span.start !== bodySpan.start || body.span.end !== bodySpan.end) return [use(written)];
    const type = `${sdk}.${request.requestType}`;
    const [before, after] = !this.isTyped ? ['', ''] : request.isParsed ? ['', ` satisfies ${type}`] : [`: ${type}`, ''];
    return [...`${indent}const ${variable}${before} = ${written}${after}${this.end}`.split(/\r?\n/), use(variable)];
  }

  /** Cuts statements with their lines. */
  private cuts(statements: Iterable<FlowStatement>): readonly TextEdit[] {
    const all = [...statements];
    const outermost = all.filter(({ span }) => !all.some((other) => other.span !== span && contains(other.span, span)));
    const spans = outermost.map((statement) =>
      withBlankLine(
        this.text,
        statementLines(this.text, statement.kind === 'assign' && statement.whole ? statement.whole : statement.span),
      ),
    );
    const merged: Span[] = [];
    for (const span of spans.sort((a, b) => a.start - b.start || b.end - a.end)) {
      const last = merged[merged.length - 1];
      if (!last || span.start >= last.end) merged.push(span);
    }
    return merged.map((span) => ({ span, newText: '' }));
  }

  /** Lines before the statement of the loop; a function that is one expression gets a body. */
  private before(lines: readonly string[]): readonly TextEdit[] {
    const { newline } = this.style;
    const { step, place } = this.analysis;
    const { span } = step.statement;
    if (!place.function.isExpression) return [insertion(span.start, `${lines.join(newline)}${newline}${this.indent}`)];
    const unit = indentStep(this.text);
    const inner = lines.map((line, index) => (index === 0 ? this.indent + unit + line : unit + line));
    return [
      insertion(span.start, `{${newline}${inner.join(newline)}${newline}${this.indent}${unit}return `),
      insertion(span.end, `${this.end}${newline}${this.indent}}`),
    ];
  }
}

/** An object that all requests hold, changed for each, would be the last one for all of them. */
function declineShared({ carried, effects }: Slice, request: readonly FlowAccess[], text: string): void {
  const rebuilt = carried.find((effect) => effects.isChange(effect) && request.some((access) => meets(access, effect)));
  if (rebuilt)
    decline(
      `\`${rebuilt.name}\` is changed for each request (line ${lineOf(text, rebuilt.span.start)}), so that all requests would become the last one`,
    );
}

/** Names of properties that a job has anyway. */
const RESERVED = new Set(['request', 'answer']);

function patternOf(
  kept: readonly string[],
  answer: string,
  remaining: readonly FlowAccess[],
): { readonly code: string; readonly isReassigned: boolean } {
  const names = kept.map((name) => (RESERVED.has(name) ? `${name}Kept: ${name}` : name));
  const isReassigned = remaining.some(({ name, kind }) => kind === 'write' && kept.includes(name));
  return { code: `{ ${[...names, answer === 'answer' ? answer : `answer: ${answer}`].join(', ')} }`, isReassigned };
}

/** Between the parentheses of a call. */
function argumentsSpan({ args, span }: FlowCall): Span {
  const [first] = args;
  return first ? { start: first.span.start, end: args[args.length - 1]!.span.end } : { start: span.end, end: span.end };
}

function expressionCalls(statement: FlowStatement, within: Span): readonly FlowCall[] {
  const value = 'value' in statement ? statement.value : undefined;
  return value?.calls.filter(({ span }) => contains(within, span)) ?? [];
}

function canAwait(fn: FlowFunction, style: 'import' | 'require'): boolean {
  return fn.form === 'module' ? style === 'import' : fn.isAsync;
}
