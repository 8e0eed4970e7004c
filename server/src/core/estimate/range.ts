/** A figure that is not known exactly: the least and the most that is plausible, and what is taken when one figure is needed. */
export interface Range {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

function exactly(value: number): Range {
  return { low: value, likely: value, high: value };
}

export function sum(ranges: readonly Range[]): Range {
  return ranges.reduce((a, b) => ({ low: a.low + b.low, likely: a.likely + b.likely, high: a.high + b.high }), exactly(0));
}

export function times(range: Range, factor: number): Range {
  return { low: range.low * factor, likely: range.likely * factor, high: range.high * factor };
}
