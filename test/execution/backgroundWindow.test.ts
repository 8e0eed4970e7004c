/** Programs rewritten by `tierlint fix --apply background-window`, run against an OpenAI whose responses take a while. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { canonical } from './answers';
import type { Run } from './execute';
import type { BackgroundScript } from './localBackground';
import { startLocalOpenAI, type RecordedRequest } from './localOpenAI';
import { ProjectCopy, programsOf, type ProjectName } from './project';

const PROJECTS: readonly ProjectName[] = ['background-python', 'background-node'];

for (const project of PROJECTS) {
  const isNode = project.startsWith('background-node');

  describe(`programs of ${project}, moved to a background window`, { concurrency: 2 }, () => {
    const original = new ProjectCopy(project);
    const fixed = new ProjectCopy(project);
    after(() => [original, fixed].forEach((copy) => copy.dispose()));

    before(async () => {
      const { code, stderr } = await fixed.fix('--apply', 'background-window');
      assert.ok(code === 0 || code === 1, `tierlint fix ended with ${code}: ${stderr}`);
      if (isNode) await Promise.all([original.buildNode(), fixed.buildNode()]);
    });

    for (const { file } of programsOf(project)) {
      it(`${file} prints the same, from responses that it asked for until they were done`, async () => {
        const old = await run(original, file);
        const now = await run(fixed, file, { polls: 2 });
        assertSucceeded(now.run, fixed.read(file));
        assert.equal(now.run.stdout, old.run.stdout);
        const created = now.requests.filter(({ method }) => method === 'POST');
        assert.deepEqual(
          created.map(({ body }) => [body.background, body.background_options, body.service_tier]),
          created.map(() => [true, { completion_window: '2h' }, undefined]),
        );
        assert.deepEqual(bodies(created), bodies(old.requests));
        assert.equal(now.requests.filter(({ method }) => method === 'GET').length, 2 * created.length);
      });

      it(`${file} fails with a reason when the response does`, async () => {
        const { run: failed } = await run(fixed, file, { end: 'failed' });
        assert.notEqual(failed.code, 0);
        assert.match(failed.stderr, /Response resp_background_\d failed: The model had a problem/);
        const { run: cancelled } = await run(fixed, file, { end: 'cancelled' });
        assert.match(cancelled.stderr, /Response resp_background_\d cancelled: no reason given/);
      });

      it(`${file} takes an incomplete response as the plain call would`, async () => {
        const { run: incomplete } = await run(fixed, file, { end: 'incomplete' });
        assertSucceeded(incomplete, fixed.read(file));
      });
    }

    it('are not changed by fixing them again', async () => {
      const texts = fixed.files().map((file) => fixed.read(file));
      await fixed.fix('--apply', 'background-window');
      assert.deepEqual(
        fixed.files().map((file) => fixed.read(file)),
        texts,
      );
    });

    if (isNode) it('type-check strictly', async () => assertSucceeded(await fixed.typeCheck()));
    else it('compile', async () => assertSucceeded(await fixed.compilePython()));
  });
}

async function run(
  copy: ProjectCopy,
  file: string,
  background: BackgroundScript = {},
): Promise<{ run: Run; requests: readonly RecordedRequest[] }> {
  const openai = await startLocalOpenAI({ background });
  try {
    return { run: await copy.run(file, openai.baseUrl), requests: openai.requests };
  } finally {
    await openai.close();
  }
}

/** What was asked of the model, without how. */
function bodies(requests: readonly RecordedRequest[]): readonly string[] {
  return requests
    .map(
      ({ path, body }) =>
        `${path} ${canonical({ ...body, background: undefined, background_options: undefined, service_tier: undefined })}`,
    )
    .sort();
}

function assertSucceeded({ code, stdout, stderr }: Run, text = ''): void {
  assert.equal(code, 0, `ended with ${code}\n${stderr}${stdout}\n${text}`);
}
