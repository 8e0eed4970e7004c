import type { Limit } from '../core/text/budget';

/** How long reading a file, and judging it, may take. */
export interface Limits {
  readonly parse: Limit;
  readonly analysis: Limit;
}

/** Far more than any file that people wrote needs, in milliseconds: beyond it a file is named as skipped. */
const SCAN = { parse: 10_000, analysis: 20_000 };

/** Somebody types: the next key must not wait for a file that will not be done. */
const EDITOR = { parse: 3000, analysis: 6000 };

export function scanLimits(): Limits {
  return limits(SCAN, () => performance.now());
}

export function editorLimits(now: () => number): Limits {
  return limits(EDITOR, now);
}

function limits({ parse, analysis }: typeof SCAN, now: () => number): Limits {
  return { parse: { now, most: parse }, analysis: { now, most: analysis } };
}
