/**
 * Generated programs print and send the same before and after their loops became Batch jobs; where a loop is said to be
 * batchable, its requests do not change with the answers. LOOP_PROGRAMS=500 runs more of them, FUZZ_SEED=n others.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { loadFrontEnds } from '../support/frontEnds';
import { loopProgram } from '../support/loopPrograms';
import { execute } from './execute';
import { forkedPython } from './forkedPrograms';
import { compare, type Runner } from './generatedLoops';
import type { LocalOpenAI } from './localOpenAI';

const SEED = Number(process.env.FUZZ_SEED ?? 20261128);
const PROGRAMS = fc.sample(loopProgram, { seed: SEED, numRuns: Number(process.env.LOOP_PROGRAMS ?? 24) });
const POLLING = { OPENAI_BATCH_POLL_SECONDS: '0.01' };

before(loadFrontEnds);

describe('generated loops, before and after they became Batch jobs', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tierlint-generated-'));
  const modules = path.resolve(__dirname, '../../.cache/node/openai7/node_modules');
  symlinkSync(modules, path.join(folder, 'node_modules'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const environmentFor = ({ baseUrl }: LocalOpenAI) => ({ OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: 'sk-local', ...POLLING });
  const inPython: Runner = (file, openai) => forkedPython('py').run({ file, folder, args: [], environment: environmentFor(openai) });
  const inNode: Runner = (file, openai) => execute(process.execPath, [file], folder, environmentFor(openai));

  it('in Python', () => checkAll(folder, 'job.py', ({ python: text }) => text, inPython));
  it('in JavaScript', () => checkAll(folder, 'job.mjs', ({ node: text }) => text, inNode));
});

async function checkAll(folder: string, file: string, textOf: (program: (typeof PROGRAMS)[number]) => string, run: Runner): Promise<void> {
  let converted = 0;
  for (const program of PROGRAMS) {
    const outcome = await compare(folder, file, textOf(program), run);
    assert.equal(outcome.difference, undefined);
    converted += Number(outcome.isConverted && outcome.endsWell);
  }
  // A generator whose programs are all left alone would show nothing.
  assert.ok(converted >= PROGRAMS.length / 4, `${converted} of ${PROGRAMS.length} programs were converted and end well`);
}
