/** Times and their summaries. */

export interface Target {
  readonly name: string;
  readonly value: number | undefined;
  readonly limit: number;
  readonly unit: string;
  /** How the value came about, or why there is none. */
  readonly note: string;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function seconds(action: () => void): number {
  const start = performance.now();
  action();
  return (performance.now() - start) / 1000;
}

/** Runs the actions in turns, so that a busy spell of the machine hits all of them; the median of each. */
export function inTurns<K extends string>(rounds: number, actions: Readonly<Record<K, () => void>>): Record<K, number> {
  const times = {} as Record<K, number[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(actions) as K[]) (times[name] ??= []).push(seconds(actions[name]));
  }
  return Object.fromEntries(Object.entries<number[]>(times).map(([name, list]) => [name, median(list)])) as Record<K, number>;
}

/** The table that `npm run bench` ends with. */
export function tableOf(targets: readonly Target[]): string {
  const rows = targets.map(({ name, value, limit, unit, note }) => {
    const verdict = value === undefined ? 'not measured' : value <= limit ? 'met' : 'MISSED';
    return [name, value === undefined ? '-' : `${value.toFixed(value < 10 ? 2 : 0)}${unit}`, `${limit}${unit}`, verdict, note];
  });
  const table = [['what', 'measured', 'target', '', 'how'], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
