/** The shape of the data file, which TypeScript can't check. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import raw from '../../../server/src/core/catalog/data/models.json';
import { MODEL_FAMILIES, MODELS, TIER_NOTICES } from '../../../server/src/core/catalog/modelData';
import { PRICED_TIERS } from '../../../server/src/core/catalog/model';

const ISO_DATE = /^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const sources: Record<string, { url: string; asOf: string; official: boolean }> = raw.sources;

describe('the model data', () => {
  it('dates every row, no row later than the file, and names a source it knows', () => {
    assert.match(raw.asOf, ISO_DATE);
    for (const row of raw.models) {
      assert.match(row.asOf, ISO_DATE, row.id);
      assert.ok(row.asOf <= raw.asOf, `${row.id} is dated after the file`);
      assert.ok(sources[row.source], `${row.id}: unknown source ${row.source}`);
      assert.equal(row.asOf, sources[row.source]?.asOf, `${row.id} and its source differ in date`);
    }
  });

  it('gives public addresses as sources', () => {
    for (const source of Object.values(sources)) assert.match(source.url, /^https:\/\//);
    for (const model of MODELS) {
      assert.match(model.source, /^https:\/\//, model.id);
      for (const each of Object.values(model.tierSources)) assert.match(each, /^https:\/\//, model.id);
    }
    for (const each of [...TIER_NOTICES, ...MODEL_FAMILIES]) assert.match(each.source, /^https:\/\//);
  });

  it('dates and sources every shutdown', () => {
    for (const model of MODELS.filter((each) => each.shutdown !== undefined)) {
      assert.match(model.shutdown ?? '', ISO_DATE, model.id);
      assert.match(model.shutdownSource ?? '', /^https:\/\//, model.id);
    }
  });

  it('recommends as replacement a model it knows that is not itself on the way out, with a source', () => {
    for (const model of MODELS.filter((each) => each.replacement !== undefined)) {
      const replacement = MODELS.find((each) => each.id === model.replacement);
      assert.ok(replacement && replacement.shutdown === undefined, `${model.id}: ${model.replacement}`);
      assert.match(model.replacementSource ?? '', /^https:\/\//, model.id);
    }
  });

  it('uses every name once', () => {
    const names = MODELS.flatMap((model) => [model.id, ...model.aliases]);
    assert.deepEqual(
      names.filter((name, at) => names.indexOf(name) !== at),
      [],
    );
  });

  it('has prices as triples of sane numbers, cached input never dearer than input', () => {
    for (const model of MODELS) {
      for (const prices of [model.prices, model.longContextPrices ?? {}]) {
        for (const tier of PRICED_TIERS) {
          const price = prices[tier];
          if (!price) continue;
          assert.ok(
            Number.isFinite(price.input) && price.input >= 0 && Number.isFinite(price.output) && price.output >= 0,
            `${model.id} ${tier}`,
          );
          if (price.cachedInput !== undefined) assert.ok(price.cachedInput > 0 && price.cachedInput < price.input, `${model.id} ${tier}`);
        }
      }
    }
  });

  it('prices no tier that it says the model does not take', () => {
    for (const model of MODELS) {
      for (const tier of ['flex', 'batch', 'priority'] as const) {
        if (model.prices[tier]) assert.equal(model.takes[tier], true, `${model.id} ${tier}`);
        if (model.longContextPrices?.[tier]) assert.ok(model.prices[tier], `${model.id} ${tier} above the threshold only`);
      }
    }
  });

  it('prices flex at Batch input and output rates, half of standard, wherever both are printed', () => {
    for (const { id, prices } of MODELS) {
      if (!prices.flex || !prices.standard) continue;
      assert.equal(prices.flex.input * 2, prices.standard.input, id);
      assert.equal(prices.flex.output * 2, prices.standard.output, id);
      assert.equal(prices.batch?.input, prices.flex.input, id);
      assert.equal(prices.batch?.output, prices.flex.output, id);
    }
  });

  it('reprices long context at twice the input and one and a half times the output', () => {
    for (const { id, prices, longContextPrices, longContextAbove } of MODELS) {
      assert.equal(longContextPrices === undefined, longContextAbove === undefined, id);
      for (const tier of PRICED_TIERS) {
        const long = longContextPrices?.[tier];
        if (!long) continue;
        assert.ok(Math.abs(long.input - 2 * (prices[tier]?.input ?? NaN)) < 1e-9, `${id} ${tier}`);
        assert.ok(Math.abs(long.output - 1.5 * (prices[tier]?.output ?? NaN)) < 1e-9, `${id} ${tier}`);
      }
    }
  });
});
