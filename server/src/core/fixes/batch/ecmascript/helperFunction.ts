/**
 * A function that sends the request, called from a loop, taken apart: `summarizeRequest(text)` makes the request, and
 * `summarize(answer, text)` uses the answer. Other callers keep a `summarize(text)` that does both.
 */
import type { CallSite } from '../../../callSite/callSite';
import type { FlowAssign, FlowCall, FlowFunction, FlowStatement } from '../../../syntax/flow/flow';
import type { LoopAnalysis, LoopHelper } from '../../../loops/loopAnalysis';
import { statementsIn } from '../../../syntax/flow/walk';
import { contains, type Span } from '../../../text/span';
import { applyEdits, insertion, type TextEdit } from '../../../text/textEdit';
import { buildingLines } from './building';
import { accessesOf, callsOf, declaresOf, isRepeatable, type Lookup } from './effects';
import type { BatchRequest } from './request';
import { retainedInReplay } from './second';
import { sliceLoop } from './slice';
import { indentAt, indentStep, lineEnd, lineOf, refuse, reindent, startsLine, statementLines, withBlankLine } from './source';

export interface HelperParts {
  /** What makes the request, for the loop: `summarizeRequest(ticket)`. */
  readonly request: string;
  /** In the loop: the call takes the answer first. */
  readonly callEdits: (answer: string) => readonly TextEdit[];
  readonly edits: readonly TextEdit[];
  /** The client, as the loop can name it. */
  readonly client: string;
  /** What takes the answer, then the arguments: `summarize`, `summarizeAnswer`. */
  readonly callee: string;
}

interface Input {
  readonly site: CallSite;
  readonly analysis: LoopAnalysis;
  readonly helper: LoopHelper;
  readonly request: BatchRequest;
  readonly text: string;
  readonly newline: string;
  readonly semicolon: string;
  /** TypeScript: the type of an answer. */
  readonly answerType: string | undefined;
  readonly lookup: Lookup;
  /** Lines that return the request, given the indentation. */
  readonly leaf: (indent: string) => readonly string[];
  /** The function is named, not called: `items.map(summarize)`. What an item is to be called. */
  readonly named?: { readonly span: Span; readonly item: string } | undefined;
}

export function helperParts(input: Input): HelperParts {
  const { analysis, helper, text, newline, request, named } = input;
  const call: Pick<FlowCall, 'span' | 'calleeSpan' | 'callee' | 'args'> = named
    ? { span: named.span, calleeSpan: named.span, callee: text.slice(named.span.start, named.span.end), args: [] }
    : analysis.call;
  const fn = helper.place.function;
  const holder = holderOf(fn, input);
  const { callee } = call;
  if (!startsLine(text, holder.span.start) || !/^[ \t;]*(\/\/.*)?\r?\n?$/.test(text.slice(holder.span.end, lineEnd(text, holder.span.end))))
    refuse(`\`${fn.name}\` shares its lines with other code`);
  if (named && (fn.parameters.length !== 1 || fn.parameters[0]!.spread))
    refuse(`\`${callee}\` takes more than the item, and is handed to a call that gives it more`);
  const name = fn.name;
  if (name === undefined || callee === undefined || !(callee === name || callee === `this.${name}`))
    return refuse('the function that sends the request is not called by its name');
  if (call.args.some(({ spread }) => spread)) refuse(`the arguments in line ${lineOf(text, call.span.start)} are spread`);
  const argumentStatement: FlowStatement = {
    kind: 'expression',
    span: call.span,
    value: {
      span: call.span,
      shape: 'other',
      accesses: [],
      calls: call.args.flatMap(({ value }) => value.calls),
      loops: [],
      functions: [],
    },
  };
  if (!isRepeatable(argumentStatement, () => true))
    refuse(`the arguments in line ${lineOf(text, call.span.start)} would be made twice and may not be the same again`);
  for (const taken of [`${name}Request`, `${name}Answer`])
    if (new RegExp(`\\b${taken}\\b`).test(text)) refuse(`\`${taken}\` exists already`);

  const slice = sliceLoop({ text, loops: [], path: helper.path, retry: undefined, body: request.bodySpan, lookup: input.lookup });
  if (slice.guards.size > 0) refuse(`\`${name}\` may end before its request (line ${lineOf(text, [...slice.guards][0]!.span.start)})`);
  if (slice.carried.length > 0)
    refuse(`\`${slice.carried[0]!.name}\` changes while the request is made (line ${lineOf(text, slice.carried[0]!.span.start)})`);
  if (slice.levels.some(({ entry }) => entry?.kind === 'branch' || entry?.kind === 'loop' || (entry?.kind === 'once' && entry.isFunction)))
    refuse(`\`${name}\` sends its request under a condition or within another function`);
  const building = [...slice.building];
  const root = /^[\w$]+/.exec(request.client)?.[0] ?? '';
  const ownClient = localClient(root, helper);
  const isIdle =
    ownClient &&
    ![...statementsIn(fn.body)].some(
      (statement) =>
        statement !== ownClient &&
        accessesOf(statement).some((access) => access.name === root && !contains(input.site.call.span, access.span)),
    );
  const dropped = [...retainedInReplay(slice, [input.site.call.span], text).dropped, ...(isIdle ? [ownClient] : [])];

  const open = parametersOpen(fn, text);
  const parameters =
    fn.parameters.length === 0 ? '' : text.slice(fn.parameters[0]!.span.start, fn.parameters[fn.parameters.length - 1]!.span.end);
  const makesAsync = building.some((statement) => callsOf(statement).some(({ awaited }) => awaited !== undefined));
  const indent = indentAt(text, holder.span.start);
  const step = indentStep(text);
  const lines = buildingLines({ text, slice, step, semicolon: input.semicolon, leaf: input.leaf }, indent);
  const requestFunction = [
    `${indent}${holder.head(`${name}Request`, makesAsync)}(${parameters})${holder.isArrow ? ' =>' : ''} {`,
    ...lines,
    `${indent}}${holder.isArrow ? input.semicolon : ''}`,
  ].join(newline);

  const answer =
    ['answer', 'reply', 'batchAnswer'].find((each) => !new RegExp(`\\b${each}\\b`).test(text.slice(fn.span.start, fn.span.end))) ??
    refuse('no name is left for the answer');
  const declared = `${answer}${input.answerType === undefined ? '' : `: Promise<${input.answerType}>`}`;
  const own: TextEdit[] = [
    ...dropped.map((statement) => ({ span: withBlankLine(text, statementLines(text, statement.span)), newText: '' })),
    ...parameterEdits(fn, text, open, declared),
    { span: input.site.call.span, newText: answer },
  ];
  const isShared = holder.isExported || (text.match(new RegExp(`${callee === name ? '(?<!\\.)' : ''}\\b${name}\\b`, 'g'))?.length ?? 0) > 2;
  const end = lineEnd(text, holder.span.end);
  const separator = text.slice(end - newline.length, end) === newline ? '' : newline;
  const gap = text.slice(end, lineEnd(text, end)).trim() === '' ? '' : newline;
  const awaited = makesAsync ? 'await ' : '';
  const first = call.args[0];
  const callEdits = (given: string): readonly TextEdit[] => {
    const at = first ? first.span.start : text.indexOf('(', call.calleeSpan.end) + 1;
    const renamed: TextEdit[] = isShared ? [insertion(call.calleeSpan.end, 'Answer')] : [];
    return [...renamed, insertion(at, first ? `${given}, ` : given)];
  };
  const args = named ? named.item : first ? text.slice(first.span.start, call.args[call.args.length - 1]!.span.end) : '';
  const parts = {
    request: `${awaited}${callee}Request(${args})`,
    callEdits,
    client: clientInLoop(input, fn),
    callee: `${callee}${isShared ? 'Answer' : ''}`,
  };
  if (!isShared) return { ...parts, edits: [...own, insertion(end, `${separator}${newline}${requestFunction}${newline}${gap}`)] };
  const { edits, answerFunction } = shared(input, fn, holder, own, callee.slice(0, -name.length), awaited);
  return {
    ...parts,
    edits: [...edits, insertion(end, `${separator}${newline}${requestFunction}${newline}${newline}${answerFunction}${newline}${gap}`)],
  };
}

interface Holder {
  /** The whole declaration or member, for what follows it. */
  readonly span: Span;
  readonly isArrow: boolean;
  readonly isExported: boolean;
  /** What stands before the parameters of a function like this one. */
  readonly head: (name: string, isAsync: boolean) => string;
}

function holderOf(fn: FlowFunction, { helper, text }: Input): Holder {
  const code = text.slice(fn.span.start, fn.span.end);
  if (fn.isGenerator || /^[^(]*</.test(code.slice(0, code.indexOf('(') + 1))) return refuse(`\`${fn.name}\` is a generator or generic`);
  const facts = helper.place.unit.facts.functions.find(({ span }) => span.start === fn.span.start && span.end === fn.span.end);
  if (fn.form === 'inline') {
    const statement =
      fn.outer &&
      [...statementsIn(fn.outer.body)].find(
        (each) => each.kind === 'assign' && each.value?.shape === 'function' && contains(each.span, fn.span),
      );
    if (!statement || statement.kind !== 'assign' || statement.declares !== 'const' || !/^\s*(?:async\s*)?(?:\(|[\w$]+\s*=>)/.test(code))
      return refuse(`\`${fn.name}\` is written in a way that is not taken apart`);
    return {
      span: statement.span,
      isArrow: true,
      isExported: /^export\b/.test(text.slice(statement.span.start)),
      head: (name, isAsync) => `const ${name} = ${isAsync ? 'async ' : ''}`,
    };
  }
  const isDeclared = /^(export\s+(default\s+)?)?(async\s+)?function\b/.test(code);
  if (!isDeclared && facts?.class === undefined) return refuse(`\`${fn.name}\` is written in a way that is not taken apart`);
  if (isDeclared)
    return {
      span: fn.span,
      isArrow: false,
      isExported: code.startsWith('export'),
      head: (name, isAsync) => `${isAsync ? 'async ' : ''}function ${name}`,
    };
  const modifiers = code.slice(0, code.indexOf(fn.name!)).replace(/\basync\s+/, '');
  if (/@/.test(modifiers)) return refuse(`\`${fn.name}\` has decorators`);
  return {
    span: fn.span,
    isArrow: false,
    isExported: !/\bprivate\b/.test(modifiers),
    head: (name, isAsync) => `${modifiers}${isAsync ? 'async ' : ''}${name}`,
  };
}

/** The offset behind the opening parenthesis of the parameters; undefined for `text => ...`. */
function parametersOpen(fn: FlowFunction, text: string): number | undefined {
  const [first] = fn.parameters;
  if (!first) return text.indexOf('(', fn.span.start) + 1;
  return /\(\s*$/.test(text.slice(fn.span.start, first.span.start)) ? first.span.start : undefined;
}

function parameterEdits(fn: FlowFunction, text: string, open: number | undefined, declared: string): readonly TextEdit[] {
  const [first] = fn.parameters;
  if (open !== undefined) return [insertion(open, first ? `${declared}, ` : declared)];
  return [{ span: first!.span, newText: `(${declared}, ${text.slice(first!.span.start, first!.span.end)})` }];
}

/** The function goes on doing both for its other callers. */
function shared(
  { site, text, newline, request, semicolon, helper }: Input,
  fn: FlowFunction,
  holder: Holder,
  own: readonly TextEdit[],
  receiver: string,
  awaited: string,
): { readonly edits: readonly TextEdit[]; readonly answerFunction: string } {
  const name = fn.name!;
  if (localClient(/^[\w$]+/.exec(request.client)?.[0] ?? '', helper)) refuse(`\`${name}\` makes a client of its own and has other callers`);
  if (fn.parameters.some(({ isPattern }) => isPattern)) refuse(`\`${name}\` takes its argument apart and has other callers`);
  const options = site.call.args[1];
  const given = fn.parameters.map(({ names, spread }) => `${spread ? '...' : ''}${names[0]}`);
  const { span } = holder;
  const written = applyEdits(
    text,
    own.filter(({ span: each }) => contains(span, each)),
  );
  const code = written.slice(span.start, written.length - (text.length - span.end));
  const at = code.search(new RegExp(`\\b${name}\\b`));
  const renamed = `${code.slice(0, at)}${name}Answer${code.slice(at + name.length)}`.replace(/^export\s+(default\s+)?/, '');
  const indent = indentAt(text, span.start);
  const method = text.slice(site.method.span.start, site.method.span.end);
  const sent = `${method}(${awaited}${receiver}${name}Request(${given.join(', ')})${options ? `, ${text.slice(options.span.start, options.span.end)}` : ''})`;
  const body = `return ${receiver}${name}Answer(${[sent, ...given].join(', ')})`;
  const inner = indent + indentStep(text);
  const block = fn.isExpression ? body.slice('return '.length) : `{${newline}${inner}${body}${semicolon}${newline}${indent}}`;
  return { edits: [{ span: fn.body.span, newText: block }], answerFunction: `${indent}${reindent(renamed, indent, indent)}` };
}

/** The client in words of the loop: a name around both, `this.client`, or the argument that is the client. */
function clientInLoop({ request, analysis, text, helper, named }: Input, fn: FlowFunction): string {
  const { client } = request;
  const root = /^[\w$]+/.exec(client)?.[0] ?? '';
  const at = fn.parameters.findIndex(({ names }) => names.includes(root));
  if (at >= 0) {
    const arg = named ? undefined : analysis.call.args[at];
    if (!arg || fn.parameters[at]!.isPattern || !/^[\w$.]+$/.test(text.slice(arg.span.start, arg.span.end)))
      return refuse('the client is handed over in a way that can not be followed');
    return text.slice(arg.span.start, arg.span.end) + client.slice(root.length);
  }
  if (root === 'this' && !analysis.call.callee?.startsWith('this.') && !(named && text.startsWith('this.', named.span.start)))
    return refuse('the client belongs to another object');
  const local = localClient(root, helper);
  if (!local) return client;
  const names = new Set([...fn.parameters.flatMap((parameter) => parameter.names), ...[...statementsIn(fn.body)].flatMap(declaresOf)]);
  const { value } = local;
  if (
    !value ||
    client !== root ||
    !/^new\s/.test(text.slice(value.span.start, value.span.end)) ||
    value.accesses.some(({ name }) => names.has(name))
  )
    return refuse(`the client \`${root}\` is made anew for each request`);
  return text.slice(value.span.start, value.span.end);
}

/** The statement that makes a client of the function's own. */
function localClient(name: string, { place }: LoopHelper): FlowAssign | undefined {
  return [...statementsIn(place.function.body)].find(
    (statement): statement is FlowAssign => statement.kind === 'assign' && statement.targets.some(({ names }) => names.includes(name)),
  );
}
