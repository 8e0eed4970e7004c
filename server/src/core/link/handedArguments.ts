/** Arguments of a function that something else calls with them: `pool.submit(label, client, text)`, `Thread(target=label, args=(client,))`. */
import type { CallExpression, Expression } from '../syntax/expression';
import type { Binding, CallFacts, FunctionFacts } from '../syntax/facts';
import type { Evaluator } from './evaluator';
import { lastName } from './factsIndex';
import type { Context } from './value';

const MOST_USES = 12;

/** Runs what it is handed with the arguments behind it; by the position of the function. */
const PASSES_BEHIND: Readonly<Record<string, number>> = {
  submit: 0,
  apply_async: 0,
  to_thread: 0,
  run_in_threadpool: 0,
  run_sync: 0,
  partial: 0,
  partialmethod: 0,
  spawn: 0,
  start_soon: 0,
  start_new_thread: 0,
  call_soon: 0,
  call_soon_threadsafe: 0,
  call_later: 1,
  run_in_executor: 1,
  add_task: 0,
  enqueue: 0,
  retry_call: 0,
  delayed: 0,
  bind: 0,
};

/** Takes the arguments as a tuple and a dictionary of their own. */
const TAKES_ARGS = new Set(['Thread', 'Process', 'Timer', 'apply', 'apply_async', 'add_job', 'start_new_thread', 'retry_call']);

/** Calls the function once per item, with one item of each iterable behind it. */
const MAPS = new Set(['map', 'imap', 'imap_unordered', 'thread_map', 'process_map', 'map_async', 'amap']);
const MAPS_TUPLES = new Set(['starmap', 'starmap_async']);

/** What the parameter is given wherever the function is handed on in its file; a place that can't be read gives 'unknown'. */
export function handedArguments(
  evaluator: Evaluator,
  fn: number,
  facts: FunctionFacts,
  binding: Binding,
  context: Context,
): readonly { readonly given: Expression | 'unknown'; readonly item: CallFacts }[] {
  const { index } = context;
  if (facts.name === undefined) return [];
  const handing = [...new Set([...index.callsGivenLast(facts.name)])];
  if (handing.length > MOST_USES) return [];
  return handing.flatMap((item) => {
    const at = item.call.args.findIndex(({ value }) => isFunction(evaluator, value, fn, { file: context.file, index, scope: item.scope }));
    if (at < 0) return [];
    const given = argumentHanded(item.call, at, facts, binding, { evaluator, context: { file: context.file, index, scope: item.scope } });
    return given === undefined ? [] : [{ given, item }];
  });
}

interface Reading {
  readonly evaluator: Evaluator;
  readonly context: Context;
}

function argumentHanded(
  call: CallExpression,
  at: number,
  facts: FunctionFacts,
  binding: Binding,
  reading: Reading,
): Expression | 'unknown' | undefined {
  const name = lastName(call.callee) ?? '';
  // A bound method brings its own receiver.
  const own = facts.class !== undefined && !facts.isStatic && /^(?:self|cls)$/.test(facts.parameters[0]?.name ?? '') ? 1 : 0;
  const position = binding.parameter! - own;
  const named = call.args.find((arg) => arg.name === binding.name);
  if (named && name in PASSES_BEHIND) return named.value;
  const tuple = call.args.find((arg) => arg.name === 'args') ?? (TAKES_ARGS.has(name) ? call.args[at + 1] : undefined);
  if (TAKES_ARGS.has(name) && (tuple?.name === 'args' || tuple?.value.kind === 'list'))
    return fromTuple(call, tuple.value, position, binding);
  const behind = call.args.slice(at + 1).filter((arg) => arg.name === undefined);
  if (behind.some((arg) => arg.spread !== undefined)) return 'unknown';
  if (PASSES_BEHIND[name] === at) return behind[position]?.value;
  if (MAPS.has(name)) return behind[position] && itemOf(behind[position].value, reading);
  return MAPS_TUPLES.has(name) && behind[0] ? itemOfTuples(behind[0].value, position, reading) : undefined;
}

function fromTuple(call: CallExpression, tuple: Expression, position: number, binding: Binding): Expression | 'unknown' | undefined {
  const keywords = call.args.find((arg) => arg.name === 'kwargs' || arg.name === 'kwds')?.value;
  const named = keywords?.kind === 'dictionary' ? keywords.entries.find((entry) => entry.key === binding.name)?.value : undefined;
  if (named) return named;
  return tuple.kind === 'list' ? tuple.items[position] : 'unknown';
}

/** One item of an iterable: `repeat(client)`, `[client] * n`, `[client, other]`. */
function itemOf(iterable: Expression, { evaluator, context }: Reading): Expression | undefined {
  const written = resolved(iterable, context);
  if (written.kind === 'call' && /^(?:repeat|cycle)$/.test(lastName(written.callee) ?? '')) {
    const value = written.args[0]?.value;
    return value?.kind === 'list' ? value.items[0] : value;
  }
  if (written.kind === 'list') return written.items[0];
  if (written.kind !== 'opaque' && written.kind !== 'arithmetic') return undefined;
  const [name] = /^\[\s*([A-Za-z_]\w*)\s*(?:\]\s*\*|for\b)/.exec(textAt(written, evaluator, context))?.slice(1) ?? [];
  return name === undefined ? undefined : { kind: 'name', name, span: written.span };
}

/** One place of the tuples of an iterable: `zip(repeat(client), texts)`, `[(client, text) for text in texts]`. */
function itemOfTuples(iterable: Expression, position: number, reading: Reading): Expression | 'unknown' | undefined {
  const written = resolved(iterable, reading.context);
  if (written.kind === 'call' && /^(?:zip|product)$/.test(lastName(written.callee) ?? '')) {
    const part = written.args[position]?.value;
    return part && itemOf(part, reading);
  }
  if (written.kind === 'list') return written.items[0]?.kind === 'list' ? written.items[0].items[position] : 'unknown';
  const tuple = /^[[(]\s*\(([^()]*)\)\s*for\b/.exec(textAt(written, reading.evaluator, reading.context))?.[1];
  const name = tuple?.split(',')[position]?.trim();
  return name !== undefined && /^[A-Za-z_]\w*$/.test(name) ? { kind: 'name', name, span: written.span } : 'unknown';
}

/** The value of a name that is given one, in place of the name. */
function resolved(expression: Expression, { index, scope }: Context): Expression {
  if (expression.kind !== 'name') return expression;
  return index.lookUp(expression.name, scope)?.bindings.at(-1)?.value ?? expression;
}

function textAt({ span }: Expression, evaluator: Evaluator, { file }: Context): string {
  return evaluator.host.source(file)?.text.slice(span.start, span.end) ?? '';
}

function isFunction(evaluator: Evaluator, value: Expression, fn: number, context: Context): boolean {
  if (value.kind !== 'name' && value.kind !== 'member') return false;
  return evaluator
    .evaluate(value, context)
    .some((each) => each.kind === 'function' && each.function === fn && each.context.file === context.file);
}
