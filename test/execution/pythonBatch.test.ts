/**
 * Python programs whose loops became Batch jobs print what they printed before: real programs, the real SDKs of two
 * major versions, a local OpenAI. No request goes to a model's own endpoint any more, and each has its line in a batch.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { convertLoops } from '../support/batch';
import { loadFrontEnds } from '../support/frontEnds';
import { canonical } from './answers';
import type { Run } from './execute';
import { startLocalOpenAI, type LocalOpenAI } from './localOpenAI';
import { ProjectCopy, programsOf, pyright } from './project';
import { refuseByText } from './refuseByText';

before(loadFrontEnds);

const PROGRAMS = programsOf('batch-python').map(({ file }) => file);

for (const [name, sdk] of [
  ['openai 3.22', 'py'],
  ['openai 1', 'py1'],
] as const) {
  describe(`Python loops converted to Batch, with ${name}`, { concurrency: 4 }, () => {
    const original = new ProjectCopy('batch-python', sdk);
    const converted = new ProjectCopy('batch-python', sdk);
    after(() => [original, converted].forEach((each) => each.dispose()));

    for (const file of PROGRAMS) {
      it(`${file} prints the same and sends every request by batch`, async () => {
        const text = original.read(file);
        const { text: changed, made, count, reasons } = convertLoops(`/${file}`, text);
        assert.ok(count > 0, `no loop was converted: ${reasons.join('; ')}`);
        assert.deepEqual(lineEnds(changed), lineEnds(text), 'line ends');
        assert.deepEqual(Object.keys(made), file.endsWith('.ipynb') ? [] : ['/openai_batch.py']);
        converted.write(file, changed);
        for (const [name, module] of Object.entries(made)) converted.write(name.slice(1), module);
        const old = await run(original, file);
        const now = await run(converted, file);
        assert.equal(now.run.stdout, old.run.stdout);
        assert.deepEqual(
          now.openai.interactive().map(({ path }) => path),
          [],
        );
        assert.deepEqual(
          now.openai.batches.flatMap(({ errors }) => errors),
          [],
        );
        assert.deepEqual(linesOf(now.openai), callsOf(old.openai));
      });
    }
  });
}

describe('Python loops converted to Batch', () => {
  for (const file of PROGRAMS) {
    it(`${file} is not changed by converting it again`, () => {
      const copy = new ProjectCopy('batch-python', 'py');
      after(() => copy.dispose());
      const { text: once, made } = convertLoops(`/${file}`, copy.read(file));
      assert.deepEqual(convertLoops(`/${file}`, once, 'wait', made), { text: once, made: {}, count: 0, reasons: [] });
    });
  }
});

describe('Python programs whose loops became Batch jobs', () => {
  it('type-check with pyright as well as before', async () => {
    const files = [
      'summarize_reviews.py',
      'class_helper.py',
      'async_gather.py',
      'parse_pydantic.py',
      'try_except_continue.py',
      'nested_grid.py',
      'pandas_apply.py',
    ];
    const original = new ProjectCopy('batch-python', 'py');
    const converted = new ProjectCopy('batch-python', 'py');
    after(() => [original, converted].forEach((each) => each.dispose()));
    for (const file of files) {
      const { text, made } = convertLoops(`/${file}`, original.read(file));
      converted.write(file, text);
      converted.write('openai_batch.py', made['/openai_batch.py']!);
    }
    const problems = await pyright({ copy: original, files }, { copy: converted, files });
    for (const file of files)
      assert.ok((problems[1]!.get(file) ?? []).length <= (problems[0]!.get(file) ?? []).length, problems[1]!.get(file)?.join('\n'));
  });
});

describe('Python loops that are no Batch jobs', () => {
  const copy = new ProjectCopy('batch-python-declined', 'py');
  after(() => copy.dispose());
  for (const file of copy.files().filter((name) => name.endsWith('.py'))) {
    const text = copy.read(file);
    const wanted = /^# declined: (.*)/.exec(text)?.[1] ?? assert.fail(`${file} says no reason`);
    it(`${file} stays as it is: ${wanted}`, () => {
      const { text: changed, reasons } = convertLoops(`/${file}`, text);
      assert.equal(changed, text);
      assert.ok(
        reasons.some((reason) => reason.includes(wanted)),
        reasons.join('; ') || 'no loop was seen',
      );
    });
  }
});

async function run(copy: ProjectCopy, file: string): Promise<{ readonly run: Run; readonly openai: LocalOpenAI }> {
  const openai = await startLocalOpenAI({
    refuse: refuseByText,
    batch: { script: () => ({ refuseLine: ({ body }) => refuseByText(body) }) },
  });
  try {
    const result = await copy.run(file, openai.baseUrl, [], {
      environment: {
        OPENAI_BATCH_POLL_SECONDS: '0.01',
        // Some programs ask the same.
        OPENAI_BATCH_DIR: `batches of ${file}`,
      },
    });
    assert.equal(result.code, 0, `${file} ended with ${result.code}\n${result.stderr}${result.stdout}\n${copy.read(file)}`);
    return { run: result, openai };
  } finally {
    await openai.close();
  }
}

/** Requests of a run; those that the SDK only sent again are left out, as is `stream: false`, which `parse` sends. */
function callsOf({ requests }: LocalOpenAI): readonly string[] {
  const first = requests.filter(({ headers }) => (headers['x-stainless-retry-count'] ?? '0') === '0');
  return first.map(({ path, body }) => `${path} ${canonical({ ...body, stream: undefined })}`).sort();
}

/** Lines of all batches; those that were only sent again, under the same id, are left out. */
function linesOf({ batches }: LocalOpenAI): readonly string[] {
  const lines = new Map(batches.flatMap((batch) => batch.lines.map((line) => [line.custom_id, line] as const)));
  return [...lines.values()].map(({ url, body }) => `${url.replace('/v1', '')} ${canonical(body)}`).sort();
}

function lineEnds(text: string): ReadonlySet<string> {
  return new Set(text.match(/\r?\n/g));
}
