import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sdkModels } from '../../../scripts/catalog/sdkModels';
import { defaultCatalog } from '../../../server/src/core/catalog/catalog';

describe('the models the SDK names', () => {
  const { names } = sdkModels();

  it('are found in its types', () => {
    assert.ok(names.length > 150, `${names.length} names`);
    for (const name of ['gpt-6.1-sol', 'o3-pro', 'text-embedding-3-small', 'whisper-1', 'gpt-image-2'])
      assert.ok(names.includes(name), name);
  });

  it('are each priced or listed as unpriced', () => {
    const known = new Set(defaultCatalog.models.flatMap(({ id, aliases }) => [id, ...aliases]));
    assert.deepEqual(
      names.filter((name) => !known.has(name)),
      [],
    );
  });

  it('have a reason where they have no price', () => {
    for (const model of defaultCatalog.models) {
      if (Object.keys(model.prices).length === 0) assert.ok(model.unpriced ?? model.notes.length > 0, model.id);
      else assert.equal(model.unpriced, undefined, model.id);
    }
  });
});
