/**
 * Node's built-in fetch drops a request after 300 s without response headers, whatever timeout the SDK was given. Here
 * the limit is shrunk to 1 s; with TIERLINT_SLOW=1 the same is shown with the real limit, in 320 s.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Run } from './execute';
import { startLocalOpenAI } from './localOpenAI';
import { ProjectCopy, type Preload } from './project';

const SLOW = process.env.TIERLINT_SLOW === '1';
const LIMITS: readonly {
  readonly limit: string;
  readonly milliseconds: number;
  readonly preloads: readonly Preload[];
  readonly skip: boolean;
}[] = [
  { limit: 'a header limit shrunk to 1 s', milliseconds: 2500, preloads: ['shrinkFetchLimits.cjs'], skip: false },
  { limit: "the real header limit of Node's fetch", milliseconds: 320_000, preloads: [], skip: !SLOW },
];

for (const { limit, milliseconds, preloads, skip } of LIMITS) {
  describe(`a flex request under ${limit}`, { concurrency: 8, skip }, () => {
    const original = new ProjectCopy('header-limit');
    const fixed = new ProjectCopy('header-limit');
    const older = new ProjectCopy('header-limit', 'node/openai4');
    after(() => [original, fixed, older].forEach((copy) => copy.dispose()));
    before(() => fixed.fix('--apply', 'raise-timeout'));

    it('fails when only the SDK was given 15 minutes', async () => {
      const { code, stderr } = await runAgainstSlowOpenAI(original, 'bareTimeout.mjs');
      assert.notEqual(code, 0);
      assert.match(stderr, /timed out waiting for response headers/);
    });

    it('succeeds once tierlint raised the timeout', async () => {
      const { code, stderr, stdout } = await runAgainstSlowOpenAI(fixed, 'bareTimeout.mjs');
      assert.equal(code, 0, stderr + fixed.read('bareTimeout.mjs'));
      assert.notEqual(stdout, '');
    });

    it('fails as a stream that says nothing for long, because the limit rules the pauses of a body too', async () => {
      const { code, stderr } = await runAgainstSlowOpenAI(original, 'bareTimeoutStream.mjs');
      assert.notEqual(code, 0);
      assert.match(stderr, /Body Timeout Error/);
    });

    it('succeeds with SDK 4, which brings a fetch without such a limit', async () => {
      const { code, stderr } = await runAgainstSlowOpenAI(older, 'bareTimeout.mjs');
      assert.equal(code, 0, stderr);
    });

    async function runAgainstSlowOpenAI(copy: ProjectCopy, file: string): Promise<Run> {
      const openai = await startLocalOpenAI({ headersAfter: () => milliseconds, firstEventAfter: () => milliseconds });
      try {
        return await copy.run(file, openai.baseUrl, preloads);
      } finally {
        await openai.close();
      }
    }
  });
}
