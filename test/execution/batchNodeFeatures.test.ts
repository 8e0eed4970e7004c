/** What the module that JavaScript and TypeScript loops are converted with offers besides the answers. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { convertLoops } from '../support/convertLoops';
import { loadFrontEnds } from '../support/frontEnds';
import { MODULE, NodeScenes, PROGRAM } from './batchNodeScene';
import { execute } from './execute';
import { ProjectCopy } from './project';

describe('the module of JavaScript loops moved to Batch', () => {
  let scenes: NodeScenes;
  before(async () => {
    await loadFrontEnds();
    scenes = new NodeScenes();
  });
  beforeEach(() => {
    scenes.convert();
  });
  after(() => {
    scenes.dispose();
  });

  it('keeps answers by request: what was added is all that is paid', () =>
    scenes.with({}, async ({ run, sizes }) => {
      await run();
      scenes.convert('wait', PROGRAM, (text) => text.replace('chapters(3)', 'chapters(5)'));
      const { code, stderr } = await run();
      assert.equal(code, 0, stderr);
      assert.match(stderr, /^\[batch\] openai-batches has answers to 3 of 5 requests already\n/);
      assert.deepEqual(sizes(), [3, 2]);
    }));

  it('asks the same twice for two answers, and once where it is told so', async () => {
    for (const [options, size] of [
      ['', 3],
      [', { once: true }', 1],
    ] as const) {
      scenes.convert('wait', PROGRAM, (text) => text.replace('chapter ${chapter}`', 'chapter`'));
      scenes.copy.write(PROGRAM, scenes.copy.read(PROGRAM).replace('jobs))', `jobs${options}))`));
      await scenes.with({}, async ({ run, sizes }) => {
        const { code, stderr } = await run();
        assert.equal(code, 0, stderr);
        assert.deepEqual(sizes(), [size]);
      });
    }
  });

  it('does not use answers that are older than maxAge', () =>
    scenes.with({}, async ({ run, sizes }) => {
      scenes.copy.write(PROGRAM, scenes.copy.read(PROGRAM).replace('jobs))', 'jobs, { maxAge: 3600 }))'));
      await run();
      await run();
      assert.deepEqual(sizes(), [3]);
      const twoHoursAgo = Date.now() / 1000 - 7200;
      for (const name of scenes.kept()) utimesSync(path.join(scenes.folder, name), twoHoursAgo, twoHoursAgo);
      assert.equal((await run()).code, 0);
      assert.deepEqual(sizes(), [3, 3]);
    }));

  it('keeps its state in one folder, for nobody else to read and not for git', () =>
    scenes.with({}, async ({ run, openai }) => {
      const before = readdirSync(scenes.copy.folder);
      await run({ environment: { OPENAI_BATCH_DIR: 'elsewhere/kept' } });
      assert.deepEqual(
        readdirSync(scenes.copy.folder).filter((name) => !before.includes(name)),
        ['elsewhere'],
      );
      const folder = path.join(scenes.copy.folder, 'elsewhere/kept');
      assert.equal(statSync(folder).mode & 0o777, 0o700);
      assert.equal(readFileSync(path.join(folder, '.gitignore'), 'utf8'), '*\n');
      assert.equal(readdirSync(folder).length, 2, 'answers, and nothing of a batch that has ended');
      const { inputFileId } = openai.batches[0]!;
      assert.ok(openai.requests.some(({ method, path: asked }) => method === 'DELETE' && asked === `/files/${inputFileId}`));
    }));

  it('says what there is to ask and what it costs, before and after', () =>
    scenes.with({}, async ({ run }) => {
      const lines = (await run()).stderr.split('\n');
      // At most 20 tokens an answer, at 2.50 and 15 dollars per million.
      assert.match(lines[0]!, /^\[batch\] 3 requests to ask: about \d+ tokens in and 60 out, \$0\.0005 instead of \$0\.001\d$/);
      assert.deepEqual(lines.slice(1, 5), [
        '[batch] batch_000001 submitted: 3 requests, answers within 24 hours',
        '[batch] batch_000001 in_progress: 0 of 3 requests done',
        '[batch] batch_000001 finalizing: 0 of 3 requests done',
        '[batch] batch_000001 completed: 3 of 3 requests answered',
      ]);
      const [, input, output, half, full] = /^\[batch\] used (\d+) tokens in and (\d+) out, \$(\S+) instead of \$(\S+)$/.exec(lines[5]!)!;
      assert.equal(Number(input), 60);
      assert.equal(Number(full), Number(((60 * 2.5 + Number(output) * 15) / 1e6).toFixed(4)));
      assert.equal(Number(half), Number(((60 * 2.5 + Number(output) * 15) / 2e6).toFixed(4)));
      assert.deepEqual(lines.slice(6), ['']);
    }));

  it('counts answers that are not whole', () => {
    const reasons = ['length', 'content_filter'];
    const answerLine = ({ index }: { index: number }, body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
      const [choice] = body.choices as readonly object[];
      return reasons[index] === undefined ? body : { ...body, choices: [{ ...choice, finish_reason: reasons[index] }] };
    };
    return scenes.with({ batch: { script: () => ({ answerLine }) } }, async ({ run }) => {
      assert.match((await run()).stderr, /3 of 3 requests answered; 1 cut off at the token limit, 1 stopped by the content filter\n/);
    });
  });

  it('writes the requests and stops, where it is told so', () =>
    scenes.with({}, async ({ run, openai }) => {
      const { code, stdout, stderr } = await run({ environment: { OPENAI_BATCH_DRY_RUN: '1' } });
      assert.deepEqual([code, stdout], [0, '']);
      const written = /^\[batch\] (\S+\.jsonl) has what would be submitted/m.exec(stderr)?.[1] ?? assert.fail(stderr);
      assert.equal(readFileSync(path.join(scenes.copy.folder, written), 'utf8').trim().split('\n').length, 3);
      assert.deepEqual(openai.requests, []);
      await run();
      assert.equal(openai.batches.length, 1);
    }));

  it('asks the first at once to try the prompt, and keeps their answers', () =>
    scenes.with({}, async ({ run, openai, sizes }) => {
      const { code, stdout, stderr } = await run({ environment: { OPENAI_BATCH_LIVE: '2' } });
      assert.deepEqual([code, stdout, openai.interactive().length], [0, '', 2], stderr);
      assert.match(stderr, /asked 2 of 3; without OPENAI_BATCH_LIVE the others are submitted/);
      const done = await run();
      assert.deepEqual(sizes(), [1]);
      for (const text of stderr.split('\n').filter((line) => line && !line.startsWith('[batch]'))) assert.ok(done.stdout.includes(text));
    }));

  it('passes the recommended rules of ESLint and typescript-eslint', async () => {
    const copy = new ProjectCopy('batch-node', 'node/eslint');
    try {
      const files: Record<string, string> = {};
      for (const program of [PROGRAM, 'commonJs.cjs', 'twoLoops.ts', 'parseZod.ts'])
        Object.assign(
          files,
          convertLoops({ ...files, [`/${program}`]: copy.read(program), '/package.json': '{"type":"module"}' }, `/${program}`),
        );
      const made = [MODULE, 'openaiBatch.cjs', 'openaiBatch.ts'];
      for (const name of made) copy.write(name, files[`/${name}`] ?? assert.fail(`no ${name} was made`));
      copy.write(
        'eslint.config.mjs',
        "import js from '@eslint/js';\nimport ts from 'typescript-eslint';\n" +
          "const node = { files: ['*.cjs'], languageOptions: { sourceType: 'commonjs', globals: { require: false, module: false } } };\n" +
          "export default [js.configs.recommended, node, ...ts.configs.recommended.map((each) => ({ ...each, files: ['**/*.ts'] }))];\n",
      );
      const { code, stdout, stderr } = await execute(
        process.execPath,
        ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', ...made],
        copy.folder,
      );
      assert.equal(code, 0, stdout + stderr);
    } finally {
      copy.dispose();
    }
  });
});
