/** How long an answer is, when nothing but the request is known. */
import { AT_RUN_TIME } from '../callSite/inWords';
import type { Model } from '../catalog/model';
import type { Range } from './range';
import type { RequestSize } from './requestSize';

export interface OutputGuess {
  readonly tokens: Range;
  /** One sentence: what was taken and why. */
  readonly assumption: string;
}

/**
 * Our own assumptions, stated wherever they are used: an answer of a screen or less without reasoning, some times that with it, by the effort that is asked
 * for. They are no figures of OpenAI's.
 */
const PLAIN: Range = { low: 50, likely: 300, high: 1_500 };
const BY_EFFORT: Readonly<Record<string, Range>> = {
  none: PLAIN,
  minimal: PLAIN,
  low: { low: 100, likely: 600, high: 2_500 },
  medium: { low: 300, likely: 1_500, high: 8_000 },
  high: { low: 1_000, likely: 5_000, high: 25_000 },
  xhigh: { low: 2_000, likely: 10_000, high: 50_000 },
};

/** How many times the tokens of one model's answers another writes, by the same assumptions: reasoning is billed as output. */
export function tokensFactor(from: Model, to: Model): number {
  return to.reasoning && !from.reasoning ? BY_EFFORT['medium']!.likely / PLAIN.likely : 1;
}

export function guessOutput(model: Model, size: RequestSize | undefined): OutputGuess {
  if (model.kind !== 'text') return { tokens: { low: 0, likely: 0, high: 0 }, assumption: 'No output tokens.' };
  const effort = size?.effort;
  const reasons = model.reasoning === true && effort !== 'none' && effort !== 'minimal';
  const free = model.reasoning ? (BY_EFFORT[effort ?? 'medium'] ?? BY_EFFORT['medium']!) : PLAIN;
  const limit = size?.outputLimit;
  const answers = size?.answers ?? 1;
  const each = limit ? { low: Math.min(free.low, limit.tokens), likely: Math.min(free.likely, limit.tokens), high: limit.tokens } : free;
  const tokens = { low: each.low * answers, likely: each.likely * answers, high: each.high * answers };
  const kind = reasons ? `, reasoning${effort ? ` (effort ${effort})` : ''} included` : '';
  const copies = answers > 1 ? ` times ${answers} answers` : '';
  const why = limit
    ? `at most ${words(limit.tokens)} (${limit.parameter}); ${words(each.likely)} taken`
    : `${size?.hasOpenLimit ? `the limit is ${AT_RUN_TIME}` : 'no limit is set'}; ${words(each.likely)} taken (${words(each.low)} to ${words(each.high)})`;
  return { tokens, assumption: `Output tokens: ${why}${kind}${copies}.` };
}

function words(count: number): string {
  return count.toLocaleString('en-US');
}
