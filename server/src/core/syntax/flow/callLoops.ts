/** Calls that run a function once per item: one row per way. Front ends ask this table; both languages share it. */
import { familyOf, type Family } from '../family';
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
  /** Matched against the callee, whole. */
  readonly callee: RegExp;
}

const ECMASCRIPT: readonly Row[] = [
  {
    callee:
      /^(pMap|pmap|mapLimit|mapSeries|asyncMap|promiseMap|mapAsync|concurrentMap|Promise\.map|Promise\.mapSeries|Bluebird\.(map|mapSeries)|BPromise\.map|limitMap)$/,
    kind: 'map-limit',
    items: 0,
    function: 1,
  },
  { callee: /^(async\.(map|mapSeries|each|eachSeries|forEach|concat))$/, kind: 'map-limit', items: 0, function: 1 },
  {
    callee: /^(async\.(mapLimit|eachLimit|forEachLimit)|(asyncPool\b.*))$/,
    kind: 'map-limit',
    items: 0,
    function: 2,
  },
  { callee: /^(pEach|pForEach|Promise\.each|Bluebird\.each)$/, kind: 'for-each', items: 0, function: 1 },
  { callee: /^(pFilter|Promise\.filter|Bluebird\.filter)$/, kind: 'filter', items: 0, function: 1 },
  { callee: /^(pReduce|Promise\.reduce|Bluebird\.reduce)$/, kind: 'reduce', items: 0, function: 1 },
  { callee: /^Array\.from(Async)?$/, kind: 'map', items: 0, function: 1 },
  { callee: /^(_|lodash|R|Ramda)\.map$/, kind: 'map', items: 0, function: 1 },
  { callee: /\.map$/, kind: 'map', items: 'receiver', function: 0 },
  { callee: /\.forEach$/, kind: 'for-each', items: 'receiver', function: 0 },
  { callee: /\.flatMap$/, kind: 'flat-map', items: 'receiver', function: 0 },
  { callee: /\.filter$/, kind: 'filter', items: 'receiver', function: 0 },
  { callee: /\.(some|every|find|findIndex|findLast)$/, kind: 'search', items: 'receiver', function: 0 },
  { callee: /\.reduce(Right)?$/, kind: 'reduce', items: 'receiver', function: 0 },
];

const PYTHON: readonly Row[] = [
  { callee: /^map$/, kind: 'map', items: 1, function: 0 },
  { callee: /^filter$/, kind: 'filter', items: 1, function: 0 },
  { callee: /^(functools\.)?reduce$/, kind: 'reduce', items: 1, function: 0 },
  {
    callee: /^(thread_map|process_map|tqdm\.contrib\.concurrent\.thread_map)$/,
    kind: 'executor-map',
    items: 1,
    function: 0,
  },
  // A data frame's `apply` and `map` take the function alone; an executor's `map` the items too.
  { callee: /\.(imap|imap_unordered|map|map_async|starmap)$/, kind: 'executor-map', items: 1, function: 0 },
  {
    callee: /\.(apply|progress_apply|parallel_apply|applymap|map|progress_map|transform|map_elements|map_batches)$/,
    kind: 'apply',
    items: 'receiver',
    function: 0,
  },
];

/** What may stand beside the function where the items come from the receiver. */
const MAY_FOLLOW: Readonly<Record<Family, (others: FlowCall['args']) => boolean>> = {
  // `pool.map(f, items)` is a row of its own; `df.apply(f, axis=1)` has only keywords behind the function.
  python: (others) => others.every(({ name }) => name !== undefined),
  ecmascript: () => true,
};

const ROWS: Readonly<Record<Family, readonly Row[]>> = { python: PYTHON, ecmascript: ECMASCRIPT };

/** The loop that a call is; undefined for a call that repeats nothing. */
export function callLoop(call: Pick<FlowCall, 'callee' | 'method' | 'args'>, language: Language): CallLoop | undefined {
  const { args } = call;
  const callee = call.callee ?? (call.method === undefined ? undefined : `().${call.method}`);
  if (callee === undefined || args.length === 0) return undefined;
  const family = familyOf(language);
  for (const row of ROWS[family]) {
    if (row.callee.test(callee) && fits(row, args, family)) return { kind: row.kind, function: row.function, items: row.items };
  }
  return undefined;
}

function fits({ items, function: at }: Row, args: FlowCall['args'], family: Family): boolean {
  const fn = args[at];
  if (!fn || fn.spread !== undefined || fn.name !== undefined) return false;
  if (fn.value.shape !== 'function' && fn.value.shape !== 'name' && fn.value.shape !== 'other') return false;
  if (items !== 'receiver') return args[items] !== undefined;
  return MAY_FOLLOW[family](args.filter((_, index) => index !== at));
}
