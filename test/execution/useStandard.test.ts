/** Programs taken back to standard by `tierlint fix --apply use-standard` ask and print what they did before. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { canonical } from './answers';
import { startLocalOpenAI } from './localOpenAI';
import { ProjectCopy, programsOf, type ProjectName } from './project';

const PROJECTS: readonly ProjectName[] = ['standard-python', 'standard-node'];

for (const project of PROJECTS) {
  const isNode = project === 'standard-node';

  describe(`programs of ${project}, back on standard`, { concurrency: 2 }, () => {
    const original = new ProjectCopy(project);
    const fixed = new ProjectCopy(project);
    after(() => [original, fixed].forEach((copy) => copy.dispose()));

    before(async () => {
      const { code, stderr } = await fixed.fix('--apply', 'use-standard');
      assert.ok(code === 0 || code === 1, `tierlint fix ended with ${code}: ${stderr}`);
      if (isNode) await Promise.all([original.buildNode(), fixed.buildNode()]);
    });

    for (const { file } of programsOf(project)) {
      it(`${file} sends the same on standard, with the timeout of the SDK`, async () => {
        const [old, now] = await Promise.all([run(original, file), run(fixed, file)]);
        assert.equal(now.stdout, old.stdout);
        assert.deepEqual(now.bodies, old.bodies);
        assert.deepEqual(
          now.tiers,
          now.tiers.map(() => 'default'),
        );
        assert.ok(
          now.timeouts.every((seconds) => seconds === undefined || seconds === 600),
          String(now.timeouts),
        );
      });
    }

    if (isNode) it('type-check strictly', async () => assert.equal((await fixed.typeCheck()).code, 0));
  });
}

async function run(copy: ProjectCopy, file: string) {
  const openai = await startLocalOpenAI();
  try {
    const { code, stdout, stderr } = await copy.run(file, openai.baseUrl);
    assert.equal(code, 0, `${stderr}\n${copy.read(file)}`);
    assert.ok(openai.requests.length > 0);
    return {
      stdout,
      bodies: openai.requests.map(({ body }) => canonical({ ...body, service_tier: undefined })),
      tiers: openai.requests.map(({ body }) => body.service_tier),
      timeouts: openai.requests.map(({ timeoutSeconds }) => timeoutSeconds),
    };
  } finally {
    await openai.close();
  }
}
