/** Costs worked out elsewhere (`golden_table.py`, from the published tables alone) and by hand come out to the cent. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultCatalog } from '../../../server/src/core/catalog/catalog';
import { formatCents, roundToCents } from '../../../server/src/core/estimate/money';
import { pricePerRequest } from '../../../server/src/core/estimate/price';
import type { PricedWay } from '../../../server/src/core/estimate/rate';
import golden from './golden.json';

type Row = readonly [
  model: string,
  way: PricedWay,
  requests: number,
  input: number,
  cached: number,
  cacheWrites: number,
  output: number,
  regional: boolean,
  dollars: string | null,
];

const rows = golden.rows as unknown as readonly Row[];

function cost([name, way, requests, inputTokens, cachedTokens, cacheWriteTokens, outputTokens, regional]: Row): number | undefined {
  const model = defaultCatalog.model(name);
  assert.ok(model, name);
  const one = pricePerRequest(model, way, { inputTokens, cachedTokens, cacheWriteTokens, outputTokens, regional });
  return one === undefined ? undefined : roundToCents(one * requests);
}

describe('the golden table', () => {
  it('has at least 120 rows, of all models with a price, on every way to run one', () => {
    assert.ok(rows.length >= 120, `${rows.length} rows`);
    const priced = defaultCatalog.models.filter(({ prices, kind }) => prices.standard && kind !== 'moderation').map(({ id }) => id);
    assert.deepEqual(
      priced.filter((id) => !rows.some(([model]) => model === id)),
      [],
    );
    assert.deepEqual([...new Set(rows.map(([, way]) => way))].sort(), ['2h', '8h', 'batch', 'flex', 'priority', 'standard']);
  });

  for (const way of ['standard', 'priority', 'flex', 'batch', '2h', '8h']) {
    it(`comes out to the cent on ${way}`, () => {
      const wrong = rows
        .filter((row) => row[1] === way)
        .flatMap((row) => {
          const dollars = cost(row);
          return (dollars === undefined ? null : dollars.toFixed(2)) === row[8] ? [] : [`${row.join(' ')}: ${dollars?.toFixed(2)}`];
        });
      assert.deepEqual(wrong, []);
    });
  }
});

describe('sums done by hand', () => {
  /** What was multiplied stands beside each. */
  const sums: readonly Row[] = [
    ['gpt-5.5', 'standard', 1000, 0, 0, 0, 10_000, false, '300.00'], // 10M x $30
    ['gpt-5.5', 'batch', 1000, 0, 0, 0, 10_000, false, '150.00'], // 10M x $15
    ['gpt-5.5', 'flex', 1000, 0, 0, 0, 10_000, false, '150.00'],
    ['gpt-5.5', 'priority', 1000, 0, 0, 0, 10_000, false, '750.00'], // 10M x $75
    ['gpt-5.5', 'standard', 10, 272_001, 0, 0, 1000, false, '27.65'], // long: 2.72001M x $10 + 10k x $45 = 27.2001 + 0.45
    ['gpt-5.5', 'standard', 10, 272_000, 0, 0, 1000, false, '13.90'], // short: 2.72M x $5 + 10k x $30 = 13.60 + 0.30
    ['gpt-5.5', 'priority', 1, 272_001, 0, 0, 1000, false, null], // not sold there
    ['gpt-5.4', 'batch', 1000, 10_000, 8000, 0, 500, false, '7.29'], // 2M x 1.25 + 8M x 0.13 + 0.5M x 7.5 = 2.50 + 1.04 + 3.75
    ['gpt-6.2-sol', '8h', 1000, 10_000, 0, 0, 1000, false, '18.00'], // 10M x 1.2 + 1M x 6
    ['gpt-6.2-sol', '2h', 1000, 10_000, 0, 0, 1000, false, '21.00'], // 10M x 1.4 + 1M x 7
    ['gpt-6.1-sol', 'standard', 100, 20_000, 0, 20_000, 0, false, '5.00'], // 2M written at 2.50
    ['gpt-4o', 'batch', 1000, 10_000, 10_000, 0, 0, false, '12.50'], // no cached price in Batch: 10M x 1.25
    ['gpt-4o', 'standard', 1000, 10_000, 10_000, 0, 0, false, '12.50'], // 10M x 1.25 cached: nothing saved
    ['o3', 'batch', 1000, 10_000, 10_000, 0, 0, false, '10.00'], // twice as dear as
    ['o3', 'standard', 1000, 10_000, 10_000, 0, 0, false, '5.00'], // cached standard
    ['o3', 'flex', 1000, 10_000, 10_000, 0, 0, false, '2.50'],
    ['gpt-5.4-mini', 'flex', 1000, 2000, 0, 0, 1000, true, '3.30'], // (2M x 0.375 + 1M x 2.25) x 1.1
    ['gpt-5.2', 'flex', 1000, 2000, 0, 0, 1000, true, '8.75'], // too old for the regional price: 2M x 0.875 + 1M x 7
    ['gpt-3.5-turbo-1106', 'batch', 1000, 1000, 0, 0, 1000, false, '3.00'], // Batch costs what standard costs
    ['text-embedding-3-small', 'batch', 1000, 1000, 0, 0, 0, false, '0.01'], // half of $0.02
  ];

  for (const row of sums) {
    it(`${row.slice(0, 8).join(' ')} is ${row[8] ?? 'not sold'}`, () => {
      const dollars = cost(row);
      assert.equal(dollars === undefined ? null : dollars.toFixed(2), row[8]);
    });
  }

  it('half a cent goes up, whatever binary fractions make of it', () => {
    assert.deepEqual([1.005, 2.675, 0.125, 1.115].map(roundToCents), [1.01, 2.68, 0.13, 1.12]);
    assert.deepEqual([1800, 12.5, 0.004].map(formatCents), ['$1,800', '$12.50', '$0']);
  });
});
