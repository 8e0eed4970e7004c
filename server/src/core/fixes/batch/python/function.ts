/** A function that sends the request: one function that makes it, and the function as it was, given the answer. */
import { MODEL_RESOURCES } from '../../../catalog/methods';
import type { CallSite } from '../../../callSite/callSite';
import type { CalledFunction, LoopAnalysis } from '../../../loops/loopAnalysis';
import type { FileFacts } from '../../../syntax/facts';
import type { FlowAccess, FlowCall, FlowFunction, FlowStatement } from '../../../syntax/flow/flow';
import { accessesIn, callsIn, expressionsOf } from '../../../syntax/flow/walk';
import { insertion, type TextEdit } from '../../../text/textEdit';
import { cuts } from '../shared/cuts';
import { callsOf, within, writesOf, type Effects } from '../shared/effects';
import { checkOrder, outsideBuilding } from '../shared/halves';
import { sliceLoop, type Slice } from '../shared/slice';
import { argumentAccesses, argumentCalls, checkArguments, checkUnconditional, directAsk, type Ask } from './ask';
import { isPure, isRepeatable, readNames, valueOf } from './effects';
import { emitLevels, type Emitter } from './emit';
import { afterItem, beforeItem, decline, indentAt, lineOf, lineStart, reindent, startsLine, statementLines } from './text';

export interface FunctionInput {
  readonly site: CallSite;
  readonly analysis: LoopAnalysis;
  readonly called: CalledFunction;
  readonly text: string;
  readonly facts: FileFacts;
  readonly step: string;
  readonly newline: string;
  readonly effects: Effects;
  /** A name nobody has, made of the wish. */
  fresh(name: string): string;
}

const REQUEST = new RegExp(`\\.(?:${MODEL_RESOURCES})\\.\\w+$`);

/** The request as the loop sees it, and the edits of the function. */
export function functionAsk(input: FunctionInput): { readonly ask: Ask; readonly edits: readonly TextEdit[] } {
  const { site, called, text } = input;
  const fn = called.place.function;
  const { name } = fn;
  if (fn.form !== 'definition' || name === undefined || fn.isGenerator || fn.isExpression)
    return decline(`the function round the call in line ${lineOf(text, called.call.span.start)} can't be taken apart`);
  const requests = callsIn(fn.body).filter(({ callee }) => REQUEST.test(callee ?? ''));
  if (requests.length > 1)
    decline(
      `\`${name}\` sends requests in line ${lineOf(text, requests[0]!.span.start)} and in line ${lineOf(text, requests[1]!.span.start)}`,
    );
  checkDecorators(input, fn);
  checkSoleUse(input, name);
  checkArguments(called.call, text);
  const direct = directAsk(site, called.call, text);
  const requestName = input.fresh(`${name}_request`);
  const answer = input.fresh('answer');
  const sliced = sliceFunction(input, fn, direct);
  const edits = splitFunction(input, fn, direct, sliced, requestName, answer);
  return { ask: askOf(input, fn, direct, requestName, outerReads(input, fn, direct, sliced)), edits };
}

/** The call of the function in the loop, or the place where it is handed on. */
function askOf(input: FunctionInput, fn: FlowFunction, direct: Ask, requestName: string, outer: readonly FlowAccess[]): Ask {
  const { analysis, text, site } = input;
  const { dispatched, loop } = analysis;
  const name = fn.name!;
  const client = clientAtLoop(input, fn, direct);
  const base = { client: client.code, clientAccesses: client.roots, method: site.api, kind: direct.kind };
  if (loop.call?.named !== undefined && loop.form === 'call') {
    const { call, named } = loop.call;
    const handed = call.args[named]!;
    return {
      ...base,
      request: `${rename(text.slice(handed.span.start, handed.span.end), name, requestName)}(${input.fresh('item')})`,
      accesses: outer,
      calls: [],
      moved: [],
      take: () => [],
    };
  }
  const isHanded = dispatched !== undefined && !new RegExp(`(^|\\.)${name}$`).test(analysis.call.callee ?? '');
  if (isHanded) {
    const at = dispatched.args.findIndex(({ span }) => new RegExp(`(^|\\.)${name}$`).test(text.slice(span.start, span.end)));
    const handed = dispatched.args[at];
    if (!handed) return decline(`line ${lineOf(text, dispatched.span.start)} hands the function on in a way that can't be followed`);
    const rest = dispatched.args.slice(at + 1);
    const code = rest.length === 0 ? '' : text.slice(rest[0]!.span.start, rest[rest.length - 1]!.span.end);
    return {
      ...base,
      request: `${rename(text.slice(handed.span.start, handed.span.end), name, requestName)}(${code})`,
      accesses: [...rest.flatMap(({ value }) => value.accesses), ...outer],
      calls: rest.flatMap(({ value }) => value.calls),
      moved: [],
      take: (taken) => [insertion(handed.span.end, afterItem(text, handed.span, taken))],
    };
  }
  const { call } = analysis;
  const open = text.indexOf('(', call.calleeSpan.end);
  return {
    ...base,
    request:
      rename(text.slice(call.calleeSpan.start, call.calleeSpan.end), name, requestName) + text.slice(call.calleeSpan.end, call.span.end),
    accesses: [...argumentAccesses(call), ...receiverAccesses(call), ...outer],
    calls: argumentCalls(call),
    moved: [],
    take: (taken) => [
      call.args[0] ? insertion(call.args[0].span.start, beforeItem(text, call.args[0].span, taken)) : insertion(open + 1, taken),
    ],
  };
}

function rename(callee: string, name: string, to: string): string {
  return callee.slice(0, callee.length - name.length) + to;
}

/** `self` of `self.review(diff)`. */
function receiverAccesses({ callee, calleeSpan }: FlowCall): Ask['accesses'] {
  const root = callee?.includes('.') ? callee.split('.')[0] : undefined;
  return root === undefined ? [] : [{ name: root, path: root, span: calleeSpan, kind: 'read' }];
}

/** The client of the function, as the loop names it. */
function clientAtLoop(
  { analysis, text, called, facts }: FunctionInput,
  fn: FlowFunction,
  direct: Ask,
): { readonly code: string; readonly roots: readonly string[] } {
  const [root = ''] = direct.clientAccesses;
  const position = fn.parameters.findIndex(({ names }) => names.includes(root));
  if (position < 0) {
    const local = called.path.flatMap(({ block }) => block.statements).find((statement) => writesOf(statement).includes(root));
    if (!local) return { code: direct.client, roots: [root] };
    const value = local.kind === 'assign' ? local.value : undefined;
    if (
      !value ||
      value.shape !== 'call' ||
      direct.client !== root ||
      value.accesses.some(({ name }) => fn.parameters.some(({ names }) => names.includes(name)))
    )
      return decline(`\`${root}\` is made in \`${fn.name}\` (line ${lineOf(text, local.span.start)})`);
    return { code: text.slice(value.span.start, value.span.end), roots: value.accesses.map(({ name }) => name) };
  }
  const call = analysis.dispatched ?? analysis.call;
  const isMethod = isMethodOf(fn, facts);
  if (isMethod && position === 0) {
    const owner = (
      analysis.loop.call?.named !== undefined
        ? text.slice(...bounds(analysis.loop.call.call.args[analysis.loop.call.named]!.span))
        : ownerText(call, fn.name!, text)
    ).replace(/\.\w+$/, '');
    if (!/^[\w.]+$/.test(owner)) return decline(`it can't be seen whose \`${fn.name}\` is called`);
    return { code: direct.client.replace(/^\w+/, owner), roots: [owner.split('.')[0]!] };
  }
  if (analysis.loop.form === 'call' || analysis.dispatched) return decline(`\`${fn.name}\` gets its client as an argument`);
  const named = call.args.find(({ name }) => name === root) ?? call.args[position - (isMethod ? 1 : 0)];
  if (!named || named.spread !== undefined) {
    const fallback = fn.parameters[position]!.default;
    return fallback
      ? { code: text.slice(fallback.span.start, fallback.span.end), roots: [] }
      : decline(`it can't be seen which client \`${fn.name}\` gets`);
  }
  return {
    code: direct.client.replace(/^\w+/, text.slice(named.value.span.start, named.value.span.end)),
    roots: named.value.accesses.map(({ name }) => name),
  };
}

function bounds({ start, end }: { readonly start: number; readonly end: number }): [number, number] {
  return [start, end];
}

/** `self.review` of `self.review(diff)` and of `pool.submit(self.review, diff)`. */
function ownerText(call: FlowCall, name: string, text: string): string {
  if (call.callee?.endsWith(`.${name}`)) return call.callee;
  const handed = call.args.find(({ span }) => text.slice(span.start, span.end).endsWith(`.${name}`));
  return handed ? text.slice(handed.span.start, handed.span.end) : '';
}

function isMethodOf(fn: FlowFunction, facts: FileFacts): boolean {
  const known = facts.functions.find(({ span }) => span.start === fn.span.start && span.end === fn.span.end);
  return known?.class !== undefined && !known.isStatic;
}

/** Decorators that look at arguments or keep results would meet the answer among them. */
function checkDecorators({ facts, text }: FunctionInput, fn: FlowFunction): void {
  const known = facts.functions.find(({ span }) => span.start === fn.span.start && span.end === fn.span.end);
  for (const { span } of known?.decorators ?? []) {
    const code = text.slice(span.start, span.end);
    if (!/^(tenacity\.)?retry\b|^backoff\.|^staticmethod$|^retry_\w+|^retrying\.|\bretry\b/.test(code))
      decline(`\`@${code.split('\n')[0]}\` on \`${fn.name}\` may not suit a function that takes the answer`);
    if (!/staticmethod|stop|max_|tries|attempts|times|retries|\(\s*\d/.test(code))
      decline(`\`@${code.split('\n')[0]}\` on \`${fn.name}\` tries again without end, and a line of a batch that failed stays failed`);
  }
}

/** Other callers of the function expect it as it is. */
function checkSoleUse({ called, text, facts }: FunctionInput, name: string): void {
  const { flow } = called.place;
  const functions = [flow.module, ...facts.functions.flatMap(({ span }) => flow.functionOf(span) ?? [])];
  const uses = new Set<number>();
  for (const { body } of functions) {
    for (const { path, span } of accessesIn(body)) if (path === name || path.endsWith(`.${name}`)) uses.add(span.start);
  }
  const [first, second] = [...uses].sort((a, b) => a - b);
  if (second !== undefined) decline(`\`${name}\` is used in line ${lineOf(text, first!)} and in line ${lineOf(text, second)}`);
}

function sliceFunction({ called, text, analysis, effects }: FunctionInput, fn: FlowFunction, direct: Ask): Slice {
  const sliced = sliceLoop({
    text,
    effects,
    loops: [],
    path: called.path,
    retry: analysis.retry,
    request: direct.accesses,
    requestCalls: direct.calls,
  });
  const locals = effects.words.localsOf(fn);
  const isFresh = ({ name }: FlowAccess): boolean =>
    fn.parameters.some(({ names, spread }) => spread !== undefined && names.includes(name));
  const changed = sliced.carried.find((access) => !isFresh(access) && (effects.isChange(access) || !locals.has(access.name)));
  if (changed) decline(`\`${valueOf(changed)}\` changes from one request to the next (line ${lineOf(text, changed.span.start)})`);
  checkOrder(sliced, direct.moved, text);
  return sliced;
}

/** What making the request reads of the names round the function, in words of the loop. */
function outerReads(
  { analysis, effects, text }: FunctionInput,
  fn: FlowFunction,
  direct: Ask,
  { building, guards, levels }: Slice,
): readonly FlowAccess[] {
  const locals = effects.words.localsOf(fn);
  const call = analysis.dispatched ?? analysis.call;
  const owner = ownerText(call, fn.name!, text).replace(/\.?\w+$/, '');
  const read = [
    ...direct.accesses,
    ...[...building, ...guards].flatMap((statement) => effects.accessesOf(statement)),
    ...levels.slice(0, -1).flatMap(({ statement }) => effects.ownAccessesOf(statement)),
  ];
  return read.flatMap((access): readonly FlowAccess[] => {
    if (access.kind === 'write') return [];
    const { name, path, method } = access;
    const moved = { span: call.span, kind: 'read', ...(method !== undefined && { method }) } as const;
    if (effects.words.receivers.has(name))
      return owner === '' ? [] : [{ name: owner.split('.')[0]!, path: owner + path.slice(name.length), ...moved }];
    return locals.has(name) ? [] : [{ name, path, ...moved }];
  });
}

function splitFunction(
  input: FunctionInput,
  fn: FlowFunction,
  direct: Ask,
  sliced: Slice,
  requestName: string,
  answer: string,
): TextEdit[] {
  const { called, text, analysis, step, newline } = input;
  const last = called.path[called.path.length - 1]!.statement;
  checkUnconditional(text, last.kind === 'if' ? last.branches[0]!.condition!.span : last.span, direct.moved);
  const twice = repeatedIn(sliced, direct);
  const own = new Set([
    ...fn.parameters.flatMap(({ names }) => names),
    ...[...sliced.building].flatMap((statement) =>
      statement.kind === 'assign' && statement.operator === undefined ? writesOf(statement) : [],
    ),
  ]);
  for (const statement of twice)
    if (!isRepeatable(statement, own)) decline(`line ${lineOf(text, statement.span.start)} would run twice for each item`);
  for (const statement of [...sliced.guards, ...sliced.levels.slice(0, -1).map((level) => level.statement)]) {
    if (statement.kind === 'if' && !expressionsOf(statement).every(isPure))
      decline(`the condition in line ${lineOf(text, statement.span.start)} would be evaluated twice`);
    if (statement.kind === 'try' && sliced.guards.has(statement))
      decline(`the try in line ${lineOf(text, statement.span.start)} would run twice`);
  }
  for (const statement of sliced.building)
    if (callsOf(statement).some(({ awaited }) => awaited))
      decline(`line ${lineOf(text, statement.span.start)} awaits something before the request is made`);
  const open = signature(text, fn);
  const isMethod = isMethodOf(fn, input.facts);
  const indent = indentAt(text, fn.span.start);
  const emitter: Emitter = {
    text,
    slice: sliced,
    retry: analysis.retry,
    step,
    newline,
    request: direct.request,
    error: input.fresh('error'),
    leaf: (at, { statement }) => `${at}return ${reindent(direct.request, indentAt(text, statement.span.start), at)}`.split(/\r?\n/),
    failed: (at, error) => [`${at}return ${error}  # Raised where its answer is used.`],
    jump: (statement) => {
      if (statement.kind === 'raise' && isSameForAll(statement, sliced, fn, input))
        return text.slice(statement.span.start, statement.span.end);
      // No request: the function itself raises or returns when its turn comes.
      return statement.kind === 'return' || statement.kind === 'raise'
        ? 'return None'
        : text.slice(statement.span.start, statement.span.end);
    },
  };
  const isStatic = isMethod
    ? false
    : input.facts.functions.some(({ span, class: owner, isStatic: is }) => span.start === fn.span.start && owner !== undefined && is);
  const lines = [
    ...(isStatic ? [`${indent}@staticmethod`] : []),
    `${indent}def ${requestName}${text.slice(open.start, open.end)}:`,
    ...emitLevels(emitter, 0, indent + step),
    '',
    ...(indent === '' ? [''] : []),
  ];
  const start = definitionStart(input, fn);
  const [self, next] = fn.parameters;
  const edits: TextEdit[] = [insertion(start, lines.map((line) => line + newline).join(''))];
  if (!self) edits.push(insertion(open.start + 1, answer));
  else if (isMethod) edits.push(insertion(self.span.end, afterItem(text, self.span, answer)));
  else edits.push(insertion(self.span.start, beforeItem(text, self.span, answer)));
  if (isMethod && next === undefined && self === undefined) decline(`\`${fn.name}\` takes no arguments`);
  const moved = [...sliced.building].filter((statement) => !twice.has(statement));
  edits.push(...cuts(moved.map(({ span }) => statementLines(text, span))));
  return [...edits, ...direct.take(answer)];
}

/** From the opening to the closing parenthesis of the parameters. */
function signature(text: string, fn: FlowFunction): { readonly start: number; readonly end: number } {
  const start = text.indexOf('(', text.indexOf(`def ${fn.name}`, fn.span.start));
  const from = fn.parameters.length > 0 ? fn.parameters[fn.parameters.length - 1]!.span.end : start + 1;
  const end = text.indexOf(')', from);
  if (start < 0 || end < 0 || end > fn.body.span.start || /#/.test(text.slice(from, end)))
    return decline(`the parameters of \`${fn.name}\` can't be read`);
  return { start, end: end + 1 };
}

/** The line above the function's decorators and comments. */
function definitionStart({ text, facts }: FunctionInput, fn: FlowFunction): number {
  const known = facts.functions.find(({ span }) => span.start === fn.span.start && span.end === fn.span.end);
  const first = Math.min(fn.span.start, ...(known?.decorators ?? []).map(({ span }) => span.start));
  let start = lineStart(text, first);
  if (
    !startsLine(text, { start: first, end: first }) &&
    !/^[ \t]*@$/.test(text.slice(start, first)) &&
    !/^[ \t]*async[ \t]+$/.test(text.slice(start, first))
  )
    decline(`line ${lineOf(text, first)} holds more than the function`);
  const indent = indentAt(text, first);
  for (;;) {
    const above = lineStart(text, start - 1);
    if (start === 0 || !text.slice(above, start).startsWith(`${indent}#`)) return start;
    start = above;
  }
}

/** An error that does not depend on what the function is given: it is raised for the first item or for none. */
function isSameForAll(raise: FlowStatement, { guards, levels }: Slice, fn: FlowFunction, { effects }: FunctionInput): boolean {
  const guard = [...guards].find((each) => within(each).includes(raise));
  const locals = effects.words.localsOf(fn);
  return (
    guard?.kind === 'if' &&
    levels[0]!.before.includes(guard) &&
    expressionsOf(guard).every(({ accesses }) => accesses.every(({ name }) => !locals.has(name)))
  );
}

/** Statements that both functions need. */
function repeatedIn(sliced: Slice, direct: Ask): Set<FlowStatement> {
  const { levels, building, inGuards, guards, effects } = sliced;
  const left = [...building].filter((statement) => !inGuards.has(statement));
  const later = new Set(readNames(outsideBuilding(sliced, left, direct.moved)));
  for (const guard of guards) for (const name of readNames(effects.accessesOf(guard))) later.add(name);
  const twice = new Set<FlowStatement>(inGuards);
  for (const { before } of [...levels].reverse()) {
    for (const earlier of [...before].reverse()) {
      if (!building.has(earlier)) continue;
      const touched = [
        ...writesOf(earlier),
        ...effects
          .accessesOf(earlier)
          .filter(({ kind, method }) => kind === 'store' || method !== undefined)
          .map(valueOf),
      ];
      if (!touched.some((name) => later.has(name))) continue;
      twice.add(earlier);
      for (const name of readNames(effects.accessesOf(earlier))) later.add(name);
    }
  }
  return twice;
}
