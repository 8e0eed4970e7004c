import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TestFolder } from './cli';

const HEAD = 'from openai import OpenAI\n\nclient = OpenAI()\n';

const FILES = {
  'evals/label.py': `${HEAD}

def run(rows):
    for row in rows:
        print(client.responses.create(model="gpt-5.5", instructions="Label it.", input=row, max_output_tokens=50).output_text)


if __name__ == "__main__":
    run(open("rows.txt"))
`,
  'web/api.py': `from fastapi import FastAPI
${HEAD}
app = FastAPI()


@app.get("/answer")
def answer(question: str):
    return client.responses.create(model="gpt-5.5", input=question)
`,
  'lib/ask.py': `${HEAD}

def ask(text):
    return client.responses.create(model="gpt-5.4", input=text)


def old(text):
    return client.chat.completions.create(model="gpt-4", messages=[{"role": "user", "content": text}])
`,
  'lib/groq.py':
    'from openai import OpenAI\n\nclient = OpenAI(base_url="https://api.groq.com/openai/v1")\nclient.chat.completions.create(model="llama-3.3-70b", messages=[])\n',
  '.github/CODEOWNERS': '# who looks after what\n* @org/all\nevals/ @org/research @mia\nlib/ask.py\n',
};

interface Report {
  readonly summary: { readonly calls: number; readonly files: number };
  readonly actions: readonly {
    readonly id: string;
    readonly calls: readonly number[];
    readonly saving: {
      readonly percent: { low: number; high: number } | null;
      readonly monthly: { calls: number; now: number; saved: number } | null;
    };
  }[];
  readonly groups: Readonly<Record<string, readonly { readonly name: string; readonly calls: number }[]>>;
  readonly calls: readonly {
    readonly place: string;
    readonly owner: string | null;
    readonly workload: string;
    readonly better: { label: string; savingPercent: number; isSure: boolean } | null;
    readonly volume: { said: string; perMonth: number } | null;
  }[];
  readonly usage: null | {
    readonly rows: readonly {
      model: string;
      tier: string;
      listPrice: number;
      alternatives: { way: string; price: number }[];
      sites: { all: number; movable: number };
    }[];
  };
  readonly assumptions: readonly string[];
}

function audit(files: Record<string, string>, ...args: readonly string[]): Report {
  const { code, stdout, stderr } = new TestFolder(files).run(['audit', '--format', 'json', ...args]);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as Report;
}

const usageRow = (model: string, tier: string | null, outputTokens: number): unknown => ({
  start: '2026-10-01',
  end: '2026-11-01',
  kind: 'completions',
  model,
  project: 'proj_a',
  apiKey: null,
  batch: false,
  tier,
  inputTokens: 0,
  cachedInputTokens: 0,
  outputTokens,
  requests: 1000,
  cost: null,
});
const USAGE = JSON.stringify({
  version: 1,
  source: 'api',
  pulledAt: '2026-11-01T00:00:00Z',
  start: '2026-10-01',
  end: '2026-11-01',
  rows: [usageRow('gpt-5.5-2026-04-23', 'default', 10_000_000), usageRow('gpt-5.1', 'default', 1_000_000)],
  costs: [
    {
      start: '2026-10-01',
      end: '2026-11-01',
      project: 'proj_a',
      apiKey: null,
      lineItem: 'gpt-5.5, output_tokens',
      amount: 280,
      currency: 'usd',
    },
  ],
});

describe('tierlint audit', () => {
  it('lists the calls to OpenAI with owner, workload and the cheaper way that fits', () => {
    const { calls, summary } = audit(FILES);
    assert.equal(summary.calls, 4, 'the call to another service is not one');
    const by = new Map(calls.map((call) => [call.place.split(':')[0], call]));
    assert.deepEqual(
      [by.get('evals/label.py')?.owner, by.get('web/api.py')?.owner, by.get('lib/ask.py')?.owner],
      ['@org/research @mia', '@org/all', null],
    );
    assert.equal(by.get('evals/label.py')?.better?.savingPercent, 50);
    assert.equal(by.get('evals/label.py')?.better?.isSure, true);
    assert.equal(by.get('web/api.py')?.better, null, 'a person waits');
    const ask = calls.find(({ place }) => place.startsWith('lib/ask.py:7'));
    assert.deepEqual([ask?.better?.label, ask?.better?.isSure], ['flex', false]);
  });

  it('says what to do first: what fails, what nobody waits for, what to decide', () => {
    const { actions } = audit(FILES);
    const ids = actions.map(({ id }) => id);
    assert.equal(ids[0], 'replace-models');
    assert.ok(ids.includes('batch-loops') || ids.includes('cheaper-tier'));
    assert.equal(ids.at(-1), 'decide');
  });

  it('never shows dollars of a month without a volume, and adds only calls that have one', () => {
    for (const format of ['text', 'markdown', 'html']) {
      const { stdout, code } = new TestFolder(FILES).run(['audit', '--format', format]);
      assert.equal(code, 0);
      assert.doesNotMatch(stdout.replaceAll('No dollars a month are shown', ''), /\$[\d,.]+ (?:of \$[\d,.]+ )?a month/);
    }
    const { actions, calls } = audit({ ...FILES, 'tierlint.json': JSON.stringify({ paths: { 'evals/**': { volume: '20k/day' } } }) });
    const saving = actions.find(({ id }) => id === 'batch-loops' || id === 'cheaper-tier')?.saving;
    assert.equal(saving?.monthly?.calls, 1);
    assert.ok(Math.abs(saving.monthly.saved * 2 - saving.monthly.now) < 1e-6, 'half is saved');
    assert.equal(calls.filter(({ volume }) => volume !== null).length, 1);
  });

  it('groups by folder, owner, model and workload', () => {
    const { groups } = audit(FILES);
    assert.deepEqual(groups['folder']?.map(({ name }) => name).sort(), ['evals', 'lib', 'web']);
    assert.deepEqual(groups['workload']?.map(({ name }) => name).sort(), ['interactive', 'offline', 'unknown']);
  });

  it('sets real usage beside the call sites that could move it', () => {
    const { usage } = audit({ ...FILES, 'usage.json': USAGE }, '--usage', 'usage.json');
    const [first, second] = usage!.rows;
    assert.deepEqual([first?.listPrice, first?.sites.all, first?.sites.movable], [300, 2, 1]);
    assert.ok(first?.alternatives.some(({ way, price }) => way === 'flex' && price === 150));
    assert.equal(second?.sites.all, 0);
    const { stdout } = new TestFolder({ ...FILES, 'usage.json': USAGE }).run(['audit', '--usage', 'usage.json']);
    assert.match(stdout, /gpt-5\.5-2026-04-23\s+proj_a\s+standard\s+.*\$300\.00.*(?:flex|Batch) \$150\.00.*2 calls here: 1 could move/);
    assert.match(stdout, /no call in this code/);
    assert.match(stdout, /Billed in all for proj_a: \$280\.00/);
  });

  it('writes one HTML page that needs no network and holds nothing that runs by a file’s name', () => {
    const folder = new TestFolder({ ...FILES, 'a<img src=x>/b.py': FILES['evals/label.py'], 'usage.json': USAGE });
    assert.equal(folder.run(['audit', '--format', 'html', '--usage', 'usage.json', '--output', 'audit.html']).code, 0);
    const page = folder.read('audit.html');
    assert.match(page, /^<!doctype html>/);
    assert.equal(page.match(/<svg /g)?.length, 3);
    assert.doesNotMatch(page, /<img|<link|<(?:script|iframe|source|a)\s[^>]*(?:src|href)=|@import|url\(/);
    assert.match(page, /prefers-color-scheme:dark/);
    assert.match(page, /@media print/);
    assert.match(page, /role="group" aria-label="/);
  });

  it('offers nothing where the provider is not known, nor Batch for a single request', () => {
    const { calls } = audit({
      'jobs/any.py':
        'import os\nfrom openai import OpenAI\n\nclient = OpenAI(base_url=os.environ["BASE"])\nprint(client.responses.create(model="gpt-5.5", input="Hello"))\n',
      'jobs/one.py': `${HEAD}print(client.responses.create(model="gpt-4.1", input="Hello"))\n`,
    });
    assert.deepEqual(
      calls.map(({ better }) => better),
      [null, null],
    );
  });

  it('says so when there is nothing to audit', () => {
    const { stdout, code } = new TestFolder({ 'a.py': 'print(1)\n' }).run(['audit']);
    assert.deepEqual([code, stdout], [0, 'No calls to OpenAI in 1 file.\n']);
  });

  const wrong: readonly (readonly [string[], RegExp])[] = [
    [['--usage', 'missing.json'], /can't read missing\.json: ENOENT/],
    [['--usage', 'web/api.py'], /web\/api\.py .+/],
    [['--format', 'pdf'], /Allowed choices/],
    [['nowhere'], /no such file or folder: nowhere/],
  ];
  for (const [args, message] of wrong) {
    it(`refuses ${args.join(' ')} in one line`, () => {
      const { code, stderr } = new TestFolder(FILES).run(['audit', ...args]);
      assert.equal(code, 2);
      assert.match(stderr, message);
      assert.match(stderr, /^tierlint: [^\n]+\n$/);
    });
  }
});
