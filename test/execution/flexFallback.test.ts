/** Programs rewritten by `tierlint fix --apply flex-fallback`, run against an OpenAI that refuses flex in every way. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { canonical } from './answers';
import type { Run } from './execute';
import { startLocalOpenAI, type RecordedRequest } from './localOpenAI';
import { ProjectCopy, programsOf, type ProjectName } from './project';
import { NO_CAPACITY, NOT_ALLOWED, OTHER_ERRORS } from './refusals';
import type { Refusal, RequestBody } from './requestRules';

const PROJECTS: readonly ProjectName[] = ['fallback-python', 'fallback-python-sdk1', 'fallback-node', 'fallback-node-sdk4'];

for (const project of PROJECTS) {
  const isNode = project.startsWith('fallback-node');

  describe(`programs of ${project}, with a fallback`, { concurrency: 2 }, () => {
    const original = new ProjectCopy(project);
    const fixed = new ProjectCopy(project);
    after(() => [original, fixed].forEach((copy) => copy.dispose()));

    before(async () => {
      const { code, stderr } = await fixed.fix('--apply', 'flex-fallback');
      assert.ok(code === 0 || code === 1, `tierlint fix ended with ${code}: ${stderr}`);
      if (isNode) await Promise.all([original.buildNode(), fixed.buildNode()]);
    });

    for (const { file } of programsOf(project)) {
      let plain: ReturnType<typeof run> | undefined;
      /** The program as it was, which every test compares with. */
      const asItWas = () => (plain ??= run(original, file));

      it(`${file} sends what it sent while flex has room`, async () => {
        const [old, now] = await Promise.all([asItWas(), run(fixed, file)]);
        assertSucceeded(now.run, fixed.read(file));
        assert.equal(now.run.stdout, old.run.stdout);
        assert.deepEqual(bodies(now.requests), bodies(old.requests));
      });

      it(`${file} is answered on standard when flex refuses`, async () => {
        const old = await asItWas();
        for (const refusal of [...NO_CAPACITY, NOT_ALLOWED]) {
          const now = await run(fixed, file, refusal);
          assertSucceeded(now.run, fixed.read(file));
          assert.equal(now.run.stdout, old.run.stdout, refusal.error.message);
          const answered = now.requests.filter(({ status }) => status === 200);
          assert.deepEqual(
            bodies(answered),
            bodies(old.requests)
              .map((body) => body.replace('"service_tier":"flex"', '"service_tier":"default"'))
              .sort(),
          );
          assert.equal(now.requests.length, 2 * answered.length, 'each request is refused once and answered once');
        }
      });

      it(`${file} fails as it did for every other reason`, async () => {
        for (const error of OTHER_ERRORS) {
          const [old, now] = await Promise.all([run(original, file, error), run(fixed, file, error)]);
          assert.deepEqual([now.run.code, now.run.stdout], [old.run.code, old.run.stdout], error.error.message);
          assert.notEqual(now.run.code, 0);
          assert.ok(now.run.stderr.includes(error.error.message), now.run.stderr);
          assert.ok(now.requests.every(({ body }) => body.service_tier === 'flex'));
        }
      });
    }

    it('are not changed by fixing them again', async () => {
      const texts = fixed.files().map((file) => fixed.read(file));
      await fixed.fix('--apply', 'flex-fallback');
      assert.deepEqual(
        fixed.files().map((file) => fixed.read(file)),
        texts,
      );
    });

    it('have no flex call left without a fallback', () => {
      for (const { file } of programsOf(project)) assert.match(fixed.read(file), /with_flex_fallback(?:_async)?\(|withFlexFallback\(/);
    });

    if (isNode) it('type-check strictly', async () => assertSucceeded(await fixed.typeCheck()));
    else it('compile', async () => assertSucceeded(await fixed.compilePython()));
  });
}

async function run(copy: ProjectCopy, file: string, refusal?: Refusal): Promise<{ run: Run; requests: readonly RecordedRequest[] }> {
  const openai = await startLocalOpenAI({ refuse: ({ service_tier: tier }: RequestBody) => (tier === 'flex' ? refusal : undefined) });
  try {
    return { run: await copy.run(file, openai.baseUrl), requests: openai.requests };
  } finally {
    await openai.close();
  }
}

function bodies(requests: readonly RecordedRequest[]): readonly string[] {
  return requests.map(({ path, body }) => `${path} ${canonical(body)}`).sort();
}

function assertSucceeded({ code, stdout, stderr }: Run, text = ''): void {
  assert.equal(code, 0, `ended with ${code}\n${stderr}${stdout}\n${text}`);
}
