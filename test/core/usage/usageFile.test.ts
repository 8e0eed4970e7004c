import assert from 'node:assert/strict';
import test from 'node:test';
import type { Usage } from '../../../server/src/core/usage/usage';
import { parseUsage, UsageFileError } from '../../../server/src/core/usage/usageFile';

const usage: Usage = {
  version: 1,
  source: 'api',
  pulledAt: '2026-11-26T10:00:00.000Z',
  start: '2026-11-01',
  end: '2026-11-26',
  rows: [
    {
      start: '2026-11-01',
      end: '2026-11-02',
      kind: 'completions',
      model: 'gpt-5.4',
      project: 'proj_1',
      apiKey: 'key_1',
      batch: false,
      tier: 'default',
      inputTokens: 1000,
      cachedInputTokens: 100,
      outputTokens: 50,
      requests: 3,
      cost: null,
    },
  ],
  costs: [
    { start: '2026-11-01', end: '2026-11-02', project: 'proj_1', apiKey: null, lineItem: 'gpt-5.4, input', amount: 1.25, currency: 'usd' },
  ],
};

test('a usage file is read as it was written', () => {
  assert.deepEqual(parseUsage(JSON.stringify(usage)), usage);
});

test('what a person left out is what the source does not say', () => {
  const { rows } = parseUsage(
    JSON.stringify({ ...usage, rows: [{ start: 'a', end: 'b', model: 'gpt-5', inputTokens: 1, outputTokens: 2 }] }),
  );
  assert.deepEqual(rows, [
    {
      start: 'a',
      end: 'b',
      kind: 'completions',
      model: 'gpt-5',
      project: null,
      apiKey: null,
      batch: null,
      tier: null,
      inputTokens: 1,
      cachedInputTokens: 0,
      outputTokens: 2,
      requests: 0,
      cost: null,
    },
  ]);
});

for (const [what, text, message] of [
  ['half a file', '{"version": 1,', 'is no JSON'],
  ['a list', '[]', 'the file is no object'],
  ['other JSON', '{"data": []}', 'is no usage file: write one with `tierlint usage pull` or `tierlint usage import`'],
  ['a newer version', '{"version": 2}', 'has version 2; this Tierlint reads version 1'],
  ['tokens in words', JSON.stringify({ ...usage, rows: [{ ...usage.rows[0], inputTokens: '1k' }] }), 'rows[0].inputTokens is no number'],
  [
    'fewer tokens than none',
    JSON.stringify({ ...usage, rows: [{ ...usage.rows[0], outputTokens: -1 }] }),
    'rows[0].outputTokens is negative',
  ],
] as const) {
  test(`${what}: ${message}`, () => {
    assert.throws(
      () => parseUsage(text),
      (error) => error instanceof UsageFileError && error.message === message,
    );
  });
}
