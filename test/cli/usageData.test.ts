/** `tierlint usage pull|import|show`: the built command line against a local admin API. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { afterEach, describe, it } from 'node:test';
import type { Usage } from '../../server/src/core/usage/usage';
import { execute, type Run } from '../execution/execute';
import { ADMIN_KEY, startLocalAdminApi, type LocalAdminApi, type LocalAdminApiOptions, type Result } from '../support/localAdminApi';
import { TestFolder } from './cli';

const CLI = path.resolve(__dirname, '../../dist/cli.js');

const completions = (more: Result = {}): Result => ({
  object: 'organization.usage.completions.result',
  input_tokens: 1000,
  output_tokens: 500,
  input_cached_tokens: 100,
  num_model_requests: 10,
  project_id: 'proj_a',
  user_id: 'user_1',
  api_key_id: 'key_1',
  model: 'gpt-5.4',
  batch: false,
  service_tier: 'default',
  ...more,
});

function resultsOf(endpoint: string, day: number): readonly Result[] {
  switch (endpoint) {
    case 'completions':
      return [
        completions(),
        completions({ service_tier: 'flex' }),
        completions({ batch: true }),
        ...(day % 7 < 5 ? [completions({ model: 'gpt-5.4-mini', project_id: 'proj_b', api_key_id: 'key_2' })] : []),
      ];
    case 'embeddings':
      return [
        {
          object: 'organization.usage.embeddings.result',
          input_tokens: 700,
          num_model_requests: 7,
          project_id: 'proj_b',
          user_id: null,
          api_key_id: 'key_2',
          model: 'text-embedding-3-small',
        },
      ];
    default:
      return [
        {
          object: 'organization.costs.result',
          amount: { value: 0.5, currency: 'usd' },
          line_item: 'gpt-5.4, output',
          project_id: 'proj_a',
          api_key_id: null,
        },
      ];
  }
}

describe('tierlint usage pull', () => {
  let api: LocalAdminApi;
  let folder: TestFolder;
  afterEach(() => api?.close());

  async function pull(
    args: readonly string[],
    options: Partial<LocalAdminApiOptions> = {},
    key: string | undefined = ADMIN_KEY,
  ): Promise<Run> {
    api = await startLocalAdminApi({ results: resultsOf, ...options });
    folder = new TestFolder();
    const run = await execute(process.execPath, [CLI, 'usage', 'pull', ...args], folder.path, {
      OPENAI_BASE_URL: api.baseUrl,
      NO_COLOR: '1',
      ...(key === undefined ? {} : { OPENAI_ADMIN_KEY: key }),
    });
    assert.doesNotMatch(run.stdout + run.stderr, /0123456789abcdef/, 'the key is never printed');
    return run;
  }

  const usage = (name = 'usage.json'): Usage => JSON.parse(folder.read(name)) as Usage;
  const sum = (rows: Usage['rows'], key: 'inputTokens' | 'outputTokens' | 'requests' | 'cachedInputTokens'): number =>
    rows.reduce((all, row) => all + row[key], 0);

  it('reads a year of days in pages, and loses nothing on the way to months', async () => {
    const { code, stdout, stderr } = await pull(['--start', '2026-01-01', '--end', '2027-01-01']);
    assert.equal(code, 0, stderr);
    const calls = (endpoint: string): number => api.calls.filter((call) => call.endpoint === endpoint).length;
    assert.deepEqual(['completions', 'embeddings', 'costs'].map(calls), [12, 12, 3]);
    const { rows, costs, source, start, end } = usage();
    assert.deepEqual([source, start, end], ['api', '2026-01-01', '2027-01-01']);
    const days = Array.from({ length: 365 }, (_, day) => resultsOf('completions', day)).flat();
    const tokens = rows.filter(({ kind }) => kind === 'completions');
    assert.equal(tokens.length, 48);
    assert.equal(sum(tokens, 'inputTokens'), days.length * 1000);
    assert.equal(sum(tokens, 'cachedInputTokens'), days.length * 100);
    assert.equal(sum(tokens, 'outputTokens'), days.length * 500);
    assert.equal(sum(tokens, 'requests'), days.length * 10);
    assert.equal(
      sum(
        rows.filter(({ kind }) => kind === 'embeddings'),
        'inputTokens',
      ),
      365 * 700,
    );
    assert.equal(costs.length, 12);
    assert.equal(
      costs.reduce((all, { amount }) => all + amount, 0),
      182.5,
    );
    assert.match(stdout, /^usage\.json: 2026-01-01 to 2027-01-01 \(exclusive\)\n/);
    assert.match(stdout, /proj_a +gpt-5\.4 +standard +3,650 +365k +36\.5k +183k +\$3\.57 +batch/);
    assert.match(stdout, /Billed, all products and tiers:\n  proj_a  \$182\.50\n/);
    assert.doesNotMatch(folder.read('usage.json'), /sk-/);
  });

  it('keeps days when asked to, with project, key, batch and tier', async () => {
    assert.equal((await pull(['--start', '2026-03-01', '--end', '2026-03-03', '--daily', '-o', 'days.json'])).code, 0);
    const { rows } = usage('days.json');
    assert.deepEqual(
      rows
        .filter(({ start, model }) => start === '2026-03-02' && model === 'gpt-5.4')
        .map(({ end, project, apiKey, batch, tier }) => [end, project, apiKey, batch, tier]),
      [
        ['2026-03-03', 'proj_a', 'key_1', false, 'default'],
        ['2026-03-03', 'proj_a', 'key_1', false, 'flex'],
        ['2026-03-03', 'proj_a', 'key_1', true, 'default'],
      ],
    );
  });

  it('takes the last 30 days until yesterday unless told otherwise', async () => {
    assert.equal((await pull([])).code, 0);
    const { start, end } = usage();
    assert.equal(Date.parse(end) - Date.parse(start), 30 * 86_400_000);
    assert.equal(end, new Date().toISOString().slice(0, 10));
  });

  it('goes on after 429 and 500', async () => {
    const { code } = await pull(['--start', '2026-01-01', '--end', '2026-03-01'], { refuse: (nth) => ({ 1: 429, 2: 500, 5: 429 })[nth] });
    assert.equal(code, 0);
    assert.equal(
      sum(
        usage().rows.filter(({ kind }) => kind === 'embeddings'),
        'inputTokens',
      ),
      59 * 700,
    );
  });

  for (const [what, options, key, expected] of [
    ['no key', {}, '', /OPENAI_ADMIN_KEY is not set: an owner of the organisation makes an admin key/],
    ['a wrong key', {}, 'sk-admin-wrong', /does not accept the key in OPENAI_ADMIN_KEY \(401\)/],
    [
      'a key that may not read usage',
      { refuse: () => 403 },
      ADMIN_KEY,
      /the key in OPENAI_ADMIN_KEY may not do this \(403\).*: usage is read with an admin key/,
    ],
    ['a rate limit that stays', { refuse: () => 429 }, ADMIN_KEY, /asks to slow down \(429\)/],
  ] as const) {
    it(`says in one line: ${what}, and writes nothing`, async () => {
      const { code, stdout, stderr } = await pull(['--days', '3'], options, key);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, expected);
      assert.match(stderr, /^tierlint: [^\n]+\n$/);
      assert.deepEqual(fs.readdirSync(folder.path), []);
    });
  }

  for (const [args, expected] of [
    [['--start', '2026-02-30'], /--start takes a date such as 2026-10-01: not "2026-02-30"/],
    [['--start', '2026-03-01', '--end', '2026-03-01'], /--start 2026-03-01 is not before --end 2026-03-01/],
    [['--days', 'all'], /--days takes a whole number/],
  ] as const) {
    it(`refuses ${args.join(' ')}`, async () => {
      const { code, stderr } = await pull(args);
      assert.equal(code, 2);
      assert.match(stderr, expected);
      assert.equal(api.calls.length, 0);
    });
  }
});

const CSV = `start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,user_id,api_key_id,model,batch,service_tier,input_tokens,output_tokens,input_cached_tokens
1793491200,1793577600,2026-11-01T00:00:00+00:00,2026-11-02T00:00:00+00:00,proj_a,12,,key_1,gpt-5.4-2026-03-05,false,default,24000,3100,1000
1793577600,1793664000,2026-11-02T00:00:00+00:00,2026-11-03T00:00:00+00:00,proj_a,3,,key_1,gpt-5.4-2026-03-05,true,,6000,700,0
1793664000,1793750400,2026-11-03T00:00:00+00:00,2026-11-04T00:00:00+00:00,,,,,,,,,,
`;
const COSTS = `start_time\tend_time\tstart_time_iso\tend_time_iso\tamount_value\tamount_currency\tline_item\tproject_id\torganization_id\torganization_name
1793491200\t1793577600\t2026-11-01T00:00:00+00:00\t2026-11-02T00:00:00+00:00\t0.8958740000000000\tusd\t\tproj_a\torg-1\t"Us, Inc."
`;

describe('tierlint usage import', () => {
  const imported = (
    files: Readonly<Record<string, string>>,
    ...args: string[]
  ): { readonly folder: TestFolder; readonly usage: Usage; readonly stdout: string } => {
    const folder = new TestFolder(files);
    const { code, stdout, stderr } = folder.run(['usage', 'import', ...Object.keys(files), ...args]);
    assert.equal(code, 0, stderr);
    return { folder, stdout, usage: JSON.parse(folder.read('usage.json')) as Usage };
  };

  it('reads the CSV exports of usage and costs together', () => {
    const { usage, stdout } = imported({ 'completions_usage.csv': `\ufeff${CSV}`, 'cost.csv': COSTS });
    assert.deepEqual([usage.source, usage.start, usage.end], ['import', '2026-11-01', '2026-11-04']);
    assert.deepEqual(
      usage.rows.map(({ model, batch, tier, inputTokens, requests }) => [model, batch, tier, inputTokens, requests]),
      [
        ['gpt-5.4-2026-03-05', false, 'default', 24000, 12],
        ['gpt-5.4-2026-03-05', true, null, 6000, 3],
      ],
    );
    assert.deepEqual(
      usage.costs.map(({ project, amount, currency }) => [project, amount, currency]),
      [['proj_a', 0.895874, 'usd']],
    );
    assert.match(stdout, /proj_a +gpt-5\.4-2026-03-05 +standard +12 /);
  });

  it('reads answers of the usage API', () => {
    const page = {
      object: 'page',
      data: [
        {
          object: 'bucket',
          start_time: 1793491200,
          end_time: 1793577600,
          results: [completions(), completions({ service_tier: 'priority' })],
        },
      ],
      has_more: false,
      next_page: null,
    };
    const { usage } = imported({ 'usage-page.json': JSON.stringify([page, page]) });
    assert.deepEqual(
      usage.rows.map(({ tier, requests }) => [tier, requests]),
      [
        ['default', 20],
        ['priority', 20],
      ],
    );
  });

  for (const [what, text, expected] of [
    ['another CSV', 'name,age\nAnn,3\n', /export\.csv: line 2 has no start_time and end_time/],
    ['an empty export', 'start_time,end_time,start_time_iso,end_time_iso\n1793491200,1793577600,,\n', /neither tokens nor costs in it/],
    ['broken quotes', 'a,b\n"x,1\n', /export\.csv: no CSV: /],
    ['half a JSON', '{"data": [', /export\.csv: no JSON/],
    ['an empty file', '', /neither tokens nor costs in it/],
  ] as const) {
    it(`says in one line: ${what}`, () => {
      const folder = new TestFolder({ 'export.csv': text });
      const { code, stderr } = folder.run(['usage', 'import', 'export.csv']);
      assert.equal(code, 2);
      assert.match(stderr, expected);
      assert.match(stderr, /^tierlint: [^\n]+\n$/);
      assert.deepEqual(fs.readdirSync(folder.path), ['export.csv']);
    });
  }

  it('replaces no file unless told to', () => {
    const folder = new TestFolder({ 'a.csv': CSV, 'usage.json': 'mine' });
    assert.match(folder.run(['usage', 'import', 'a.csv']).stderr, /usage\.json is there already/);
    assert.equal(folder.run(['usage', 'import', 'a.csv', '--force']).code, 0);
  });
});

describe('tierlint usage show', () => {
  it('tells a usage file again, as text or JSON', () => {
    const folder = new TestFolder({ 'a.csv': CSV });
    folder.run(['usage', 'import', 'a.csv']);
    assert.match(folder.run(['usage', 'show']).stdout, /proj_a +gpt-5\.4-2026-03-05 +standard/);
    const { rows } = JSON.parse(folder.run(['usage', 'show', '--format', 'json']).stdout) as {
      rows: { tier: string; listPrice: number; alternatives: { way: string }[] }[];
    };
    assert.deepEqual(
      rows.map(({ tier, alternatives }) => [tier, alternatives.map(({ way }) => way)]),
      [
        ['standard', ['batch', 'flex']],
        ['batch', []],
      ],
    );
  });

  it('says in one line what is no usage file', () => {
    const folder = new TestFolder({ 'package.json': '{}' });
    const { code, stderr } = folder.run(['usage', 'show', 'package.json']);
    assert.deepEqual(
      [code, stderr],
      [2, 'tierlint: package.json is no usage file: write one with `tierlint usage pull` or `tierlint usage import`\n'],
    );
    assert.match(folder.run(['usage', 'show', 'nothing.json']).stderr, /nothing\.json: no such file/);
  });
});
