import assert from 'node:assert/strict';
import test from 'node:test';
import { defaultCatalog } from '../../../server/src/core/catalog/catalog';
import { costsByMonth, usageByMonth } from '../../../server/src/core/usage/combine';
import { spendingOf } from '../../../server/src/core/usage/spending';
import type { CostRow, UsageRow } from '../../../server/src/core/usage/usage';

const row = (more: Partial<UsageRow> = {}): UsageRow => ({
  start: '2026-10-01',
  end: '2026-11-01',
  kind: 'completions',
  model: 'gpt-5.5',
  project: 'proj_a',
  apiKey: 'key_1',
  batch: false,
  tier: 'default',
  inputTokens: 0,
  cachedInputTokens: 0,
  outputTokens: 10_000_000,
  requests: 1000,
  cost: null,
  ...more,
});
const cost = (more: Partial<CostRow> = {}): CostRow => ({
  start: '2026-10-01',
  end: '2026-11-01',
  project: 'proj_a',
  apiKey: null,
  lineItem: 'gpt-5.5, output',
  amount: 10,
  currency: 'usd',
  ...more,
});
const spend = (...rows: readonly UsageRow[]): ReturnType<typeof spendingOf>['rows'] => spendingOf({ rows, costs: [] }, defaultCatalog).rows;

test('10M output tokens of gpt-5.5 on standard: $300, and $150 on Batch or flex', () => {
  const [found] = spend(row());
  assert.equal(found?.tier, 'standard');
  assert.equal(found.listPrice, 300);
  assert.deepEqual(found.alternatives, [
    { way: 'batch', price: 150, saving: 150 },
    { way: 'flex', price: 150, saving: 150 },
  ]);
});

test('priority costs 2.5 times as much here, and what runs on flex or Batch has no cheaper way', () => {
  const found = spend(row({ tier: 'priority' }), row({ tier: 'flex' }), row({ batch: true, tier: null }));
  assert.deepEqual(
    found.map(({ tier, listPrice, alternatives }) => [tier, listPrice, alternatives.map(({ way }) => way)]),
    [
      ['priority (fast)', 750, ['batch', 'flex']],
      ['flex', 150, []],
      ['batch', 150, []],
    ],
  );
});

test('cached tokens are part of the input, at their own price', () => {
  const [found] = spend(row({ inputTokens: 10_000_000, cachedInputTokens: 4_000_000, outputTokens: 0 }));
  assert.equal(found?.listPrice, 6 * 5 + 4 * 0.5);
});

test('Batch is no cheaper way where it drops the discount for cached tokens that mattered', () => {
  const [found] = spend(row({ model: 'gpt-4.1', inputTokens: 10_000_000, cachedInputTokens: 10_000_000, outputTokens: 0 }));
  assert.equal(found?.listPrice, 5);
  assert.deepEqual(found.alternatives, []);
});

test('background windows are a way for models that have them', () => {
  const [found] = spend(row({ model: 'gpt-6.2-sol' }));
  assert.deepEqual(
    found?.alternatives.map(({ way, price }) => [way, price]),
    [
      ['batch', 50],
      ['8h', 60],
      ['2h', 70],
    ],
  );
});

test('rows are added up per project, model and tier, whatever the key and the month, and the dearest comes first', () => {
  const found = spend(
    row({ apiKey: 'key_1' }),
    row({ apiKey: 'key_2', start: '2026-09-01' }),
    row({ project: 'proj_b', outputTokens: 30_000_000 }),
    row({ tier: null }),
  );
  assert.deepEqual(
    found.map(({ project, tier, listPrice, requests }) => [project, tier, listPrice, requests]),
    [
      ['proj_b', 'standard', 900, 1000],
      ['proj_a', 'standard', 600, 2000],
      ['proj_a', 'standard (assumed)', 300, 1000],
    ],
  );
});

test('what has no list price is listed without one, and says so', () => {
  const { rows, assumptions } = spendingOf(
    { rows: [row({ model: 'my-model' }), row({ tier: 'scale' }), row({ model: null })], costs: [] },
    defaultCatalog,
  );
  assert.deepEqual(
    rows.map(({ listPrice, alternatives }) => [listPrice, alternatives.length]),
    [
      [undefined, 0],
      [undefined, 0],
      [undefined, 0],
    ],
  );
  assert.ok(assumptions.includes('3 of 3 rows have no list price and are in no sum.'));
});

test('embeddings can move to Batch alone', () => {
  const [found] = spend(
    row({ kind: 'embeddings', model: 'text-embedding-3-small', inputTokens: 100_000_000, outputTokens: 0, tier: null, batch: null }),
  );
  assert.equal(found?.listPrice, 2);
  assert.deepEqual(
    found.alternatives.map(({ way }) => way),
    ['batch'],
  );
});

test('what was billed is told by project and currency, and never added to list prices', () => {
  const { billed } = spendingOf(
    {
      rows: [],
      costs: [cost(), cost({ lineItem: 'images', amount: 5 }), cost({ currency: 'eur', amount: 7 }), cost({ project: null, amount: 1 })],
    },
    defaultCatalog,
  );
  assert.deepEqual(billed, [
    { project: 'proj_a', currency: 'usd', amount: 15 },
    { project: 'proj_a', currency: 'eur', amount: 7 },
    { project: null, currency: 'usd', amount: 1 },
  ]);
});

test('days are put together by month, and nothing else is', () => {
  const days = ['2026-09-30', '2026-10-01', '2026-10-02'].map((start, index) =>
    row({ start, end: `2026-10-0${index + 1}`, outputTokens: index + 1, requests: 1 }),
  );
  assert.deepEqual(
    usageByMonth([...days, row({ start: '2026-10-01', apiKey: 'key_2' })]).map(({ start, end, apiKey, outputTokens, requests }) => [
      start,
      end,
      apiKey,
      outputTokens,
      requests,
    ]),
    [
      ['2026-09-30', '2026-10-01', 'key_1', 1, 1],
      ['2026-10-01', '2026-10-03', 'key_1', 5, 2],
      ['2026-10-01', '2026-11-01', 'key_2', 10_000_000, 1000],
    ],
  );
  assert.deepEqual(
    costsByMonth([cost({ amount: 1 }), cost({ amount: 2 }), cost({ currency: 'eur' })]).map(({ amount, currency }) => [amount, currency]),
    [
      [10, 'eur'],
      [3, 'usd'],
    ],
  );
});
