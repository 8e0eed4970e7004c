/**
 * Reads a saved copy of https://developers.openai.com/api/docs/pricing.md: the four tables of text models. Strict, so that a page
 * that changed its shape is noticed and not misread.
 */
import { PRICED_TIERS, type PricedTier } from '../../server/src/core/catalog/model';

/** Dollars per million tokens; null where the page prints a dash. */
export interface PagePrice {
  readonly input: number | null;
  readonly cachedInput: number | null;
  readonly cacheWrites: number | null;
  readonly output: number | null;
}

export interface PageRow {
  readonly model: string;
  readonly short: PagePrice;
  readonly long: PagePrice;
}

export type PricingPage = Readonly<Record<PricedTier, readonly PageRow[]>>;

const HEADINGS: Readonly<Record<PricedTier, string>> = {
  standard: 'Standard pricing data',
  batch: 'Batch pricing data',
  flex: 'Flex pricing data',
  priority: 'Fast pricing data',
};

const COLUMNS = [
  'Model',
  ...['Short', 'Long'].flatMap((length) => ['input', 'cached input', 'cache writes', 'output'].map((kind) => `${length} context ${kind}`)),
];

/** @throws Error that says which table or cell is not as expected. */
export function readPricingPage(markdown: string): PricingPage {
  const lines = markdown.split(/\r?\n/);
  return Object.fromEntries(PRICED_TIERS.map((tier) => [tier, readTable(lines, HEADINGS[tier])])) as unknown as PricingPage;
}

function readTable(lines: readonly string[], heading: string): PageRow[] {
  const at = lines.findIndex((line) => line.replace(/^#+\s*/, '').trim() === heading);
  if (at < 0) throw new Error(`the page has no heading "${heading}"`);
  const start = lines.findIndex((line, i) => i > at && line.startsWith('|'));
  const header = start < 0 ? [] : cellsOf(lines[start]!);
  if (header.join('|') !== COLUMNS.join('|'))
    throw new Error(`"${heading}": the columns are ${header.join(', ') || 'missing'}, expected ${COLUMNS.join(', ')}`);
  const rows: PageRow[] = [];
  for (let i = start + 2; lines[i]?.startsWith('|'); i++) rows.push(readRow(cellsOf(lines[i]!), heading));
  if (rows.length === 0) throw new Error(`"${heading}" has no rows`);
  return rows;
}

function readRow(cells: readonly string[], heading: string): PageRow {
  const [model = '', ...prices] = cells;
  if (prices.length !== COLUMNS.length - 1)
    throw new Error(`"${heading}": the row of ${model} has ${cells.length} cells, expected ${COLUMNS.length}`);
  const numbers = prices.map((cell) => readPrice(cell, model, heading));
  const price = (from: number): PagePrice => ({
    input: numbers[from]!,
    cachedInput: numbers[from + 1]!,
    cacheWrites: numbers[from + 2]!,
    output: numbers[from + 3]!,
  });
  // "gpt-5.5 (<272K context length)": the columns say the length already.
  return { model: model.replace(/\s*\(.*\)$/, ''), short: price(0), long: price(4) };
}

function readPrice(cell: string, model: string, heading: string): number | null {
  if (cell === '-' || cell === '–') return null;
  const digits = /^\$(\d+(?:\.\d+)?)$/.exec(cell)?.[1];
  if (digits === undefined) throw new Error(`"${heading}": ${model} has "${cell}" where a price was expected`);
  return Number(digits);
}

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
