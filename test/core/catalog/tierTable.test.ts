import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCatalog, defaultCatalog as catalog } from '../../../server/src/core/catalog/catalog';
import { tierTable, type TierRow, type TierTable } from '../../../server/src/core/estimate/tierTable';

const TODAY = '2026-11-22';

function table(modelName: string | undefined, api: string | undefined = 'responses.create', today = TODAY): TierTable {
  const endpoint = api === '' ? undefined : catalog.endpoint(api, 'openai-node');
  return tierTable({ catalog, today, ...(modelName !== undefined && { modelName }), ...(endpoint && { endpoint }) });
}

function row(from: TierTable, label: string): TierRow {
  const found = from.rows.find((each) => each.label === label);
  assert.ok(found, `${label} is not in the table`);
  return found;
}

describe('the table of tiers', () => {
  it('shows every tier of gpt-5.5 with its saving against standard', () => {
    const rows = table('gpt-5.5').rows.map(({ label, input, output, savingPercent, available }) => [
      label,
      available,
      input,
      output,
      savingPercent,
    ]);
    assert.deepEqual(rows, [
      ['standard', 'yes', 5, 30, undefined],
      ['priority (fast)', 'yes', 12.5, 75, -150],
      ['flex', 'yes', 2.5, 15, 50],
      ['batch', 'yes', 2.5, 15, 50],
    ]);
  });

  it('shows background windows in place of flex where a model has them', () => {
    const shown = table('gpt-6.2-sol');
    assert.equal(row(shown, 'flex').available, 'no');
    assert.equal(row(shown, 'flex').input, undefined);
    assert.deepEqual([row(shown, 'background, 2 h').savingPercent, row(shown, 'background, 8 h').savingPercent], [30, 40]);
    assert.equal(row(shown, 'background, 8 h').output, 6);
  });

  it('shows background windows on responses.create only', () => {
    for (const api of ['chat.completions.create', 'responses.parse', 'responses.compact']) {
      assert.ok(!table('gpt-6.2-sol', api).rows.some((each) => each.tier === 'background'), api);
    }
    assert.ok(!table('gpt-5.6').rows.some((each) => each.tier === 'background'), 'no source says that gpt-5.6 has them');
    assert.ok(
      table('gpt-6.2-sol', '').rows.some((each) => each.tier === 'background'),
      'without a call',
    );
  });

  it('has no Batch for compaction and no tiers for embeddings', () => {
    assert.match(row(table('gpt-5.5', 'responses.compact'), 'batch').reason ?? '', /Batch API does not take/);
    const embedding = table('text-embedding-3-small', 'embeddings.create');
    assert.deepEqual(
      embedding.rows.map((each) => [each.tier, each.available]),
      [
        ['standard', 'yes'],
        ['priority', 'no'],
        ['flex', 'no'],
        ['batch', 'yes'],
      ],
    );
    assert.equal(row(embedding, 'batch').input, 0.01);
    assert.equal(row(embedding, 'batch').savingPercent, 50);
    assert.equal(row(embedding, 'batch').computed, true);
  });

  it('knows only rules of thumb for a model it has no row for', () => {
    const shown = table('my-deployment');
    assert.equal(shown.model, undefined);
    assert.deepEqual(
      shown.rows.map((each) => [each.tier, each.available, each.input, each.savingPercent]),
      [
        ['standard', 'yes', undefined, undefined],
        ['priority', 'unknown', undefined, undefined],
        ['flex', 'unknown', undefined, 50],
        ['batch', 'unknown', undefined, 50],
      ],
    );
    assert.equal(shown.stale, false);
    assert.deepEqual(table(undefined).rows.length, 4);
  });

  it('refuses flex to an unknown model of a family that lacks it', () => {
    assert.equal(row(table('gpt-7-sol'), 'flex').available, 'no');
    assert.equal(row(table('ft:gpt-4.1-mini:org::id'), 'flex').available, 'no');
  });

  it('shows a tier without a known price as not known rather than free', () => {
    const priority = row(table('gpt-6.2-astra'), 'priority (fast)');
    assert.deepEqual([priority.available, priority.input, priority.savingPercent], ['unknown', undefined, undefined]);
  });

  it('shows no saving where Batch costs as much as standard', () => {
    assert.equal(row(table('gpt-3.5-turbo-1106', 'chat.completions.create'), 'batch').savingPercent, 0);
  });
});

describe('what is said with the prices', () => {
  it('names the date and the source', () => {
    assert.ok(
      table('gpt-5.5').assumptions.some(
        (each) => each.includes('2026-09-02') && each.includes('https://developers.openai.com/api/docs/pricing'),
      ),
    );
    assert.equal(table('gpt-5.5').asOf, '2026-09-02');
  });

  it('says list price, and what regional hosts multiply it by where they do', () => {
    const said = table('gpt-5.5').assumptions.join(' ');
    assert.match(said, /List price/);
    assert.match(said, /Regional hosts cost 1.1 times/);
    assert.doesNotMatch(table('gpt-5.1').assumptions.join(' '), /Regional/);
  });

  it('says which figures are computed', () => {
    assert.ok(table('gpt-6-sol').assumptions.some((each) => /Computed .*priority \(fast\), flex\./.test(each)));
    assert.ok(!table('gpt-5.5').assumptions.some((each) => each.includes('Computed')));
  });

  it('says when the source is not OpenAI', () => {
    assert.ok(table('gpt-6.1-terra').assumptions.some((each) => each.includes('not OpenAI')));
    assert.ok(!table('gpt-5.5').assumptions.some((each) => each.includes('not OpenAI')));
  });

  it('says that flex is being wound down only where flex is on offer', () => {
    const says = (name: string): boolean => table(name).notices.some((each) => each.includes('wound down'));
    assert.equal(says('gpt-5.5'), true);
    assert.equal(says('my-deployment'), true);
    assert.equal(says('gpt-4o'), false);
    assert.equal(says('gpt-6.2-sol'), false);
  });

  it('tells a price still promised from one whose promise has run out', () => {
    const promised = (today: string): string =>
      table('gpt-5.6', 'responses.create', today).notices.find((each) => each.includes('promised')) ?? '';
    assert.match(promised('2026-11-21'), /is promised through 2026-11-21/);
    assert.match(promised('2026-11-22'), /promised only through 2026-11-21.*\$5 input and \$30 output/);
  });

  it('calls a price row stale after 90 days, not on the ninetieth', () => {
    // 2026-09-02 + 90 days = 2026-12-01
    assert.equal(table('gpt-5.5', 'responses.create', '2026-12-01').stale, false);
    const late = table('gpt-5.5', 'responses.create', '2026-12-02');
    assert.equal(late.stale, true);
    assert.ok(late.notices.some((each) => each.includes('more than 90 days')));
  });

  it('does not call prices stale that the user gave without a date', () => {
    const mine = createCatalog({ models: { 'gpt-5.5': { prices: { standard: { input: 1, output: 2 } } } } });
    const shown = tierTable({ catalog: mine, modelName: 'gpt-5.5', today: '2029-01-01' });
    assert.equal(shown.stale, false);
    assert.equal(shown.asOf, undefined);
    assert.ok(shown.assumptions.includes('Prices from your configuration.'));
  });

  it('tells of a shutdown in the past, on the day, and within 120 days, not earlier', () => {
    const shutdown = (name: string, today: string): (number | boolean)[] | undefined => {
      const notice = table(name, 'responses.create', today).shutdown;
      return notice && [notice.past, notice.daysLeft];
    };
    assert.deepEqual(shutdown('o4-mini', TODAY), [true, -30]);
    assert.deepEqual(shutdown('gpt-5', TODAY), [false, 19]);
    assert.deepEqual(shutdown('gpt-5', '2026-12-11'), [true, 0]);
    assert.deepEqual(shutdown('gpt-4o', TODAY), [false, 53]);
    assert.equal(shutdown('gpt-5.1', TODAY), undefined);
    // 2027-04-01 less 120 days = 2026-12-02
    assert.deepEqual(shutdown('gpt-5.1', '2026-12-02'), [false, 120]);
    assert.equal(shutdown('gpt-5.1', '2026-12-01'), undefined);
    assert.ok(table('gpt-5').notices.includes('gpt-5 shuts down on 2026-12-11, in 19 days. Recommended replacement: gpt-6.1-sol.'));
    assert.ok(
      table('gpt-5', 'responses.create', '2026-12-10').notices.includes(
        'gpt-5 shuts down on 2026-12-11, in 1 day. Recommended replacement: gpt-6.1-sol.',
      ),
    );
  });

  it('says that a service is gone, or when it goes', () => {
    assert.ok(table(undefined, 'videos.create').notices.some((each) => each.includes('was switched off on 2026-09-24')));
    assert.ok(table(undefined, 'evals.runs.create').notices.some((each) => each.includes('will be switched off on 2026-11-30')));
  });
});
