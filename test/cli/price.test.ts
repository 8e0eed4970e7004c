import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TestFolder } from './cli';

interface Tier {
  readonly label: string;
  readonly available: string;
  readonly cost: number | null;
  readonly savedPerMonth: number | null;
  readonly savedPerYear: number | null;
  readonly savingPercent: number | null;
}

interface Answer {
  readonly model: string;
  readonly asOf: string;
  readonly stale: boolean;
  readonly tiers: readonly Tier[];
  readonly assumptions: readonly string[];
}

const folder = new TestFolder();

function price(...args: readonly string[]): Answer {
  const { code, stdout, stderr } = folder.run(['price', '--format', 'json', ...args]);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as Answer;
}

const tier = ({ tiers }: Answer, label: string): Tier => tiers.find((each) => each.label === label)!;

describe('tierlint price', () => {
  it('10M output tokens of gpt-5.5 a month cost $300, $150 on flex and batch ($1,800 a year less), $750 on priority', () => {
    const answer = price('--model', 'gpt-5.5', '--output-tokens', '10M');
    assert.deepEqual(
      answer.tiers.map(({ label, cost, savedPerYear }) => [label, cost, savedPerYear]),
      [
        ['standard', 300, null],
        ['priority (fast)', 750, -5400],
        ['flex', 150, 1800],
        ['batch', 150, 1800],
      ],
    );
    assert.equal(tier(answer, 'flex').savingPercent, 50);
  });

  it('100M save $18,000 a year', () => {
    assert.equal(tier(price('--model', 'gpt-5.5', '-o', '100M'), 'batch').savedPerYear, 18_000);
  });

  it('say the same in text, with date and assumptions', () => {
    const { stdout, code } = folder.run(['price', '--model', 'gpt-5.5', '--output-tokens', '10M']);
    assert.equal(code, 0);
    assert.match(stdout, /^gpt-5\.5 · 10M output tokens a month · list prices as of 2026-09-02/);
    assert.match(stdout, /flex\s+\$2\.50\s+\$0\.25\s+\$15\.00\s+\$150\s+\$150\s+\$1,800\n/);
    assert.match(stdout, /priority \(fast\).*\$750\s+−\$450\s+−\$5,400\n/);
    assert.match(stdout, /without negotiated discounts/);
  });

  it('keeps the fractions of a cent that tell tiers apart', () => {
    const answer = price('--model', 'gpt-5.4', '--input-tokens', '1k');
    assert.deepEqual(
      [tier(answer, 'standard').cost, tier(answer, 'flex').cost, tier(answer, 'flex').savedPerMonth],
      [0.0025, 0.00125, 0.00125],
    );
    const { stdout } = folder.run(['price', '--model', 'gpt-5.4', '--input-tokens', '20k']);
    assert.match(stdout, /flex .*\$0\.025\s+\$0\.025\s+\$0\.30\n/);
  });

  it('counts cached input at its own price, and in full where a tier has none', () => {
    const answer = price('--model', 'o3', '--input-tokens', '10M', '--cached-tokens', '10M');
    assert.deepEqual(
      ['standard', 'flex', 'batch'].map((label) => tier(answer, label).cost),
      [5, 2.5, 10],
    );
    assert.equal(tier(answer, 'batch').savedPerMonth, -5);
  });

  it('reprices long requests when told how many there are', () => {
    const cost = (...more: string[]): number | null => tier(price('--model', 'gpt-5.5', '--input-tokens', '3M', ...more), 'standard').cost;
    assert.deepEqual([cost(), cost('--requests', '12'), cost('--requests', '10')], [15, 15, 30]);
    assert.equal(tier(price('--model', 'gpt-5.5', '-i', '3M', '-r', '10'), 'priority (fast)').cost, null);
    assert.match(price('--model', 'gpt-5.5', '-i', '3M').assumptions.join(' '), /--requests says/);
  });

  it('has the windows of background responses and regional hosts', () => {
    const answer = price('--model', 'gpt-6.2-sol', '-i', '100M', '-o', '10M', '--regional');
    assert.deepEqual(
      answer.tiers.map(({ label, available, cost }) => [label, available, cost]),
      [
        ['standard', 'yes', 330],
        ['priority (fast)', 'yes', 660],
        ['flex', 'no', null],
        ['batch', 'yes', 165],
        ['background, 2 h', 'yes', 231],
        ['background, 8 h', 'yes', 198],
      ],
    );
  });

  it('lists all models without one, and marks old prices', () => {
    const { stdout } = folder.run(['price']);
    assert.match(stdout, /gpt-5\.5\s+5 \/ 30\s+12\.5 \/ 75\s+2\.5 \/ 15\s+2\.5 \/ 15\s+2026-09-02/);
    const { models } = JSON.parse(folder.run(['price', '--format', 'json']).stdout) as { models: { model: string; stale: boolean }[] };
    assert.ok(models.length > 25 && models.every(({ stale }) => typeof stale === 'boolean'));
  });

  it('takes prices and models of tierlint.json', () => {
    const mine = new TestFolder({
      'tierlint.json': JSON.stringify({
        models: { 'our-model': { prices: { standard: { input: 1, output: 2 }, flex: { input: 0.5, output: 1 } }, asOf: '2020-01-01' } },
      }),
    });
    const { stdout, code } = mine.run(['price', '--model', 'our-model', '-o', '1M', '--format', 'json']);
    assert.equal(code, 0);
    const answer = JSON.parse(stdout) as Answer;
    assert.equal(tier(answer, 'flex').savedPerMonth, 1);
    assert.equal(answer.stale, true);
  });

  const wrong: readonly (readonly [string[], RegExp])[] = [
    [['--model', 'gpt-5.55'], /no model "gpt-5\.55"; did you mean "gpt-5\.5"\?/],
    [['--model', 'o3-deep-research'], /has no price in the catalog/],
    [['--model', 'gpt-5.5', '--output-tokens', 'many'], /write a number/],
    [['--model', 'gpt-5.5', '--output-tokens', '-5'], /.+/],
    [['--model', 'gpt-5.5', '-i', '1k', '-c', '2k'], /can’t be more/],
    [['--model', 'gpt-5.5', '-r', '5'], /say how many tokens/],
    [['--output-tokens', '1M'], /say which model/],
    [['--model', 'gpt-5.5', '-o', '1M', '-r', '0'], /at least 1/],
  ];
  for (const [args, message] of wrong) {
    it(`refuses ${args.join(' ')} in one line`, () => {
      const { code, stdout, stderr } = folder.run(['price', ...args]);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, message);
      assert.match(stderr, /^tierlint: [^\n]+\n$/);
    });
  }
});
