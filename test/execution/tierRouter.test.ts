/** Programs rewritten by `tierlint fix --apply tier-router`, run against an OpenAI that refuses flex in every way. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { canonical } from './answers';
import type { Run } from './execute';
import { startLocalOpenAI, type RecordedRequest } from './localOpenAI';
import { ProjectCopy, programsOf, pyright, type ProjectName } from './project';
import { NO_CAPACITY, NOT_ALLOWED, OTHER_ERRORS } from './refusals';
import type { Refusal, RequestBody } from './requestRules';

const PROJECTS: readonly ProjectName[] = ['router-python', 'router-python-sdk1', 'router-node', 'router-node-sdk4'];

/** Models in the programs that have no flex. */
const WITHOUT_FLEX = 'gpt-4.1';

for (const project of PROJECTS) {
  const isNode = project.startsWith('router-node');

  describe(`programs of ${project}, with a tier router`, { concurrency: 2 }, () => {
    const original = new ProjectCopy(project);
    const fixed = new ProjectCopy(project);
    after(() => [original, fixed].forEach((copy) => copy.dispose()));

    before(async () => {
      const { code, stderr } = await fixed.fix('--apply', 'tier-router');
      assert.ok(code === 0 || code === 1, `tierlint fix ended with ${code}: ${stderr}`);
      if (isNode) await Promise.all([original.buildNode(), fixed.buildNode()]);
    });

    for (const { file } of programsOf(project)) {
      let plain: ReturnType<typeof run> | undefined;
      /** The program as it was, which every test compares with. */
      const asItWas = () => (plain ??= run(original, file));

      it(`${file} sends the same with the tier that fits`, async () => {
        const [old, now] = await Promise.all([asItWas(), run(fixed, file)]);
        assertSucceeded(now.run, fixed.read(file));
        assert.equal(now.run.stdout, old.run.stdout);
        assert.deepEqual(
          bodies(now.requests),
          old.requests.map((each) => withTier(each, each.body.model === WITHOUT_FLEX ? 'default' : 'flex')).sort(),
        );
      });

      it(`${file} is answered on standard when flex refuses`, async () => {
        const old = await asItWas();
        for (const refusal of [...NO_CAPACITY, NOT_ALLOWED]) {
          const now = await run(fixed, file, ({ service_tier: tier }) => (tier === 'flex' ? refusal : undefined));
          assertSucceeded(now.run, fixed.read(file));
          assert.equal(now.run.stdout, old.run.stdout, refusal.error.message);
          const answered = now.requests.filter(({ status }) => status === 200);
          assert.deepEqual(bodies(answered), old.requests.map((each) => withTier(each, 'default')).sort());
          const refused = now.requests.length - answered.length;
          const possible = answered.filter(({ body }) => body.model !== WITHOUT_FLEX).length;
          if (refusal.status === 429) assert.equal(refused, possible, 'each request is refused once and answered once');
          else assert.ok(refused >= 1 && refused <= possible, 'where flex is not allowed it is not asked again and again');
        }
      });

      it(`${file} fails as it did for every other reason`, async () => {
        for (const error of OTHER_ERRORS) {
          const [old, now] = await Promise.all([run(original, file, () => error), run(fixed, file, () => error)]);
          assert.deepEqual([now.run.code, now.run.stdout], [old.run.code, old.run.stdout], error.error.message);
          assert.notEqual(now.run.code, 0);
          assert.ok(now.run.stderr.includes(error.error.message), now.run.stderr);
        }
      });
    }

    it('are not changed by fixing them again, and have no finding about the tier left', async () => {
      const texts = fixed.files().map((file) => fixed.read(file));
      const { stdout } = await fixed.fix('--apply', 'tier-router,add-flex');
      assert.match(stdout, /^Nothing to fix\./);
      assert.deepEqual(
        fixed.files().map((file) => fixed.read(file)),
        texts,
      );
    });

    it('share one module of their kind', () => {
      const added = fixed.files().filter((file) => !original.files().includes(file));
      assert.deepEqual(
        added,
        [
          ...new Set(
            programsOf(project).map(({ file }) =>
              file.endsWith('.py') ? 'tier_router.py' : file.endsWith('.ts') ? 'tierRouter.ts' : 'tierRouter.mjs',
            ),
          ),
        ].sort(),
      );
      for (const { file } of programsOf(project)) assert.match(fixed.read(file), /\broute(?:_async)?\(/);
    });

    if (isNode) it('type-check strictly', async () => assertSucceeded(await fixed.typeCheck()));
    else it('compile', async () => assertSucceeded(await fixed.compilePython()));
  });
}

describe('a tier router in Python', () => {
  it('passes the type checker', async () => {
    const [original, fixed] = [new ProjectCopy('router-python'), new ProjectCopy('router-python')];
    after(() => [original, fixed].forEach((copy) => copy.dispose()));
    await fixed.fix('--apply', 'tier-router');
    const [before, now] = await pyright(
      { copy: original, files: ['typed_async.py'] },
      { copy: fixed, files: ['typed_async.py', 'tier_router.py'] },
    );
    assert.deepEqual(now, before);
  });
});

async function run(
  copy: ProjectCopy,
  file: string,
  refuse?: (body: RequestBody) => Refusal | undefined,
): Promise<{ run: Run; requests: readonly RecordedRequest[] }> {
  const openai = await startLocalOpenAI({ ...(refuse && { refuse }) });
  try {
    return { run: await copy.run(file, openai.baseUrl), requests: openai.requests };
  } finally {
    await openai.close();
  }
}

function bodies(requests: readonly RecordedRequest[]): readonly string[] {
  return requests.map(({ path, body }) => `${path} ${canonical(body)}`).sort();
}

function withTier({ path, body }: RecordedRequest, tier: string): string {
  return `${path} ${canonical({ ...body, service_tier: tier })}`;
}

function assertSucceeded({ code, stdout, stderr }: Run, text = ''): void {
  assert.equal(code, 0, `ended with ${code}\n${stderr}${stdout}\n${text}`);
}
