/** Work that a request starts and does not wait for: threads, tasks, `after()`, and what follows an answer already sent. */
import { familyOf, type Family } from '../syntax/family';
import type { CallFacts } from '../syntax/facts';
import type { Span } from '../text/span';
import { contains } from '../text/span';
import { calledName } from './frameworks';
import { describePlace, type CodeFile } from './place';

/** What is handed to these goes on by itself. By language, for `submit` means other things elsewhere. */
const STARTS_APART: Readonly<Record<Family, ReadonlyMap<string, string>>> = {
  python: new Map([
    ['Thread', 'a thread'],
    ['Process', 'a process'],
    ['Timer', 'a timer'],
    ['start_new_thread', 'a thread'],
    ['start_background_task', 'a background task'],
    ['create_task', 'a task'],
    ['ensure_future', 'a task'],
    ['spawn', 'a task'],
    ['submit', 'a thread'],
    ['run_in_executor', 'a thread'],
    ['run_coroutine_threadsafe', 'a task'],
    ['apply_async', 'a process'],
    ['on_commit', 'a hook after the commit'],
    ['call_on_close', 'a hook after the response'],
    ['add_task', 'a background task'],
  ]),
  ecmascript: new Map([
    ['after', '`after()`'],
    ['unstable_after', '`after()`'],
    ['waitUntil', '`waitUntil()`'],
    ['setImmediate', '`setImmediate()`'],
    ['setTimeout', 'a timer'],
    ['nextTick', 'a tick'],
    ['runAfter', 'a scheduled function'],
    ['defer', 'a deferred function'],
  ]),
};

/** Signs in a function that it waits for what it started. */
const JOINS =
  /\.join\(\s*(?:timeout\s*=\s*)?[\d.]*\s*\)|\.result\(|as_completed\(|\bgather\(|\bwait\(|\.get\(\s*(?:timeout|\))|wait_for\(|\bTaskGroup\b|Promise\.(?:all|race|allSettled)/;

/** How what stands at the span is started apart from the code round it: "a thread started at api/app.py:12"; undefined: it isn't. */
export function startedApart(file: CodeFile, span: Span, given: CallFacts | undefined): string | undefined {
  const { facts } = file.index;
  const starters = STARTS_APART[familyOf(facts.language)];
  const around = [
    ...(given ? [given] : []),
    ...facts.calls.filter(({ call }) => contains(call.argumentsSpan, span) && !isSame(call.span, span)),
  ];
  for (const item of around) {
    const what = starters.get(calledName(item.call.callee) ?? '');
    if (what !== undefined && isFloating(file, item)) return `${what} started at ${describePlace(file, item.call.span)}`;
  }
  return undefined;
}

/** Nothing in the function waits for it: it is not awaited, joined or gathered. */
function isFloating(file: CodeFile, item: CallFacts): boolean {
  if (item.awaited || isReturned(file, item)) return false;
  const { facts } = file.index;
  if (facts.calls.some(({ call, awaited }) => awaited && contains(call.argumentsSpan, item.call.span))) return false;
  const code = functionText(file, item.call.span.start);
  if (JOINS.test(code)) return false;
  const name = boundName(file, item);
  return name === undefined || !isUsedAgain(code, name);
}

function isReturned({ unit }: CodeFile, { statement }: CallFacts): boolean {
  return /^return\b/.test(unit.text.slice(statement.start, statement.end));
}

/** Awaited, returned or handed on: whoever has it may wait for it. Starting it and keeping it from being collected is no use of it. */
function isUsedAgain(code: string, name: string): boolean {
  const kept = escaped(name);
  const known = new RegExp(
    `\\b${kept}\\s*(?::[^=\\n]+)?=[^=]|\\b${kept}\\.(?:start|daemon|setDaemon|name|add_done_callback|catch|then)\\b|\\.(?:add|discard)\\(\\s*${kept}\\s*\\)`,
    'g',
  );
  return new RegExp(`(?<![\\w.])${kept}\\b`).test(code.replace(known, ''));
}

/** The name the started thing is kept under. */
function boundName({ unit }: CodeFile, { statement }: CallFacts): string | undefined {
  return /^(?:const\s+|let\s+|var\s+)?([\w.]+)\s*(?::[^=]+)?=[^=>]/.exec(unit.text.slice(statement.start, statement.end))?.[1];
}

function escaped(name: string): string {
  return name.replaceAll('.', '\\.');
}

function functionText({ index, unit }: CodeFile, offset: number): string {
  const fn = index.functionOf(index.scopeAt(offset));
  const span = fn === undefined ? undefined : index.facts.functions[fn]!.span;
  return span ? unit.text.slice(span.start, span.end) : unit.text;
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** Methods that send a response; undefined where a handler returns it. */
const SENDS: Readonly<Record<Family, RegExp | undefined>> = {
  python: undefined,
  ecmascript: /^(?:send|json|end|sendStatus|redirect|render)$/,
};

/** Handlers that send their response by a call and go on: it was sent before the offset, on every way there. */
export function answeredBefore(file: CodeFile, offset: number): string | undefined {
  const { index, unit } = file;
  const sends = SENDS[familyOf(index.facts.language)];
  if (!sends) return undefined;
  const fn = index.functionOf(index.scopeAt(offset));
  if (fn === undefined) return undefined;
  const sent = index.facts.calls.find(({ call, scope, statement }) => {
    if (statement.end > offset || index.functionOf(scope) !== fn || !sends.test(calledName(call.callee) ?? '')) return false;
    const code = unit.text.slice(statement.start, statement.end);
    if (!/^(?:await\s+)?\w*(?:res|response|reply|rep|ctx)\b/i.test(code)) return false;
    return isUnconditional(unit.text, statement, offset);
  });
  return sent && `the response was sent at ${describePlace(file, sent.call.span)}`;
}

/** Every way to the offset passes the statement: its block holds both, and no `if` stands right before it. */
function isUnconditional(text: string, { start, end }: Span, offset: number): boolean {
  if (/(?:\)|\belse)\s*$/.test(text.slice(Math.max(0, start - 200), start))) return false;
  let depth = 0;
  for (let at = end; at < offset; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth < 0) return false;
  }
  return true;
}
