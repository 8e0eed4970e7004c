/** JavaScript and TypeScript: a loop of requests becomes a loop that makes them, one batch, and a loop that uses the answers. */
import type { CallSite } from '../../../link/callSite';
import type { FlowAccess, FlowFunction, FlowStatement } from '../../../loops/flow';
import type { LoopAnalysis } from '../../../loops/loopAnalysis';
import { contains, type Span } from '../../../text/span';
import { insertion, type TextEdit } from '../../../text/textEdit';
import { styleOf, type CodeStyle } from '../../style';
import type { BatchConverter, BatchMode, Conversion } from '../conversion';
import { buildingLines } from './building';
import { failingCall } from './effects';
import { helperEdits } from './helper';
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
      if (error instanceof Refusal) return { refused: error.message };
      throw error;
    }
  },
};

class Converter {
  private readonly text: string;
  private readonly style: CodeStyle;
  private readonly request: BatchRequest;
  private readonly isTyped: boolean;

  constructor(private readonly site: CallSite, private readonly analysis: LoopAnalysis, private readonly mode: BatchMode) {
    const { unit } = analysis.place;
    this.text = unit.text;
    this.style = styleOf(unit.text, unit.text.slice(site.call.span.start, site.call.span.end));
    this.isTyped = unit.facts.language === 'typescript';
    if (analysis.helper || site.file !== unit.path) refuse('the call stands in a function that the loop calls');
    this.request = requestOf(site, unit.text);
  }

  convert(): Conversion {
    const { analysis, text, request, site } = this;
    const { nested, path, place, retry } = analysis;
    this.refuseForms();
    const slice = sliceLoop({ text, loops: nested, path, retry, body: request.bodySpan });
    this.refuseUnsafeRequest(slice);
    const removed = (statements: Iterable<FlowStatement>): readonly Span[] => [...statements].map(({ span }) => span);
    const replays = replayNeeded(slice);
    const taken = [...slice.building, ...slice.guards, ...slice.tail];
    const remaining = accessesOutside(slice, [...removed(replays ? [] : taken), site.call.span]);
    if (remaining.some(({ span }) => contains(site.call.span, span))) refuse('the call is not where it seems to be');
    const names = this.names(remaining);
    const kept = replays ? [] : keptNames(slice, remaining, text);
    const helper = helperEdits(place.unit, request);

    const first = [`const ${names.jobs} = []${this.end}`, ...this.building(slice, kept, names, helper.sdk)];
    const submit = `await runBatch(${request.client}, ${this.quoted(request.api)}, ${names.jobs}${this.options})`;
    const cut = replays ? retainedInReplay(slice, [site.call.span], text).dropped : taken;
    const edits: TextEdit[] = [...helper.edits, ...this.cuts(cut)];
    if (replays) {
      first.push(`${this.indent}const ${names.answers} = (${submit}).values()${this.end}`);
      edits.push({ span: site.call.span, newText: `${names.answers}.next().value${this.isTyped ? '!' : ''}.answer` });
    } else {
      edits.push({ span: site.call.span, newText: names.answer });
      const loop = { text, loop: nested[0]!, pattern: patternOf(kept, names.answer, remaining), submit, semicolon: this.end };
      edits.push(...(nested[0]!.form === 'call' ? callLoopEdits(loop) : statementLoopEdits(loop)));
    }
    edits.push(...this.before(first));
    return { changes: [{ file: place.unit.path, edits: edits.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end) }] };
  }

  private get end(): string {
    return this.style.semicolons ? ';' : '';
  }

  private get indent(): string {
    return indentAt(this.text, this.analysis.step.statement.span.start);
  }

  private get options(): string {
    return this.mode === 'two-step' ? `, { step: process.argv.includes(${this.quoted('collect')}) ? ${this.quoted('collect')} : ${this.quoted('submit')} }` : '';
  }

  private quoted(text: string): string {
    return `${this.style.quote}${text}${this.style.quote}`;
  }

  /** Loops whose items are gone through in a way that two loops can't repeat, and places that can't wait. */
  private refuseForms(): void {
    const { nested, place, step, path } = this.analysis;
    const { text } = this;
    if (path.length === 0) refuse('the call does not stand in the body of the loop');
    for (const { form, call, span } of nested) {
      const line = lineOf(text, span.start);
      if (form === 'comprehension' || form === 'generator' || (form === 'call' && !call?.function)) refuse(`the loop in line ${line} calls a function that is written elsewhere`);
      if (form === 'call' && call!.kind !== 'map' && call!.kind !== 'map-limit') refuse(call!.kind === 'for-each' ? `forEach (line ${line}) does not wait for its answers, so that what comes after it runs before them` : `\`${call!.call.callee ?? call!.call.method}\` (line ${line}) does more than going through the items`);
      if (form === 'call' && call!.function!.isGenerator) refuse(`the function in line ${line} is a generator`);
    }
    if (!canAwait(place.function, place.unit.facts.importInsertion.style)) refuse(`${place.function.name ? `\`${place.function.name}\`` : 'the function round the loop'} is not async, so that nothing in it can wait for a batch`);
    if (place.function.isExpression) return;
    if (!startsLine(text, step.statement.span.start) || (step.block.hasBraces !== true && step.block !== place.function.body)) refuse(`line ${lineOf(text, step.statement.span.start)} leaves no room for a statement before the loop`);
  }

  /** Within a `try` the request must not be able to fail when it is made outside. */
  private refuseUnsafeRequest({ levels, loops }: Slice): void {
    const { text, request, analysis } = this;
    if (levels.some(({ entry }) => entry?.kind === 'once' && entry.isTry)) {
      const inBody = expressionCalls(levels[levels.length - 1]!.statement, request.bodySpan);
      const failing = failingCall(inBody);
      if (failing) refuse(`\`${failing.callee ?? failing.method}\` (line ${lineOf(text, failing.span.start)}) may fail, and the try round it would no longer see it`);
    }
    const own = new Set([...loops.flatMap(({ clauses }) => clauses.flatMap(({ targets }) => targets.names)), ...levels.flatMap(({ before }) => before).flatMap((statement) => (statement.kind === 'assign' ? statement.targets.flatMap(({ names }) => names) : []))]);
    const client = /^[\w$]+/.exec(request.client)?.[0];
    if (client !== undefined && own.has(client)) refuse(`the client \`${client}\` is made anew for each request`);
    if (/\bawait\b/.test(request.client)) refuse('the client is waited for in each request');
    void analysis;
  }

  /** Names that nothing in the function round the loop uses; the second loop of a function gets names of its own. */
  private names(remaining: readonly FlowAccess[]): { readonly jobs: string; readonly request: string; readonly answer: string; readonly answers: string } {
    const { place } = this.analysis;
    const code = this.text.slice(place.function.span.start, place.function.span.end);
    const before = this.text.slice(place.function.span.start, this.site.call.span.start);
    const nth = before.match(/\.(create|parse|generate)\s*\(/g)?.length ?? 0;
    const free = (name: string): string => {
      for (let number = nth; ; number++) {
        const candidate = number === 0 ? name : `${name}${number + 1}`;
        if (!new RegExp(`\\b${candidate}\\b`).test(code)) return candidate;
      }
    };
    const isUsed = (name: string): boolean => remaining.some((access) => access.name === name) || new RegExp(`\\b(const|let|var)\\b[^=;\\n]*\\b${name}\\b`).test(code);
    const answer = ['answer', 'reply', 'batchAnswer'].find((name) => !isUsed(name)) ?? refuse('no name is left for the answer');
    const request = ['request', 'batchRequest', 'requestBody'].find((name) => !new RegExp(`\\b${name}\\b`).test(code)) ?? refuse('no name is left for the request');
    return { jobs: free('jobs'), request, answer, answers: free('answers') };
  }

  private building(slice: Slice, kept: readonly string[], names: { readonly jobs: string; readonly request: string }, sdk: string): readonly string[] {
    const { text, request, site } = this;
    const step = indentStep(text);
    const written = text.slice(request.bodySpan.start, request.bodySpan.end);
    const isLiteral = request.body.kind === 'dictionary' && request.body.span.end === request.bodySpan.end && request.body.span.start === request.bodySpan.start;
    const leaf = (indent: string): readonly string[] => {
      const keys = kept.map((name) => (RESERVED.has(name) ? `${name}Kept: ${name}` : name));
      const push = (value: string): string => `${indent}${names.jobs}.push({ ${[...keys, value].join(', ')} })${this.end}`;
      if (!isLiteral) return [push(written === 'request' ? 'request' : `request: ${reindent(written, indentAt(text, site.call.span.start), indent)}`)];
      const type = `${sdk}.${request.requestType}`;
      const [before, after] = !this.isTyped ? ['', ''] : request.isParsed ? ['', ` satisfies ${type}`] : [`: ${type}`, ''];
      const code = `${indent}const ${names.request}${before} = ${reindent(written, indentAt(text, site.call.span.start), indent)}${after}${this.end}`;
      return [...code.split(/\r?\n/), push(names.request === 'request' ? 'request' : `request: ${names.request}`)];
    };
    return buildingLines({ text, slice, step, semicolon: this.end, leaf }, this.indent);
  }

  /** Cuts statements with their lines. */
  private cuts(statements: Iterable<FlowStatement>): readonly TextEdit[] {
    const all = [...statements];
    const outermost = all.filter(({ span }) => !all.some((other) => other.span !== span && contains(other.span, span)));
    const spans = outermost.map((statement) => withBlankLine(this.text, statementLines(this.text, statement.kind === 'assign' && statement.whole ? statement.whole : statement.span)));
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
    return [insertion(span.start, `{${newline}${inner.join(newline)}${newline}${this.indent}${unit}return `), insertion(span.end, `${this.end}${newline}${this.indent}}`)];
  }
}

/** Names of properties that a job has anyway. */
const RESERVED = new Set(['request', 'answer']);

function patternOf(kept: readonly string[], answer: string, remaining: readonly FlowAccess[]): { readonly code: string; readonly isReassigned: boolean } {
  const names = kept.map((name) => (RESERVED.has(name) ? `${name}Kept: ${name}` : name));
  const isReassigned = remaining.some(({ name, kind }) => kind === 'write' && kept.includes(name));
  return { code: `{ ${[...names, answer === 'answer' ? answer : `answer: ${answer}`].join(', ')} }`, isReassigned };
}

function expressionCalls(statement: FlowStatement, within: Span): readonly import('../../../loops/flow').FlowCall[] {
  const value = 'value' in statement ? statement.value : undefined;
  return value?.calls.filter(({ span }) => contains(within, span)) ?? [];
}

function canAwait(fn: FlowFunction, style: 'import' | 'require'): boolean {
  return fn.form === 'module' ? style === 'import' : fn.isAsync;
}
