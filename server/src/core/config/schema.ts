/** The table of everything that `tierlint.json` may say. */
import { PRICED_TIERS } from '../catalog/model';
import { INTENDED_TIERS } from '../intent/tiers';
import { VOLUME_EXAMPLES, VOLUME_PATTERN, parseVolume } from '../intent/volume';
import { SEVERITIES } from '../findings/severity';
import { isRuleId, RULE_IDS, RULE_SUMMARIES } from '../findings/ruleIds';
import { suggestion } from '../text/closest';
import { globProblem } from './globs';
import { PRESET_NAMES, PRESETS } from './presets';
import type { Choice, Shape } from './shape';

const WORKLOAD_CHOICES: readonly Choice[] = [
  { value: 'interactive', description: 'A person waits for the answer.' },
  { value: 'background', description: 'A job that a program waits for, started by a queue or a schedule.' },
  { value: 'offline', description: 'Nobody waits: evals, scripts, backfills.' },
];

const level: Shape = {
  kind: 'choice',
  noun: 'severity',
  values: [{ value: 'off', description: 'The rule does not report.' }, ...SEVERITIES.map((value) => ({ value }))],
};

const rules: Shape = {
  kind: 'map',
  description: 'Severity by rule. A rule that is not named keeps the severity that the evidence at each call gives it.',
  keys: RULE_IDS.map((value) => ({ value, description: RULE_SUMMARIES[value] })),
  keyProblem: (key) => (isRuleId(key) ? undefined : `no rule "${key}"${suggestion(key, RULE_IDS)}`),
  of: level,
};

const price: Shape = {
  kind: 'object',
  description: 'US dollars per million tokens; null: the tier is not to be had.',
  required: ['input', 'output'],
  fields: {
    input: { kind: 'number', minimum: 0, description: 'US dollars per million input tokens.' },
    cachedInput: { kind: 'number', minimum: 0, description: 'US dollars per million input tokens read from the prompt cache.' },
    output: { kind: 'number', minimum: 0, description: 'US dollars per million output tokens.' },
  },
};

const prices: Shape = {
  kind: 'object',
  fields: Object.fromEntries(PRICED_TIERS.map((tier) => [tier, { kind: 'nullable', of: price }])),
};

const date: Shape = {
  kind: 'text',
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  examples: ['2026-11-01'],
  problem: (text) => (isDate(text) ? undefined : `"${text}" is no date; write it as 2026-11-01`),
};

const model: Shape = {
  kind: 'object',
  fields: {
    aliases: { kind: 'list', of: { kind: 'text' }, description: 'Other names of the model.' },
    prices: {
      ...prices,
      description: 'Prices by tier, in US dollars per million tokens: negotiated ones, or those of a model the catalog does not have.',
    },
    takes: {
      kind: 'object',
      description: 'Whether the model takes a tier.',
      fields: Object.fromEntries(['flex', 'priority', 'batch', 'background', 'ultrafast'].map((tier) => [tier, { kind: 'boolean' }])),
    },
    longContextAbove: { kind: 'number', minimum: 1, description: 'Input tokens above which the long-context prices apply.' },
    longContextPrices: { ...prices, description: 'Prices of requests above that.' },
    cacheWriteFactor: { kind: 'number', minimum: 0, description: 'Writing the prompt cache costs this many times the input price.' },
    regionalFactor: { kind: 'number', minimum: 0, description: 'A regional host costs this many times the price.' },
    reasoning: { kind: 'boolean', description: 'The model writes reasoning tokens, billed as output.' },
    shutdown: { kind: 'nullable', of: date, description: 'The day from which calls fail; null: none is known.' },
    replacement: { kind: 'text', description: 'The model to use instead.' },
    asOf: { ...date, description: 'The day of the prices.' },
    source: { kind: 'text', description: 'Where the prices come from.' },
  },
};

const pathSettings: Shape = {
  kind: 'object',
  fields: {
    tier: {
      kind: 'choice',
      noun: 'tier',
      values: INTENDED_TIERS,
      description: 'What calls in these files are meant to run on. `tier-policy` reports calls that run on another tier.',
    },
    volume: {
      kind: 'text',
      pattern: VOLUME_PATTERN,
      examples: VOLUME_EXAMPLES,
      problem: (text) => (parseVolume(text) ? undefined : `"${text}" is no volume; write it like 20k/day or 1.5M/month`),
      description: 'How often each call in these files runs, for monthly figures: `20k/day`, `200k/month`.',
    },
    workload: {
      kind: 'choice',
      noun: 'workload',
      values: WORKLOAD_CHOICES,
      description: 'Who waits for the answers, where the code does not tell.',
    },
    reason: { kind: 'text', description: 'Why, in words: shown with the findings of `tier-policy`.' },
    rules,
  },
};

const globKey = (key: string): string | undefined => globProblem(key);

export const CONFIG_SHAPE: Shape = {
  kind: 'object',
  description: 'Configuration of Tierlint. The nearest `tierlint.json` above a file applies to it, and no other.',
  fields: {
    $schema: { kind: 'text', description: 'The JSON schema of this file, for editors.' },
    preset: {
      kind: 'choice',
      noun: 'preset',
      values: PRESET_NAMES.map((value) => ({ value, description: PRESETS[value].summary })),
      description: 'The severities to start from. Default: `recommended`.',
    },
    rules,
    paths: {
      kind: 'map',
      description:
        'What is meant for the files that a glob matches, seen from the folder of this file. Of several that match, the later wins; an annotation in the code wins over all.',
      keyProblem: globKey,
      of: pathSettings,
    },
    exclude: {
      kind: 'list',
      description: 'Globs of files without findings, seen from the folder of this file. What `.gitignore` excludes is never scanned.',
      of: { kind: 'text', problem: globProblem, examples: ['vendor/**', '*_pb2.py'] },
    },
    models: { kind: 'map', description: 'Models whose row in the catalog is changed or added.', of: model },
  },
};

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}
