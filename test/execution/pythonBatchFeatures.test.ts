/** What the module that Python loops are converted with offers besides the answers. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { convertLoops } from '../support/batch';
import { loadFrontEnds } from '../support/frontEnds';
import { execute, type Run } from './execute';
import { ProjectCopy } from './project';
import { FOLDER, MODULE, PROGRAM, sceneOf } from './pythonBatchScene';

before(loadFrontEnds);

describe('The module of Python loops moved to Batch', () => {
  it('keeps answers by request: what was added is all that is paid', async (test) => {
    const { copy, run, sizes } = await sceneOf(test);
    await run();
    copy.write(PROGRAM, copy.read(PROGRAM).replace('    "Arrived', '    "New in the middle.",\n    "Arrived'));
    const { stdout, stderr } = await run();
    assert.equal(stdout.split('\n').length, 5);
    assert.match(stderr, /has answers to 3 of 4 requests already/);
    assert.deepEqual(sizes(), [3, 1]);
  });

  it('asks the same twice for two answers, and once where it is told so', async (test) => {
    for (const [options, size] of [
      ['', 3],
      [', once=True', 2],
    ] as const) {
      const { copy, run, sizes } = await sceneOf(test, {
        edit: (text) => text.replace('"Stopped working after two days."', '"Arrived late, works well."'),
      });
      copy.write(PROGRAM, copy.read(PROGRAM).replace('batch_requests)', `batch_requests${options})`));
      assert.equal((await run()).stdout.split('\n').length, 4);
      assert.deepEqual(sizes(), [size]);
    }
  });

  it('does not use answers that are older than max_age', async (test) => {
    const { copy, run, sizes } = await sceneOf(test);
    copy.write(PROGRAM, copy.read(PROGRAM).replace('batch_requests)', 'batch_requests, max_age=3600)'));
    await run();
    await run();
    assert.deepEqual(sizes(), [3]);
    const folder = path.join(copy.folder, FOLDER);
    const twoHoursAgo = Date.now() / 1000 - 7200;
    for (const name of readdirSync(folder)) utimesSync(path.join(folder, name), twoHoursAgo, twoHoursAgo);
    const { stdout } = await run();
    assert.equal(stdout.split('\n').length, 4);
    assert.deepEqual(sizes(), [3, 3]);
  });

  it('keeps its state in one folder, for nobody else to read and not for git', async (test) => {
    const { copy, run, openai } = await sceneOf(test);
    const before = readdirSync(copy.folder);
    await run({ OPENAI_BATCH_DIR: 'elsewhere/kept' });
    assert.deepEqual(
      readdirSync(copy.folder).filter((name) => !before.includes(name)),
      ['elsewhere'],
    );
    const folder = path.join(copy.folder, 'elsewhere/kept');
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    assert.equal(readFileSync(path.join(folder, '.gitignore'), 'utf8'), '*\n');
    assert.equal(readdirSync(folder).length, 2, 'answers, and nothing of a batch that has ended');
    const { inputFileId } = openai.batches[0]!;
    assert.ok(openai.requests.some(({ method, path: asked }) => method === 'DELETE' && asked === `/files/${inputFileId}`));
  });

  it('says what there is to ask and what it costs, before and after', async (test) => {
    const { run } = await sceneOf(test);
    const lines = (await run()).stderr.split('\n');
    assert.match(lines[0]!, /^\[batch\] 3 requests to ask: about \d+ tokens in and 4,500 out, \$0\.0101 instead of \$0\.0203$/);
    assert.deepEqual(lines.slice(1, 4), [
      '[batch] batch_000001 submitted: 3 requests, answers within 24 hours',
      '[batch] batch_000001 in_progress: 0 of 3 requests done',
      '[batch] batch_000001 finalizing: 0 of 3 requests done',
    ]);
    assert.equal(lines[4], '[batch] batch_000001 completed: 3 of 3 requests answered');
    // 0.75 and 4.50 dollars per million.
    const [, input, output, half, full] = /^\[batch\] used (\d+) tokens in and (\d+) out, \$(\S+) instead of \$(\S+)$/.exec(lines[5]!)!;
    assert.equal(Number(input), 60);
    assert.equal(Number(full), Number(((60 * 0.75 + Number(output) * 4.5) / 1e6).toFixed(4)));
    assert.equal(Number(half), Number(((60 * 0.75 + Number(output) * 4.5) / 2e6).toFixed(4)));
    assert.deepEqual(lines.slice(6), ['']);
  });

  it('counts answers that are not whole', async (test) => {
    const reasons = ['max_output_tokens', 'content_filter'];
    const { run } = await sceneOf(test, {
      batch: {
        script: () => ({
          answerLine: ({ index }, body) =>
            reasons[index] === undefined ? body : { ...body, status: 'incomplete', incomplete_details: { reason: reasons[index] } },
        }),
      },
    });
    const { stderr } = await run();
    assert.match(stderr, /3 of 3 requests answered; 1 cut off at the token limit, 1 stopped by the content filter\n/);
  });

  it('writes the requests and stops, where it is told so', async (test) => {
    const { copy, run, openai } = await sceneOf(test);
    const { code, stdout, stderr } = await run({ OPENAI_BATCH_DRY_RUN: '1' });
    assert.deepEqual([code, stdout], [0, '']);
    const written = /^\[batch\] (\S+\.jsonl) has what would be submitted/m.exec(stderr)?.[1] ?? assert.fail(stderr);
    assert.equal(readFileSync(path.join(copy.folder, written), 'utf8').trim().split('\n').length, 3);
    assert.deepEqual(openai.requests, []);
    await run();
    assert.equal(openai.batches.length, 1);
  });

  it('asks the first at once to try the prompt, and keeps their answers', async (test) => {
    const { run, openai, sizes } = await sceneOf(test);
    const { code, stdout, stderr } = await run({ OPENAI_BATCH_LIVE: '2' });
    assert.deepEqual([code, stdout, openai.interactive().length], [0, '', 2]);
    assert.match(stderr, /asked 2 of 3; without OPENAI_BATCH_LIVE the others are submitted/);
    const done = await run();
    assert.deepEqual(sizes(), [1]);
    for (const text of stderr.split('\n').filter((line) => line && !line.startsWith('[batch]'))) assert.ok(done.stdout.includes(text));
  });

  it('shows one line that changes on a terminal, and a bar where the program has tqdm', async (test) => {
    const { copy, openai } = await sceneOf(test);
    const onTerminal = (program: string): Promise<{ stdout: string }> =>
      execute(
        copy.interpreter,
        ['-c', `import pty; pty.spawn(["sh", "-c", "stty cols 100 rows 30; exec ${copy.interpreter} ${program}"])`],
        copy.folder,
        {
          OPENAI_BASE_URL: openai.baseUrl,
          OPENAI_API_KEY: 'sk-local',
          OPENAI_BATCH_POLL_SECONDS: '0.01',
        },
      );
    assert.match((await onTerminal(PROGRAM)).stdout, /\r\[batch\] batch_000001 in_progress: 0 of 3 requests done\x1b\[K\r/);
    const { text } = convertLoops('/tqdm_loop.py', copy.read('tqdm_loop.py'), 'wait', { [`/${MODULE}`]: copy.read(MODULE) });
    copy.write('tqdm_loop.py', text);
    assert.match((await onTerminal('tqdm_loop.py')).stdout, /batch: +0%\|.*0\/3/);
  });

  it('passes Ruff and strict pyright', async () => {
    const copy = new ProjectCopy('batch-python');
    try {
      copy.write(MODULE, convertLoops(`/${PROGRAM}`, copy.read(PROGRAM)).made[`/${MODULE}`]!);
      const tool = (name: string, ...args: readonly string[]): Promise<Run> =>
        execute(path.join(path.dirname(copy.interpreter), name), args, copy.folder);
      const ruff = await tool('ruff', 'check', '--isolated', '--no-cache', MODULE);
      assert.equal(ruff.code, 0, ruff.stdout);
      copy.write('pyrightconfig.json', '{ "typeCheckingMode": "strict" }');
      const pyright = await tool('pyright', '--pythonpath', copy.interpreter, MODULE);
      assert.equal(pyright.code, 0, pyright.stdout);
    } finally {
      copy.dispose();
    }
  });
});
