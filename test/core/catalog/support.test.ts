import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultCatalog as catalog, type Support } from '../../../server/src/core/catalog/catalog';
import type { TierName } from '../../../server/src/core/catalog/serviceTier';

function all(tier: TierName | 'ultrafast', support: Support, names: string): void {
  for (const name of names.trim().split(/\s+/)) {
    it(`${support === 'yes' ? 'is' : support === 'no' ? 'is not' : 'is not known to be'} offered: ${tier} on ${name}`, () =>
      assert.equal(catalog.tierSupport(name, tier), support));
  }
}

describe('flex', () => {
  all(
    'flex',
    'yes',
    `gpt-5.6-sol gpt-5.6-terra gpt-5.6-luna gpt-5.6 gpt-5.5 gpt-5.5-pro gpt-5.4 gpt-5.4-mini gpt-5.4-nano gpt-5.4-pro gpt-5.2 gpt-5.1
    gpt-5 gpt-5-mini gpt-5-nano o3 o4-mini gpt-6-astra gpt-6-sol gpt-6-luna gpt-6.1-sol gpt-6.1-terra gpt-5-2025-08-07 openai/gpt-5-mini`,
  );
  all(
    'flex',
    'no',
    `gpt-6.2-astra gpt-6.2-sol gpt-5.3-codex gpt-5.2-pro gpt-5-pro o3-pro o1 o1-pro o3-mini gpt-4.1 gpt-4.1-mini gpt-4.1-nano gpt-4o gpt-4o-mini
    gpt-4o-2024-05-13 gpt-4-turbo gpt-4 gpt-3.5-turbo chat-latest gpt-5.6-cyber gpt-5.5-cyber gpt-5-search-api text-embedding-3-small omni-moderation-latest
    ft:gpt-4.1-mini:org::id ft:o4-mini:org::id gpt-4-0613`,
  );
  // Without a row of their own: the family decides.
  all(
    'flex',
    'no',
    'gpt-4-32k gpt-3.5-turbo-16k gpt-4o-search-preview gpt-4-turbo-preview o1-preview o1-mini gpt-6.2-luna gpt-6.3-sol gpt-7-sol gpt-7 gpt-10 gpt-5.2-chat-latest',
  );
  all('flex', 'unknown', 'gpt-5-codex gpt-6.1-luna gpt-6-nano my-deployment gpt-oss-120b claude-opus-4-6 llama3:8b');
});

describe('priority (fast)', () => {
  all(
    'priority',
    'yes',
    `gpt-6-astra gpt-5.6-sol gpt-5.6-terra gpt-5.6-luna gpt-5.5 gpt-5.4 gpt-5.4-mini gpt-5.2 gpt-5.1 gpt-5 gpt-5-mini gpt-4.1 gpt-4.1-mini
    gpt-4.1-nano gpt-4o gpt-4o-mini o3 o4-mini gpt-5.3-codex gpt-6.2-sol gpt-6.1-sol gpt-6.1-terra gpt-6-sol gpt-6-luna`,
  );
  all(
    'priority',
    'no',
    `gpt-5.5-pro gpt-5.4-pro gpt-5.2-pro gpt-5-pro o3-pro o1-pro o1 o3-mini gpt-5-nano gpt-5.4-nano chat-latest text-embedding-3-large
    ft:gpt-4.1:org::id gpt-6.2-pro`,
  );
  all('priority', 'unknown', 'gpt-6.2-astra my-deployment gpt-5-codex');
});

describe('batch', () => {
  all('batch', 'yes', 'gpt-6.2-sol gpt-6.2-astra gpt-5.6-sol gpt-5.2-pro gpt-5-pro o1 o3-pro gpt-4o gpt-3.5-turbo text-embedding-3-small');
  all('batch', 'no', 'gpt-5.3-codex chat-latest gpt-5-search-api gpt-5.6-cyber gpt-3.5-turbo-instruct');
  all('batch', 'unknown', 'my-deployment ft:gpt-4o:org::id');
});

describe('completion windows of background responses', () => {
  all('background', 'yes', 'gpt-6.2-sol');
  all('background', 'unknown', 'gpt-6.2-astra gpt-6.1-sol gpt-5.6-sol gpt-5 my-deployment');
});

describe('ultrafast', () => all('ultrafast', 'yes', 'gpt-6-astra gpt-5.6-sol gpt-6.2-sol'));

describe('tier support', () => {
  it('of a model that can not be told is unknown, except standard', () => {
    assert.equal(catalog.tierSupport(undefined, 'standard'), 'yes');
    for (const tier of ['flex', 'priority', 'batch', 'background'] as const) assert.equal(catalog.tierSupport(undefined, tier), 'unknown');
  });
});

describe('cheaper ways', () => {
  it('of gpt-6.2-sol are Batch and the background windows, not flex', () => {
    const ways = catalog.cheaperWays(catalog.model('gpt-6.2-sol'));
    assert.equal(ways.flex, 'no');
    assert.equal(ways.batch, 'yes');
    assert.deepEqual(ways.background.windows, [
      { window: '2h', factor: 0.7 },
      { window: '8h', factor: 0.6 },
    ]);
  });

  it('of gpt-5.3-codex do not exist', () => {
    const ways = catalog.cheaperWays(catalog.model('gpt-5.3-codex'));
    assert.deepEqual([ways.flex, ways.batch, ways.background.windows], ['no', 'no', []]);
  });

  it('leave out what is offered but saves nothing', () => {
    assert.equal(catalog.cheaperWays(catalog.model('gpt-3.5-turbo-1106')).batch, 'no');
    assert.equal(catalog.cheaperWays(catalog.model('omni-moderation-latest')).batch, 'no');
  });

  it('of an unknown model are unknown', () => {
    const ways = catalog.cheaperWays(undefined);
    assert.deepEqual([ways.flex, ways.batch, ways.background.support], ['unknown', 'unknown', 'unknown']);
  });
});
