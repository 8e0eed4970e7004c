import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { catalogOf, configFor, isExcluded } from '../../../server/src/core/config/fileConfig';
import { globMatcher } from '../../../server/src/core/config/globs';
import { PRESETS } from '../../../server/src/core/config/presets';
import { readConfig } from '../../../server/src/core/config/readConfig';
import { isRuleId } from '../../../server/src/core/findings/ruleIds';
import { RULES } from '../../../server/src/core/rules';

const read = (config: unknown) => readConfig('/w/tierlint.json', JSON.stringify(config)).config;

describe('a glob', () => {
  const cases: readonly (readonly [glob: string, path: string, matches: boolean])[] = [
    ['evals/**', 'evals/run.py', true],
    ['evals/**', 'evals/deep/run.py', true],
    ['evals/**', 'src/evals/run.py', false],
    ['evals', 'evals/run.py', true],
    ['evals/', 'src/evals/run.py', true],
    ['/evals', 'src/evals/run.py', false],
    ['./evals', 'evals/run.py', true],
    ['*.test.ts', 'src/a.test.ts', true],
    ['test_*.py', 'tests/test_chat.py', true],
    ['src/*.ts', 'src/deep/a.ts', false],
    ['src/{api,routes}/**', 'src/routes/chat.ts', true],
    ['**', 'a.py', true],
    ['**/*.py', '.hidden/a.py', true],
    ['[', 'a', false],
  ];
  for (const [glob, path, matches] of cases)
    it(`${glob} ${matches ? 'matches' : 'leaves'} ${path}`, () => assert.equal(globMatcher(glob)(path), matches));
});

describe('what applies to a file', () => {
  it('is what the globs that match it say, the later over the earlier', () => {
    const config = read({
      paths: { 'src/**': { tier: 'standard', reason: 'people wait' }, 'src/jobs/**': { tier: 'flex' }, '**': { volume: '1k/day' } },
    });
    const { tier, volume } = configFor('/w/src/jobs/a.py', config);
    assert.deepEqual(tier, { value: 'flex', glob: 'src/jobs/**' });
    assert.deepEqual(volume, { value: { requests: 1000, per: 'day' }, glob: '**' });
    assert.deepEqual(configFor('/w/src/a.py', config).tier, { value: 'standard', glob: 'src/**', reason: 'people wait' });
  });

  it('takes severities from the preset, then settings, rules, paths and the command line', () => {
    const config = read({
      preset: 'strict',
      rules: { 'flex-timeout': 'info' },
      paths: { 'evals/**': { rules: { 'retiring-model': 'off' } } },
    });
    const levels = (path: string) =>
      configFor(path, config, {
        settings: { 'missing-service-tier': 'hint', 'flex-timeout': 'off' },
        commandLine: { 'tier-policy': 'off' },
      }).levels;
    assert.equal(levels('/w/a.py')['unsupported-tier'], 'error', 'the preset');
    assert.equal(levels('/w/a.py')['missing-service-tier'], 'hint', 'settings over the preset');
    assert.equal(levels('/w/a.py')['flex-timeout'], 'info', 'rules over settings');
    assert.equal(levels('/w/a.py')['retiring-model'], 'warning');
    assert.equal(levels('/w/evals/a.py')['retiring-model'], 'off', 'paths over rules');
    assert.equal(levels('/w/a.py')['tier-policy'], 'off', 'the command line over all');
  });

  it('is nothing without a configuration but settings', () => {
    assert.deepEqual(configFor('/w/a.py', undefined, { settings: { 'flex-timeout': 'off' } }), { levels: { 'flex-timeout': 'off' } });
  });

  it('is nothing for what is excluded', () => {
    const config = read({ exclude: ['vendor', '*_pb2.py'] });
    assert.equal(isExcluded('/w/vendor/a.py', config), true);
    assert.equal(isExcluded('/w/src/a_pb2.py', config), true);
    assert.equal(isExcluded('/w/src/a.py', config), false);
    assert.equal(isExcluded('/elsewhere/vendor/a.py', config), false);
  });

  it('has a catalog with the rows of the configuration', () => {
    const config = read({ models: { 'gpt-5.4': { prices: { standard: { input: 1, output: 2 } } } } });
    assert.equal(catalogOf(config).model('gpt-5.4')?.prices.standard?.output, 2);
    assert.equal(catalogOf(config), catalogOf(config), 'made once');
  });
});

describe('presets', () => {
  it('name rules that there are', () => {
    for (const { levels } of Object.values(PRESETS)) for (const id of Object.keys(levels)) assert.ok(isRuleId(id), id);
  });

  it('and every rule has an id that configuration knows', () => {
    for (const { id } of RULES) assert.ok(isRuleId(id), id);
  });
});
