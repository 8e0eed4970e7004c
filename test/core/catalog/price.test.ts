/** Figures worked out by hand from https://developers.openai.com/api/docs/pricing and the pages the rows name. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCatalog, defaultCatalog as catalog } from '../../../server/src/core/catalog/catalog';
import type { Model } from '../../../server/src/core/catalog/model';
import { pricePerRequest, savingPercent } from '../../../server/src/core/estimate/price';
import { rateOf, type PricedWay } from '../../../server/src/core/estimate/rate';

function model(name: string): Model {
  const found = catalog.model(name);
  assert.ok(found, name);
  return found;
}

describe('rates per million tokens', () => {
  /** Name, way, input, cached input (null: none), output. */
  const rates: readonly (readonly [string, PricedWay, number, number | null, number])[] = [
    ['gpt-6.2-astra', 'standard', 8, 0.4, 40],
    ['gpt-6.2-astra', 'batch', 4, 0.2, 20],
    ['gpt-6.2-sol', 'standard', 2, 0.1, 10],
    ['gpt-6.2-sol', 'priority', 4, 0.2, 20],
    ['gpt-6.2-sol', '2h', 1.4, 0.07, 7],
    ['gpt-6.2-sol', '8h', 1.2, 0.06, 6],
    ['gpt-6.1-sol', 'flex', 1, 0.05, 5],
    ['gpt-6.1-terra', 'standard', 1, 0.05, 5],
    ['gpt-6.1-terra', 'flex', 0.5, 0.025, 2.5],
    ['gpt-6-astra', 'standard', 10, 1, 50],
    ['gpt-6-astra', 'priority', 20, 2, 100],
    ['gpt-6-sol', 'batch', 1, 0.1, 5],
    ['gpt-6-luna', 'flex', 0.05, 0.005, 0.25],
    ['gpt-5.6', 'standard', 4, 0.4, 20],
    ['gpt-5.6-sol', 'flex', 2, 0.2, 10],
    ['gpt-5.6-terra', 'priority', 4, 0.4, 24],
    ['gpt-5.6-luna', 'batch', 0.1, 0.01, 0.6],
    ['gpt-5.6-cyber', 'standard', 12.5, 1.25, 75],
    ['gpt-5.5', 'standard', 5, 0.5, 30],
    ['gpt-5.5', 'flex', 2.5, 0.25, 15],
    ['gpt-5.5', 'batch', 2.5, 0.25, 15],
    ['gpt-5.5', 'priority', 12.5, 1.25, 75],
    ['gpt-5.5-pro', 'flex', 15, null, 90],
    ['gpt-5.4', 'standard', 2.5, 0.25, 15],
    ['gpt-5.4', 'flex', 1.25, 0.13, 7.5],
    ['gpt-5.4-mini', 'batch', 0.375, 0.0375, 2.25],
    ['gpt-5.4-nano', 'standard', 0.2, 0.02, 1.25],
    ['gpt-5.4-pro', 'batch', 15, null, 90],
    ['gpt-5.3-codex', 'priority', 3.5, 0.35, 28],
    ['gpt-5.2', 'flex', 0.875, 0.0875, 7],
    ['gpt-5.2-pro', 'batch', 10.5, null, 84],
    ['gpt-5.1', 'standard', 1.25, 0.125, 10],
    ['gpt-5-2025-08-07', 'flex', 0.625, 0.0625, 5],
    ['gpt-5-mini', 'priority', 0.45, 0.045, 3.6],
    ['gpt-5-nano', 'standard', 0.05, 0.005, 0.4],
    ['gpt-5-pro', 'standard', 15, null, 120],
    ['chat-latest', 'standard', 5, 0.5, 30],
    ['gpt-4.1', 'batch', 1, null, 4],
    ['gpt-4.1-mini', 'priority', 0.7, 0.175, 2.8],
    ['gpt-4.1-nano', 'standard', 0.1, 0.025, 0.4],
    ['gpt-4o', 'standard', 2.5, 1.25, 10],
    ['gpt-4o-2024-05-13', 'standard', 5, null, 15],
    ['gpt-4o-mini', 'priority', 0.25, 0.125, 1],
    ['o3', 'flex', 1, 0.25, 4],
    ['o3', 'batch', 1, null, 4],
    ['o3-pro', 'batch', 10, null, 40],
    ['o4-mini', 'flex', 0.55, 0.138, 2.2],
    ['o4-mini', 'priority', 2, 0.5, 8],
    ['o1', 'standard', 15, 7.5, 60],
    ['o1-pro', 'standard', 150, null, 600],
    ['gpt-4-turbo', 'batch', 5, null, 15],
    ['gpt-4-0613', 'standard', 30, null, 60],
    ['gpt-3.5-turbo', 'batch', 0.25, null, 0.75],
    ['gpt-3.5-turbo-1106', 'batch', 1, null, 2],
    ['text-embedding-3-small', 'standard', 0.02, null, 0],
    ['text-embedding-3-large', 'batch', 0.065, null, 0],
  ];
  for (const [name, way, input, cachedInput, output] of rates) {
    it(`are ${input} in and ${output} out for ${name} on ${way}`, () => {
      const rate = rateOf(model(name), way);
      assert.deepEqual([rate?.input, rate?.cachedInput ?? null, rate?.output], [input, cachedInput, output]);
    });
  }

  const none: readonly (readonly [string, PricedWay])[] = [
    ['gpt-6.2-sol', 'flex'],
    ['gpt-6.2-astra', 'priority'],
    ['gpt-6.1-sol', '2h'],
    ['gpt-4o', 'flex'],
    ['gpt-5-nano', 'priority'],
    ['gpt-5.3-codex', 'batch'],
    ['gpt-5.4-cyber', 'standard'],
    ['text-embedding-3-small', 'flex'],
    ['ft:gpt-4.1-mini:org::id', 'standard'],
    ['ft:gpt-4.1-mini:org::id', 'batch'],
  ];
  for (const [name, way] of none) {
    it(`do not exist for ${name} on ${way}`, () => assert.equal(rateOf(model(name), way), undefined));
  }
});

describe('the price of a request', () => {
  const near = (actual: number | undefined, expected: number): void =>
    assert.ok(actual !== undefined && Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);

  it('adds input and output', () => {
    // 10,000 * 5 / 1M + 2,000 * 30 / 1M = 0.05 + 0.06
    near(pricePerRequest(model('gpt-5.5'), 'standard', { inputTokens: 10_000, outputTokens: 2_000 }), 0.11);
    near(pricePerRequest(model('gpt-5.5'), 'flex', { inputTokens: 10_000, outputTokens: 2_000 }), 0.055);
    near(pricePerRequest(model('gpt-5.5'), 'priority', { inputTokens: 10_000, outputTokens: 2_000 }), 0.275);
  });

  it('prices cached input apart, and counts it within the input', () => {
    // 2,000 * 2 / 1M + 8,000 * 0.5 / 1M + 1,000 * 8 / 1M = 0.004 + 0.004 + 0.008
    const usage = { inputTokens: 10_000, cachedTokens: 8_000, outputTokens: 1_000 };
    near(pricePerRequest(model('o3'), 'standard', usage), 0.016);
    // 2,000 * 1 + 8,000 * 0.25 + 1,000 * 4 = 8,000
    near(pricePerRequest(model('o3'), 'flex', usage), 0.008);
  });

  it('gives no cache discount on a tier that prints none', () => {
    // 10,000 * 1 + 1,000 * 4 = 14,000
    const usage = { inputTokens: 10_000, cachedTokens: 8_000, outputTokens: 1_000 };
    near(pricePerRequest(model('o3'), 'batch', usage), 0.014);
    near(savingPercent(model('o3'), 'batch', usage), 12.5);
    near(savingPercent(model('o3'), 'flex', usage), 50);
  });

  it('can be dearer in Batch for a cached prompt', () => {
    // standard 10,000 * 0.5 = 5,000; batch 10,000 * 1 = 10,000
    near(savingPercent(model('gpt-4.1'), 'batch', { inputTokens: 10_000, cachedTokens: 10_000, outputTokens: 0 }), -100);
  });

  it('counts no more cached tokens than there are', () => {
    near(pricePerRequest(model('gpt-4o'), 'standard', { inputTokens: 1_000, cachedTokens: 5_000, outputTokens: 0 }), 0.00125);
    near(pricePerRequest(model('gpt-4o'), 'standard', { inputTokens: 1_000, cachedTokens: -5, outputTokens: 0 }), 0.0025);
  });

  it('reprices the whole request above 272,000 input tokens, not at them', () => {
    // At the threshold: 272,000 * 4 + 1,000 * 20 = 1,108,000
    near(pricePerRequest(model('gpt-5.6-sol'), 'standard', { inputTokens: 272_000, outputTokens: 1_000 }), 1.108);
    // One above: 272,001 * 8 + 1,000 * 30 = 2,206,008
    near(pricePerRequest(model('gpt-5.6-sol'), 'standard', { inputTokens: 272_001, outputTokens: 1_000 }), 2.206008);
    near(pricePerRequest(model('gpt-5.6-sol'), 'batch', { inputTokens: 272_001, outputTokens: 1_000 }), 1.103004);
    // 272,001 * 4 * 0.6 + 1,000 * 15 * 0.6 = 652,802.4 + 9,000
    near(pricePerRequest(model('gpt-6.2-sol'), '8h', { inputTokens: 272_001, outputTokens: 1_000 }), 0.6618024);
  });

  it('does not reprice models without a long-context price', () => {
    // 300,000 * 0.75 = 225,000
    near(pricePerRequest(model('gpt-5.4-mini'), 'standard', { inputTokens: 300_000, outputTokens: 0 }), 0.225);
  });

  it('is not known where a tier is not sold, or not published, for long context', () => {
    const usage = { inputTokens: 300_000, outputTokens: 1_000 };
    for (const name of ['gpt-5.5', 'gpt-5.4']) assert.equal(pricePerRequest(model(name), 'priority', usage), undefined, name);
    assert.equal(pricePerRequest(model('gpt-5.5-pro'), 'flex', usage), undefined);
    assert.equal(pricePerRequest(model('gpt-5.5-pro'), 'batch', usage), undefined);
    // 300,000 * 40 + 1,000 * 150 = 12,150,000
    near(pricePerRequest(model('gpt-6-astra'), 'priority', usage), 12.15);
  });

  it('of an overridden model repeats the long-context step by the general rule', () => {
    const mine = createCatalog({ models: { 'gpt-5.5': { prices: { standard: { input: 1, output: 10 } } } } }).model('gpt-5.5');
    assert.ok(mine);
    // 300,000 * 2 + 1,000 * 15 = 615,000
    near(pricePerRequest(mine, 'standard', { inputTokens: 300_000, outputTokens: 1_000 }), 0.615);
  });

  it('of a free model saves nothing anywhere', () => {
    assert.equal(savingPercent(model('omni-moderation-latest'), 'batch', { inputTokens: 100, outputTokens: 0 }), undefined);
  });
});

describe('shutdown dates', () => {
  const dates: Readonly<Record<string, string>> = {
    '2026-10-23': 'gpt-3.5-turbo gpt-4 gpt-4-turbo gpt-4.1-nano gpt-4o-2024-05-13 o1 o1-pro o3-mini o4-mini',
    '2026-12-11': 'gpt-5 gpt-5-mini gpt-5-nano gpt-5-pro o3 o3-pro',
    '2027-01-14': 'gpt-4o gpt-4o-mini gpt-4.1 gpt-4.1-mini',
    '2027-04-01': 'gpt-5.1 gpt-5.4-nano gpt-5.3-codex',
  };
  for (const [date, names] of Object.entries(dates)) {
    it(`are ${date} for ${names}`, () => {
      for (const name of names.split(' ')) assert.equal(model(name).shutdown, date, name);
    });
  }

  it('are not set for models that stay', () => {
    for (const name of ['gpt-6.2-sol', 'gpt-5.6-sol', 'gpt-5.5', 'gpt-5.4', 'gpt-5.2']) assert.equal(model(name).shutdown, undefined, name);
  });
});
