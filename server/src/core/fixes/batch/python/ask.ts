/** One request of a loop: how it is made in the first half, and how its answer is taken in the second. */
import type { CallSite } from '../../../callSite/callSite';
import type { FlowAccess, FlowCall, FlowExpression } from '../../../syntax/flow/flow';
import type { LoopAnalysis } from '../../../loops/loopAnalysis';
import type { Expression } from '../../../syntax/expression';
import type { Span } from '../../../text/span';
import type { TextEdit } from '../../../text/textEdit';
import type { Effects } from '../shared/effects';
import type { HelperKind } from './helper';
import { lineOf, decline } from './text';

export interface Ask {
  /** The expression that makes the request: `dict(model=...)`, `summarize_request(doc)`. */
  readonly request: string;
  /** What that expression touches, and what it calls. */
  readonly accesses: readonly FlowAccess[];
  readonly calls: readonly FlowCall[];
  /** What it takes with it: not evaluated where the answer is taken. */
  readonly moved: readonly Span[];
  /** The edits that put `answer` (`next(answers)`, `answer`) in the place of the request. */
  take(answer: string): readonly TextEdit[];
  /** The client, as an expression at the loop. */
  readonly client: string;
  readonly clientAccesses: readonly string[];
  /** `responses.create`. */
  readonly method: string;
  readonly kind: HelperKind;
}

/** The SDK call itself. */
export function directAsk(site: CallSite, call: FlowCall, text: string): Ask {
  const { code, root } = receiver(site, text);
  return {
    request: `dict${text.slice(call.calleeSpan.end, call.span.end).trimStart()}`,
    accesses: argumentAccesses(call),
    calls: argumentCalls(call),
    moved: [{ start: call.calleeSpan.start, end: call.span.end }],
    take: (answer) => [{ span: { start: call.span.start, end: call.span.end }, newText: `${answer}()` }],
    client: code,
    clientAccesses: [root],
    method: site.api,
    kind: kindOf(site, call, text),
  };
}

export function argumentAccesses(call: FlowCall): FlowAccess[] {
  return call.args.flatMap(({ value }) => value.accesses);
}

export function argumentCalls(call: FlowCall): FlowCall[] {
  return call.args.flatMap(({ value }) => value.calls);
}

/** Arguments that packages which patch the client add: instructor, langfuse. The SDK's own method knows none of them. */
const FOREIGN = new Set([
  'response_model',
  'max_retries',
  'validation_context',
  'trace_id',
  'session_id',
  'langfuse_prompt',
  'generation_name',
]);

/** Arguments that a dict takes: keywords, and dictionaries spread. */
export function checkArguments(call: FlowCall, text: string): void {
  const odd = call.args.find(({ name, spread }) => name === undefined && spread !== 'dictionary');
  if (odd) decline(`an argument in line ${lineOf(text, odd.span.start)} has no name`);
  const foreign = call.args.find(({ name }) => name !== undefined && FOREIGN.has(name));
  if (foreign)
    decline(
      `\`${foreign.name}\` in line ${lineOf(text, foreign.span.start)} is no argument of the SDK: another package has changed the client`,
    );
  if (call.args.length === 0) decline(`the call in line ${lineOf(text, call.span.start)} has no arguments`);
}

/** The client the method is called on, as written. */
function receiver(site: CallSite, text: string): { readonly code: string; readonly root: string } {
  let object: Expression = site.method;
  for (const name of site.api.split('.').reverse()) {
    if (object.kind !== 'member' || object.property !== name)
      return decline(`the client of the call in line ${lineOf(text, site.call.span.start)} is not written beside it`);
    object = object.object;
  }
  const code = text.slice(object.span.start, object.span.end);
  const root = rootOf(object);
  if (root === undefined) return decline(`the client of the call in line ${lineOf(text, site.call.span.start)} is no plain name`);
  // The module's own client lives behind its settings.
  if (site.client.origin === 'module' || code === 'openai')
    return { code: `${code}.OpenAI(api_key=${code}.api_key, base_url=${code}.base_url)`, root };
  return { code, root };
}

function rootOf(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'member') return rootOf(expression.object);
  if (expression.kind === 'call' && expression.callee.kind === 'member' && expression.callee.property === 'with_options')
    return rootOf(expression.callee.object);
  return undefined;
}

/** Whether the answer is awaited: the client is an AsyncOpenAI. */
function kindOf(site: CallSite, call: FlowCall, text: string): HelperKind {
  if (call.awaited) return 'async';
  if (!site.client.construction && /\bAsyncOpenAI\b/.test(text))
    decline(`it can't be seen whether the client in line ${lineOf(text, call.span.start)} is an AsyncOpenAI`);
  const callee = site.client.construction?.call.callee;
  const name = callee?.kind === 'member' ? callee.property : callee?.kind === 'name' ? callee.name : '';
  return name.startsWith('Async') ? 'async' : 'sync';
}

/** A request that is only sometimes sent, `x and create(...)`, has no place in a list of requests. */
export function checkUnconditional(text: string, span: Span, moved: readonly Span[]): void {
  const inside = moved.filter(({ start, end }) => start >= span.start && end <= span.end);
  const first = Math.min(...inside.map(({ start }) => start), span.end);
  const last = Math.max(...inside.map(({ end }) => end), span.start);
  const before = bare(text.slice(span.start, first));
  const after = bare(text.slice(last, span.end));
  if (inside.length === 0 ? /\b(if|else|and|or|lambda)\b/.test(before) : /\b(else|and|or|lambda)\b/.test(before) || /\bif\b/.test(after))
    decline(`line ${lineOf(text, span.start)} sends the request only sometimes`);
}

/** Without strings and comments. */
function bare(code: string): string {
  return code.replace(/"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#[^\n]*/g, '');
}

/** What a loop conversion starts from. */
export interface LoopJob {
  readonly site: CallSite;
  readonly analysis: LoopAnalysis;
  readonly text: string;
  readonly ask: Ask;
  readonly names: JobNames;
  readonly newline: string;
  readonly step: string;
  /** Code that submits: `run_batch(client, "responses.create", ...)`, given the requests. */
  run(requests: string): string;
  /** Whether going through the iterable twice gives the same items. */
  isRepeatable(iterable: FlowExpression): boolean;
  readonly effects: Effects;
  /** The code of an iterable for the first pass: without a progress bar. */
  quiet(iterable: FlowExpression): string;
}

interface JobNames {
  readonly requests: string;
  readonly answers: string;
  readonly items: string;
  readonly answer: string;
  readonly item: string;
  readonly error: string;
}
