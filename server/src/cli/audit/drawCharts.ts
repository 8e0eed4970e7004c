/** Charts as SVG, drawn by Observable Plot without a browser. A bundle of its own: only HTML reports need it. */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

export interface Bar {
  readonly name: string;
  readonly series: string;
  readonly value: number;
}

export interface BarChart {
  readonly bars: readonly Bar[];
  /** In this order, with the CSS colour of each. */
  readonly series: readonly (readonly [name: string, color: string])[];
  readonly label: string;
  /** Dollars rather than counts. */
  readonly isMoney?: boolean;
}

const ROW = 26;
const MOST_LETTERS = 44;

/** Horizontal bars, one per name, parts of one bar beside each other; colours come from the page, so that it may change them. */
export function drawBars({ bars, series, label, isMoney }: BarChart): string {
  const { document } = parseHTML('<html><body></body></html>') as unknown as { document: unknown };
  const names = [...new Set(bars.map(({ name }) => name))];
  const longest = Math.max(...names.map((name) => bars.reduce((sum, bar) => sum + (bar.name === name ? bar.value : 0), 0)));
  // Its own type names the DOM's, which a program for Node does not have.
  const chart = Plot.plot({
    document,
    width: 900,
    height: names.length * ROW + 60,
    marginLeft: Math.min(MOST_LETTERS, Math.max(...names.map(({ length }) => length))) * 7 + 16,
    marginRight: 20,
    marginBottom: 42,
    style: { fontSize: '12px', background: 'none' },
    x: {
      label,
      grid: true,
      ticks: isMoney ? 8 : Math.min(8, longest),
      tickFormat: (value: number) => `${isMoney ? '$' : ''}${value.toLocaleString('en-US')}`,
    },
    y: { domain: names, label: null, tickFormat: shortened },
    color: { domain: series.map(([name]) => name), range: series.map(([, color]) => color) },
    marks: [
      Plot.barX(bars as Bar[], {
        y: 'name',
        x: 'value',
        fill: 'series',
        order: series.map(([name]) => name),
        insetTop: 3,
        insetBottom: 3,
        title: ({ name, series: part, value }: Bar) => `${name}: ${part}, ${isMoney ? `$${value.toFixed(2)}` : value}`,
      }),
      Plot.ruleX([0]),
    ],
  }) as unknown as { readonly outerHTML: string };
  return chart.outerHTML;
}

/** The end of a path tells more than its start. */
function shortened(name: string): string {
  return name.length <= MOST_LETTERS ? name : `…${name.slice(1 - MOST_LETTERS)}`;
}
