import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readConfig } from '../../../server/src/core/config/readConfig';
import { LineIndex } from '../../../server/src/core/text/lineIndex';

/** Problems as an editor shows them: `2:3 message`. */
function problemsOf(text: string): readonly string[] {
  const lines = new LineIndex(text);
  return readConfig('/w/tierlint.json', text).problems.map(({ span, message }) => {
    const { line, character } = lines.positionAt(span.start);
    return `${line + 1}:${character + 1} ${message}`;
  });
}

describe('a tierlint.json', () => {
  it('may hold comments and trailing commas', () => {
    const { config, problems } = readConfig(
      '/w/tierlint.json',
      '{\n  // evals run at night\n  "paths": { "evals/**": { "tier": "batch", "volume": "200k/month", }, },\n}\n',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(config.paths, [{ glob: 'evals/**', tier: 'batch', volume: { requests: 200_000, per: 'month' } }]);
  });

  it('is the recommended preset when it says nothing', () => {
    const { config, problems } = readConfig('/w/tierlint.json', '{}');
    assert.deepEqual(problems, []);
    assert.equal(config.preset, 'recommended');
  });

  it('may start with a byte order mark', () => assert.deepEqual(problemsOf('\uFEFF{ "preset": "strict" }'), []));

  it('gives the problem of a key with the one that was meant', () => {
    assert.deepEqual(problemsOf('{\n  "rulez": {}\n}'), ['2:3 unknown key "rulez"; did you mean "rules"?']);
    assert.deepEqual(problemsOf('{ "paths": { "src/**": { "teir": "flex" } } }'), ['1:26 unknown key "teir"; did you mean "tier"?']);
  });

  it('names the rules there are when none is near', () => {
    assert.match(
      problemsOf('{ "rules": { "quux": "off" } }')[0]!,
      /^1:14 no rule "quux"; there are: batch-jsonl, batch-poll, batchable-loop/,
    );
    assert.deepEqual(problemsOf('{ "rules": { "flex-timout": "off" } }'), ['1:14 no rule "flex-timout"; did you mean "flex-timeout"?']);
  });

  it('names severities and tiers', () => {
    assert.deepEqual(problemsOf('{ "rules": { "flex-timeout": "warn" } }'), [
      '1:30 no severity "warn"; there are: off, hint, info, warning, error',
    ]);
    assert.deepEqual(problemsOf('{ "rules": { "flex-timeout": 2 } }'), ['1:30 2 is not a severity: off, hint, info, warning, error']);
    assert.deepEqual(problemsOf('{ "paths": { "a": { "tier": "felx" } } }'), ['1:29 no tier "felx"; did you mean "flex"?']);
    assert.deepEqual(problemsOf('{ "preset": "all" }'), ['1:13 no preset "all"; there are: recommended, strict, quiet']);
  });

  it('says what a volume looks like', () => {
    assert.deepEqual(problemsOf('{ "paths": { "a": { "volume": "lots" } } }'), [
      '1:31 "lots" is no volume; write it like 20k/day or 1.5M/month',
    ]);
  });

  it('has globs that can be matched', () => {
    assert.deepEqual(problemsOf('{ "exclude": ["vendor/[a"] }'), ['1:15 bad glob: a closing ] is missing']);
    assert.deepEqual(problemsOf('{ "paths": { "../other/**": {} } }'), [
      "1:14 a glob can't leave the folder of its file; put a tierlint.json higher up",
    ]);
    assert.equal(problemsOf('{ "exclude": ["", "!a", 3] }').length, 3);
  });

  it('says where its syntax breaks', () => {
    assert.deepEqual(problemsOf('{\n  "rules": {\n    "flex-timeout": off\n  }\n}'), [
      '3:21 this word is no JSON; texts stand in double quotes',
    ]);
    assert.deepEqual(problemsOf('{ "preset": "strict"'), ['1:21 a closing } is missing']);
    assert.deepEqual(problemsOf(''), ['1:1 a value is expected here']);
    assert.deepEqual(problemsOf('[]'), ['1:1 a list is not an object in curly brackets']);
  });

  it('says a key only once', () =>
    assert.deepEqual(problemsOf('{ "preset": "strict", "preset": "quiet" }'), ['1:23 "preset" stands here twice']));

  it('counts as written where it is right, whatever else is wrong', () => {
    const { config, problems } = readConfig(
      '/w/tierlint.json',
      '{ "preset": "strict", "rules": { "nope": "off", "flex-timeout": "off" }, "exclude": 3 }',
    );
    assert.equal(problems.length, 2);
    assert.deepEqual([config.preset, config.rules, config.exclude], ['strict', { 'flex-timeout': 'off' }, []]);
  });

  it('changes rows of the catalog', () => {
    const { config, problems } = readConfig(
      '/w/tierlint.json',
      '{ "models": { "gpt-5.4": { "prices": { "standard": { "input": 1, "output": 2 }, "flex": null }, "shutdown": null, "takes": { "flex": true } } } }',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(config.models, {
      'gpt-5.4': { prices: { standard: { input: 1, output: 2 }, flex: null }, shutdown: null, takes: { flex: true } },
    });
    assert.deepEqual(problemsOf('{ "models": { "m": { "prices": { "standard": { "input": 1 } } } } }'), ['1:46 "output" is missing here']);
    assert.deepEqual(problemsOf('{ "models": { "m": { "shutdown": "soon" } } }'), ['1:34 "soon" is no date; write it as 2026-11-01']);
  });

  it('never makes the reader throw', () => {
    const text =
      '{ "$schema": "x", "preset": "strict", "paths": { "a/**": { "tier": "flex", "rules": { "flex-timeout": "off" } } }, "models": { "m": {} } }';
    for (let end = 0; end <= text.length; end++) readConfig('/w/tierlint.json', text.slice(0, end));
    for (let at = 0; at < text.length; at++) readConfig('/w/tierlint.json', text.slice(0, at) + text.slice(at + 1));
  });
});
