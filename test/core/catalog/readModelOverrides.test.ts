import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCatalog } from '../../../server/src/core/catalog/catalog';
import { readModelOverrides } from '../../../server/src/core/catalog/readModelOverrides';

describe('the models section of a configuration file', () => {
  it('may change a price and add a model', () => {
    const { models, problems } = readModelOverrides({
      'gpt-5.5': { prices: { standard: { input: 4, cachedInput: 0.4, output: 24 }, priority: null }, asOf: '2026-11-01' },
      'gpt-7-sol': { aliases: ['gpt-7'], prices: { standard: { input: 1, output: 4 } }, takes: { batch: true }, longContextAbove: 272000, reasoning: true },
    });
    assert.deepEqual(problems, []);
    const catalog = createCatalog({ models });
    assert.equal(catalog.model('gpt-5.5')?.prices.standard?.output, 24);
    assert.equal(catalog.tierSupport('gpt-5.5', 'priority'), 'no');
    assert.equal(catalog.model('gpt-7')?.reasoning, true);
  });

  it('prices a name that the catalog lists without a price', () => {
    const { models } = readModelOverrides({ 'o3-deep-research': { prices: { standard: { input: 10, output: 40 } } } });
    const model = createCatalog({ models }).model('o3-deep-research');
    assert.equal(model?.unpriced, undefined);
    assert.equal(model?.prices.standard?.input, 10);
  });

  it('says what is wrong with a value, and uses the rest', () => {
    const { models, problems } = readModelOverrides({
      a: { prices: { standard: { input: '5', output: 1 }, cheap: {} }, shutdown: 'soon', colour: 'red' },
      b: 3,
      c: { replacement: 'gpt-6-sol', takes: { flex: 'yes' } },
    });
    assert.deepEqual(problems, [
      'models."a".prices.standard must have input and output, and may have cachedInput, in dollars per million tokens',
      'models."a".prices.cheap is no tier; there are standard, priority, flex, batch',
      'models."a".shutdown must be a date such as 2027-01-31, or null',
      'models."a".colour is not known; there are aliases, prices, longContextPrices, takes, longContextAbove, cacheWriteFactor, regionalFactor, reasoning, shutdown, replacement, asOf, source',
      'models."b" must be an object',
      'models."c".takes must be an object of true and false for flex, priority, batch, background, ultrafast',
    ]);
    assert.deepEqual(models['c'], { replacement: 'gpt-6-sol' });
  });

  it('is refused whole when it is no object', () => {
    assert.equal(readModelOverrides([]).problems.length, 1);
    assert.deepEqual(readModelOverrides(undefined), { models: {}, problems: [] });
  });
});
