/**
 * A function that sends the request, called from a loop, taken apart: `summarizeRequest(text)` makes the request, and
 * `summarize(answer, text)` uses the answer. Other callers keep a `summarize(text)` that does both.
 */
import type { CallSite } from '../../../callSite/callSite';
import type { FlowAssign, FlowCall, FlowFunction, FlowStatement } from '../../../syntax/flow/flow';
import type { LoopAnalysis, CalledFunction } from '../../../loops/loopAnalysis';
import { statementsIn } from '../../../syntax/flow/walk';
import { contains, type Span } from '../../../text/span';
import { applyEdits, insertion, type TextEdit } from '../../../text/textEdit';
import { buildingLines } from './building';
import { callsOf, declaresOf, type Effects } from '../shared/effects';
import { sliceLoop } from '../shared/slice';
import { isRepeatable } from './effects';
import { requestIn, type BatchRequest } from './request';
import { retainedInReplay } from './second';
import { indentAt, indentStep, lineEnd, lineOf, decline, reindent, startsLine, statementLines, withBlankLine } from './source';

export interface CalledParts {
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
  readonly called: CalledFunction;
  readonly request: BatchRequest;
  readonly text: string;
  readonly newline: string;
  readonly semicolon: string;
  /** TypeScript: the type of an answer. */
  readonly answerType: string | undefined;
  readonly effects: Effects;
  /** Lines that return the request, given the indentation. */
  readonly leaf: (indent: string) => readonly string[];
  /** The function is named, not called: `items.map(summarize)`. What an item is to be called. */
  readonly named?: { readonly span: Span; readonly item: string } | undefined;
}

export function calledParts(input: Input): CalledParts {
  const { analysis, called, text, newline, request, named } = input;
  const call: Pick<FlowCall, 'span' | 'calleeSpan' | 'callee' | 'args'> = named
    ? { span: named.span, calleeSpan: named.span, callee: text.slice(named.span.start, named.span.end), args: [] }
    : analysis.call;
  const fn = called.place.function;
  const holder = holderOf(fn, input);
  const { callee } = call;
  if (!startsLine(text, holder.span.start) || !/^[ \t;]*(\/\/.*)?\r?\n?$/.test(text.slice(holder.span.end, lineEnd(text, holder.span.end))))
    decline(`\`${fn.name}\` shares its lines with other code`);
  if (named && (fn.parameters.length !== 1 || fn.parameters[0]!.spread))
    decline(`\`${callee}\` takes more than the item, and is handed to a call that gives it more`);
  const name = fn.name;
  if (name === undefined || callee === undefined || !(callee === name || callee === `this.${name}`))
    return decline('the function that sends the request is not called by its name');
  if (call.args.some(({ spread }) => spread)) decline(`the arguments in line ${lineOf(text, call.span.start)} are spread`);
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
  if (!isRepeatable(argumentStatement, () => true, input.effects))
    decline(`the arguments in line ${lineOf(text, call.span.start)} would be made twice and may not be the same again`);
  for (const taken of [`${name}Request`, `${name}Answer`])
    if (new RegExp(`\\b${taken}\\b`).test(text)) decline(`\`${taken}\` exists already`);

  const slice = sliceLoop({
    text,
    effects: input.effects,
    loops: [],
    path: called.path,
    retry: undefined,
    ...requestIn(called.path, request.bodySpan),
  });
  if (slice.guards.size > 0) decline(`\`${name}\` may end before its request (line ${lineOf(text, [...slice.guards][0]!.span.start)})`);
  if (slice.carried.length > 0)
    decline(`\`${slice.carried[0]!.name}\` changes while the request is made (line ${lineOf(text, slice.carried[0]!.span.start)})`);
  if (slice.levels.some(({ entry }) => entry?.kind === 'branch' || entry?.kind === 'loop' || (entry?.kind === 'once' && entry.isFunction)))
    decline(`\`${name}\` sends its request under a condition or within another function`);
  const building = [...slice.building];
  const root = /^[\w$]+/.exec(request.client)?.[0] ?? '';
  const ownClient = localClient(root, called);
  const isIdle =
    ownClient &&
    ![...statementsIn(fn.body)].some(
      (statement) =>
        statement !== ownClient &&
        input.effects.accessesOf(statement).some((access) => access.name === root && !contains(input.site.call.span, access.span)),
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
    decline('no name is left for the answer');
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

function holderOf(fn: FlowFunction, { called, text }: Input): Holder {
  const code = text.slice(fn.span.start, fn.span.end);
  if (fn.isGenerator || /^[^(]*</.test(code.slice(0, code.indexOf('(') + 1))) return decline(`\`${fn.name}\` is a generator or generic`);
  const facts = called.place.unit.facts.functions.find(({ span }) => span.start === fn.span.start && span.end === fn.span.end);
  if (fn.form === 'inline') {
    const statement =
      fn.outer &&
      [...statementsIn(fn.outer.body)].find(
        (each) => each.kind === 'assign' && each.value?.shape === 'function' && contains(each.span, fn.span),
      );
    if (!statement || statement.kind !== 'assign' || statement.declares !== 'const' || !/^\s*(?:async\s*)?(?:\(|[\w$]+\s*=>)/.test(code))
      return decline(`\`${fn.name}\` is written in a way that is not taken apart`);
    return {
      span: statement.span,
      isArrow: true,
      isExported: /^export\b/.test(text.slice(statement.span.start)),
      head: (name, isAsync) => `const ${name} = ${isAsync ? 'async ' : ''}`,
    };
  }
  const isDeclared = /^(export\s+(default\s+)?)?(async\s+)?function\b/.test(code);
  if (!isDeclared && facts?.class === undefined) return decline(`\`${fn.name}\` is written in a way that is not taken apart`);
  if (isDeclared)
    return {
      span: fn.span,
      isArrow: false,
      isExported: code.startsWith('export'),
      head: (name, isAsync) => `${isAsync ? 'async ' : ''}function ${name}`,
    };
  const modifiers = code.slice(0, code.indexOf(fn.name!)).replace(/\basync\s+/, '');
  if (/@/.test(modifiers)) return decline(`\`${fn.name}\` has decorators`);
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
  { site, text, newline, request, semicolon, called }: Input,
  fn: FlowFunction,
  holder: Holder,
  own: readonly TextEdit[],
  receiver: string,
  awaited: string,
): { readonly edits: readonly TextEdit[]; readonly answerFunction: string } {
  const name = fn.name!;
  if (localClient(/^[\w$]+/.exec(request.client)?.[0] ?? '', called))
    decline(`\`${name}\` makes a client of its own and has other callers`);
  if (fn.parameters.some(({ isPattern }) => isPattern)) decline(`\`${name}\` takes its argument apart and has other callers`);
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
function clientInLoop({ request, analysis, text, called, named }: Input, fn: FlowFunction): string {
  const { client } = request;
  const root = /^[\w$]+/.exec(client)?.[0] ?? '';
  const at = fn.parameters.findIndex(({ names }) => names.includes(root));
  if (at >= 0) {
    const arg = named ? undefined : analysis.call.args[at];
    if (!arg || fn.parameters[at]!.isPattern || !/^[\w$.]+$/.test(text.slice(arg.span.start, arg.span.end)))
      return decline('the client is handed over in a way that can not be followed');
    return text.slice(arg.span.start, arg.span.end) + client.slice(root.length);
  }
  if (root === 'this' && !analysis.call.callee?.startsWith('this.') && !(named && text.startsWith('this.', named.span.start)))
    return decline('the client belongs to another object');
  const local = localClient(root, called);
  if (!local) return client;
  const names = new Set([...fn.parameters.flatMap((parameter) => parameter.names), ...[...statementsIn(fn.body)].flatMap(declaresOf)]);
  const { value } = local;
  if (
    !value ||
    client !== root ||
    !/^new\s/.test(text.slice(value.span.start, value.span.end)) ||
    value.accesses.some(({ name }) => names.has(name))
  )
    return decline(`the client \`${root}\` is made anew for each request`);
  return text.slice(value.span.start, value.span.end);
}

/** The statement that makes a client of the function's own. */
function localClient(name: string, { place }: CalledFunction): FlowAssign | undefined {
  return [...statementsIn(place.function.body)].find(
    (statement): statement is FlowAssign => statement.kind === 'assign' && statement.targets.some(({ names }) => names.includes(name)),
  );
}
