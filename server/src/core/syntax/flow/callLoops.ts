/** Calls that run a function once per item: one row per way. Front ends ask this table; both languages share it. */
import type { Language } from '../facts';
import type { CallLoopKind, FlowCall } from './flow';

/** What a front end needs to describe such a call as a loop. */
export interface CallLoop {
  readonly kind: CallLoopKind;
  /** Index of the argument that is the function. */
  readonly function: number;
  /** Where the items come from: an argument's index, or what the method is called on. */
  readonly items: number | 'receiver';
}

interface Row extends CallLoop {
  readonly language: 'python' | 'ecmascript';
  /** Matched against the callee, whole. */
  readonly callee: RegExp;
}

const ECMASCRIPT: readonly Row[] = [
  {
    language: 'ecmascript',
    callee:
      /^(pMap|pmap|mapLimit|mapSeries|asyncMap|promiseMap|mapAsync|concurrentMap|Promise\.map|Promise\.mapSeries|Bluebird\.(map|mapSeries)|BPromise\.map|limitMap)$/,
    kind: 'map-limit',
    items: 0,
    function: 1,
  },
  { language: 'ecmascript', callee: /^(async\.(map|mapSeries|each|eachSeries|forEach|concat))$/, kind: 'map-limit', items: 0, function: 1 },
  {
    language: 'ecmascript',
    callee: /^(async\.(mapLimit|eachLimit|forEachLimit)|(asyncPool\b.*))$/,
    kind: 'map-limit',
    items: 0,
    function: 2,
  },
  { language: 'ecmascript', callee: /^(pEach|pForEach|Promise\.each|Bluebird\.each)$/, kind: 'for-each', items: 0, function: 1 },
  { language: 'ecmascript', callee: /^(pFilter|Promise\.filter|Bluebird\.filter)$/, kind: 'filter', items: 0, function: 1 },
  { language: 'ecmascript', callee: /^(pReduce|Promise\.reduce|Bluebird\.reduce)$/, kind: 'reduce', items: 0, function: 1 },
  { language: 'ecmascript', callee: /^Array\.from(Async)?$/, kind: 'map', items: 0, function: 1 },
  { language: 'ecmascript', callee: /^(_|lodash|R|Ramda)\.map$/, kind: 'map', items: 0, function: 1 },
  { language: 'ecmascript', callee: /\.map$/, kind: 'map', items: 'receiver', function: 0 },
  { language: 'ecmascript', callee: /\.forEach$/, kind: 'for-each', items: 'receiver', function: 0 },
  { language: 'ecmascript', callee: /\.flatMap$/, kind: 'flat-map', items: 'receiver', function: 0 },
  { language: 'ecmascript', callee: /\.filter$/, kind: 'filter', items: 'receiver', function: 0 },
  { language: 'ecmascript', callee: /\.(some|every|find|findIndex|findLast)$/, kind: 'search', items: 'receiver', function: 0 },
  { language: 'ecmascript', callee: /\.reduce(Right)?$/, kind: 'reduce', items: 'receiver', function: 0 },
];

const PYTHON: readonly Row[] = [
  { language: 'python', callee: /^map$/, kind: 'map', items: 1, function: 0 },
  { language: 'python', callee: /^filter$/, kind: 'filter', items: 1, function: 0 },
  { language: 'python', callee: /^(functools\.)?reduce$/, kind: 'reduce', items: 1, function: 0 },
  {
    language: 'python',
    callee: /^(thread_map|process_map|tqdm\.contrib\.concurrent\.thread_map)$/,
    kind: 'executor-map',
    items: 1,
    function: 0,
  },
  // A data frame's `apply` and `map` take the function alone; an executor's `map` the items too.
  { language: 'python', callee: /\.(imap|imap_unordered|map|map_async|starmap)$/, kind: 'executor-map', items: 1, function: 0 },
  {
    language: 'python',
    callee: /\.(apply|progress_apply|parallel_apply|applymap|map|progress_map|transform|map_elements|map_batches)$/,
    kind: 'apply',
    items: 'receiver',
    function: 0,
  },
];

/** The loop that a call is; undefined for a call that repeats nothing. */
export function callLoop(call: Pick<FlowCall, 'callee' | 'method' | 'args'>, language: Language): CallLoop | undefined {
  const { args } = call;
  const callee = call.callee ?? (call.method === undefined ? undefined : `().${call.method}`);
  if (callee === undefined || args.length === 0) return undefined;
  for (const row of language === 'python' ? PYTHON : ECMASCRIPT) {
    if (row.callee.test(callee) && fits(row, args)) return { kind: row.kind, function: row.function, items: row.items };
  }
  return undefined;
}

function fits({ items, function: at, language }: Row, args: FlowCall['args']): boolean {
  const fn = args[at];
  if (!fn || fn.spread !== undefined || fn.name !== undefined) return false;
  if (fn.value.shape !== 'function' && fn.value.shape !== 'name' && fn.value.shape !== 'other') return false;
  if (items !== 'receiver') return args[items] !== undefined;
  // `pool.map(f, items)` is a row of its own; `df.apply(f, axis=1)` has only keywords behind the function.
  return language !== 'python' || args.every((arg, index) => index === at || arg.name !== undefined);
}
