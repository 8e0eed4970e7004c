/** What changed between two versions of a code base's calls: pairs of calls, and what each pair differs in. */
import { AT_RUN_TIME } from '../callSite/inWords';

/** One call of one version, as far as a comparison goes. */
export interface ComparedCall {
  /** As users see it. */
  readonly path: string;
  /** 1-based cell of a notebook; lines count within it. */
  readonly cell?: number;
  readonly line: number;
  /** What links the file to its other version: the path now, also for a file that was renamed. */
  readonly file: string;
  readonly api: string;
  readonly model: string;
  readonly tier: string;
  /** Seconds; `null`: set at run time. */
  readonly timeout: number | null;
  /** The call as written, without white space. */
  readonly text: string;
  /** Dollars for 1,000 calls, what is taken for one; absent without a known price. */
  readonly perThousand?: number;
  /** The price row is older than 90 days. */
  readonly stale: boolean;
}

export interface CallChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before?: ComparedCall;
  readonly after?: ComparedCall;
  readonly differences: readonly Difference[];
}

interface Difference {
  readonly what: 'model' | 'tier' | 'timeout' | 'size';
  readonly before: string;
  readonly after: string;
}

/** In the order of the calls now; removed ones last. Calls that merely moved are no change. */
export function compareCalls(before: readonly ComparedCall[], after: readonly ComparedCall[]): CallChange[] {
  const left = new Set(before);
  const pairs = new Map<ComparedCall, ComparedCall>();
  // From the surest sign to the weakest; within a file in order.
  for (const isSame of SIGNS) {
    for (const call of after) {
      if (pairs.has(call)) continue;
      const found = [...left].find((other) => other.file === call.file && isSame(other, call));
      if (!found) continue;
      left.delete(found);
      pairs.set(call, found);
    }
  }
  const changes = after.flatMap((call): CallChange[] => {
    const old = pairs.get(call);
    if (!old) return [{ kind: 'added', after: call, differences: [] }];
    const differences = differencesOf(old, call);
    return differences.length === 0 ? [] : [{ kind: 'changed', before: old, after: call, differences }];
  });
  return [...changes, ...[...left].map((call): CallChange => ({ kind: 'removed', before: call, differences: [] }))];
}

const SIGNS: readonly ((a: ComparedCall, b: ComparedCall) => boolean)[] = [
  (a, b) => a.text === b.text && a.model === b.model && a.tier === b.tier && a.timeout === b.timeout,
  (a, b) => a.text === b.text,
  (a, b) => a.api === b.api && a.model === b.model,
  (a, b) => a.api === b.api,
  // `chat.completions.create` moved to `responses.create`.
  () => true,
];

/** A prompt that grew by less than this says nothing of the price. */
const SIZE_MATTERS = 0.02;

function differencesOf(before: ComparedCall, after: ComparedCall): Difference[] {
  const found: Difference[] = [];
  if (before.model !== after.model) found.push({ what: 'model', before: before.model, after: after.model });
  if (before.tier !== after.tier) found.push({ what: 'tier', before: before.tier, after: after.tier });
  if (before.timeout !== after.timeout) found.push({ what: 'timeout', before: seconds(before.timeout), after: seconds(after.timeout) });
  const change = costChange(before, after);
  if (found.length === 0 && change !== undefined && Math.abs(change) > SIZE_MATTERS)
    found.push({ what: 'size', before: before.text, after: after.text });
  return found;
}

/** As a share of what it cost: 1 is twice as much. Undefined where either price is not known. */
export function costChange(before: ComparedCall | undefined, after: ComparedCall | undefined): number | undefined {
  if (before?.perThousand === undefined || after?.perThousand === undefined) return undefined;
  return before.perThousand === 0 ? (after.perThousand === 0 ? 0 : Infinity) : after.perThousand / before.perThousand - 1;
}

/** A call that was there costs more than before. New calls are told, and no increase of one. */
export function isCostIncrease({ before, after }: CallChange): boolean {
  const change = costChange(before, after);
  return change !== undefined && change > 0.000_001;
}

function seconds(timeout: number | null): string {
  return timeout === null ? AT_RUN_TIME : Number.isFinite(timeout) ? `${timeout} s` : 'unlimited';
}
