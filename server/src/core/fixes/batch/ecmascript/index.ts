/** JavaScript and TypeScript: a loop of requests becomes a loop that makes them, one batch, and a loop that uses the answers. */
import type { CallSite } from '../../../callSite/callSite';
import type { FlowAccess, FlowCall, FlowFunction, FlowStatement } from '../../../syntax/flow/flow';
import type { LoopAnalysis, LoopHelper } from '../../../loops/loopAnalysis';
import { contains, type Span } from '../../../text/span';
import { insertion, type TextEdit } from '../../../text/textEdit';
import { styleOf, type CodeStyle } from '../../style';
import type { BatchConverter, BatchMode, Conversion } from '../conversion';
import { buildingLines } from './building';
import { failingCall } from './effects';
import { helperEdits, type HelperEdits } from './helper';
import { helperParts, type HelperParts } from './helperFunction';
import { requestOf, type BatchRequest } from './request';
import { keptNames, replayNeeded, retainedInReplay } from './second';
import { accessesOutside, sliceLoop, type Slice } from './slice';
import { indentAt, indentStep, lineOf, Refusal, refuse, reindent, startsLine, statementLines, withBlankLine } from './source';
import { callLoopEdits, statementLoopEdits } from './usingLoop';

export const ecmascriptBatch: BatchConverter = {
  convert(site, analysis, _context, mode) {
    try {
      return new Converter(site, analysis, mode).convert();
    } catch (error) {
      // Half-typed code may have shapes that nobody thought of: such a loop is left alone, and the scan goes on.
      return { refused: error instanceof Refusal ? error.message : 'the loop is written in a way that is not taken apart' };
    }
  },
};

class Converter {
  private readonly text: string;
  private readonly style: CodeStyle;
  private readonly request: BatchRequest;
  private readonly isTyped: boolean;

  constructor(
    private readonly site: CallSite,
    private readonly analysis: LoopAnalysis,
    private readonly mode: BatchMode,
  ) {
    const { unit } = analysis.place;
    this.text = unit.text;
    this.style = styleOf(unit.text, unit.text.slice(site.call.span.start, site.call.span.end));
    this.isTyped = unit.facts.language === 'typescript';
    if (site.file !== unit.path) refuse('the call stands in another file than the loop');
    this.request = requestOf(site, unit.text);
  }

  convert(): Conversion {
    const { analysis, text, request, site } = this;
    const { nested, path, place, retry, call } = analysis;
    const sdk = helperEdits(place.unit, request);
    const named = this.namedFunction();
    if (named) return this.convertNamed(named, sdk);
    this.refuseForms();
    const helper = analysis.helper && this.helper(analysis.helper, sdk);
    const body = helper ? argumentsSpan(call) : request.bodySpan;
    const slice = sliceLoop({ text, loops: nested, path, retry: helper ? undefined : retry, body, lookup: this.lookup });
    this.refuseUnsafeRequest(slice, body);
    const replays = replayNeeded(slice);
    const taken = [...slice.building, ...slice.guards, ...slice.tail];
    const gone = helper ? [] : [site.call.span];
    const remaining = accessesOutside(slice, [...(replays ? [] : taken.map(({ span }) => span)), ...gone]);
    const names = this.names(remaining);
    const kept = replays ? [] : keptNames(slice, remaining, text);

    const first = [`const ${names.jobs} = []${this.end}`, ...this.building(slice, kept, names, sdk.sdk, helper)];
    const submit = `await runBatch(${helper?.client ?? request.client}, ${this.quoted(request.api)}, ${names.jobs}${this.options})`;
    const cut = replays ? retainedInReplay(slice, gone, text).dropped : taken;
    const edits: TextEdit[] = [...sdk.edits, ...(helper?.edits ?? []), ...this.cuts(cut)];
    const use = (answer: string): readonly TextEdit[] => helper?.callEdits(answer) ?? [{ span: site.call.span, newText: answer }];
    if (replays) {
      first.push(`${this.indent}const ${names.answers} = (${submit}).values()${this.end}`);
      edits.push(...use(`${names.answers}.next().value${this.isTyped ? '!' : ''}.answer`));
    } else {
      edits.push(...use(names.answer));
      const loop = { text, loop: nested[0]!, pattern: patternOf(kept, names.answer, remaining), submit, semicolon: this.end };
      edits.push(...(nested[0]!.form === 'call' ? callLoopEdits(loop) : statementLoopEdits(loop)));
    }
    edits.push(...this.before(first));
    return this.changes(edits);
  }

  /** `items.map(summarize)`: where the function is named. */
  private namedFunction(): Span | undefined {
    const { nested, helper } = this.analysis;
    const { call } = nested[0] ?? {};
    if (nested.length !== 1 || !call || call.named === undefined || !helper || (call.kind !== 'map' && call.kind !== 'map-limit'))
      return undefined;
    return call.call.args[call.named]!.span;
  }

  private convertNamed(span: Span, sdk: HelperEdits): Conversion {
    const { analysis, text, request } = this;
    const [loop] = analysis.nested;
    this.refusePlace();
    const { iterable } = loop!.clauses[0]!;
    const item = ['item', 'entry', 'each'].find((name) => !this.isWord(name)) ?? refuse('no name is left for an item');
    const names = this.names([]);
    const parts = this.helper(analysis.helper!, sdk, { span, item });
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
    return this.changes(edits);
  }

  private changes(edits: readonly TextEdit[]): Conversion {
    return {
      changes: [
        { file: this.analysis.place.unit.path, edits: [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end) },
      ],
    };
  }

  /** A function of the file, where the name is that of only one. */
  private readonly lookup = (name: string): FlowFunction | undefined => {
    const { unit, flow } = this.analysis.place;
    const found = unit.facts.functions.flatMap(({ span }) => flow.functionOf(span) ?? []).filter((fn) => fn.name === name);
    return found.length === 1 ? found[0] : undefined;
  };

  private isWord(name: string): boolean {
    const { span } = this.analysis.step.statement;
    return new RegExp(`\\b${name}\\b`).test(this.text.slice(span.start, span.end));
  }

  /** The function of the file that sends the request, taken apart. */
  private helper(helper: LoopHelper, { sdk, answer }: HelperEdits, named?: { readonly span: Span; readonly item: string }): HelperParts {
    const { site, analysis, request, text, style } = this;
    if (helper.place.unit.path !== analysis.place.unit.path) refuse('the call stands in another file than the loop');
    const isBare = (name: string): boolean =>
      !new RegExp(`\\b${name}\\b`).test(text.slice(helper.place.function.span.start, helper.place.function.span.end));
    const variable = ['request', 'batchRequest'].find(isBare) ?? refuse('no name is left for the request');
    const leaf = (indent: string): readonly string[] =>
      this.requestLines(indent, sdk, variable, (value) => `${indent}return ${value}${this.end}`);
    return helperParts({
      site,
      analysis,
      helper,
      request,
      text,
      newline: style.newline,
      semicolon: this.end,
      answerType: this.isTyped
        ? answer(`${helper.place.function.name}Request`, text.startsWith('this.', named?.span.start ?? analysis.call.span.start))
        : undefined,
      leaf,
      named,
      lookup: this.lookup,
    });
  }

  private get end(): string {
    return this.style.semicolons ? ';' : '';
  }

  private get indent(): string {
    return indentAt(this.text, this.analysis.step.statement.span.start);
  }

  private get options(): string {
    return this.mode === 'two-step'
      ? `, { step: process.argv.includes(${this.quoted('collect')}) ? ${this.quoted('collect')} : ${this.quoted('submit')} }`
      : '';
  }

  private quoted(text: string): string {
    return `${this.style.quote}${text}${this.style.quote}`;
  }

  /** Loops whose items are gone through in a way that two loops can't repeat, and places that can't wait. */
  private refuseForms(): void {
    const { nested, path } = this.analysis;
    const { text } = this;
    if (path.length === 0) refuse('the call does not stand in the body of the loop');
    for (const { form, call, span } of nested) {
      const line = lineOf(text, span.start);
      if (form === 'comprehension' || form === 'generator' || (form === 'call' && !call?.function))
        refuse(`the loop in line ${line} calls a function that is written elsewhere`);
      if (form === 'call' && call!.kind !== 'map' && call!.kind !== 'map-limit')
        refuse(
          call!.kind === 'for-each'
            ? `forEach (line ${line}) does not wait for its answers, so that what comes after it runs before them`
            : `\`${call!.call.callee ?? call!.call.method}\` (line ${line}) does more than going through the items`,
        );
      if (form === 'call' && call!.function!.isGenerator) refuse(`the function in line ${line} is a generator`);
    }
    this.refusePlace();
  }

  /** The place must be able to wait, and have room for a statement. */
  private refusePlace(): void {
    const { place, step } = this.analysis;
    const { text } = this;
    if (!canAwait(place.function, place.unit.facts.importInsertion.style))
      refuse(
        `${place.function.name ? `\`${place.function.name}\`` : 'the function round the loop'} is not async, so that nothing in it can wait for a batch`,
      );
    if (place.function.isExpression) return;
    if (!startsLine(text, step.statement.span.start) || (step.block.hasBraces !== true && step.block !== place.function.body))
      refuse(`line ${lineOf(text, step.statement.span.start)} leaves no room for a statement before the loop`);
  }

  /** Within a `try` the request must not be able to fail when it is made outside. */
  private refuseUnsafeRequest({ levels, loops }: Slice, body: Span): void {
    const { text, request } = this;
    if (levels.some(({ entry }) => entry?.kind === 'once' && entry.isTry)) {
      const inBody = expressionCalls(levels[levels.length - 1]!.statement, body);
      const failing = failingCall(inBody);
      if (failing)
        refuse(
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
    if (client !== undefined && own.has(client)) refuse(`the client \`${client}\` is made anew for each request`);
    if (/\bawait\b/.test(request.client)) refuse('the client is waited for in each request');
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
    const answer = ['answer', 'reply', 'batchAnswer'].find((name) => !isUsed(name)) ?? refuse('no name is left for the answer');
    const request =
      ['request', 'batchRequest', 'requestBody'].find((name) => !this.isWord(name)) ?? refuse('no name is left for the request');
    return { jobs: free('jobs'), request, answer, answers: free('answers') };
  }

  private building(
    slice: Slice,
    kept: readonly string[],
    names: { readonly jobs: string; readonly request: string },
    sdk: string,
    helper: HelperParts | undefined,
  ): readonly string[] {
    const { text } = this;
    const keys = kept.map((name) => (RESERVED.has(name) ? `${name}Kept: ${name}` : name));
    const leaf = (indent: string): readonly string[] => {
      const push = (value: string): string =>
        `${indent}${names.jobs}.push({ ${[...keys, value === 'request' ? value : `request: ${value}`].join(', ')} })${this.end}`;
      return helper ? [push(helper.request)] : this.requestLines(indent, sdk, names.request, push);
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
