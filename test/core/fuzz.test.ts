/** A short run of the fuzzer with fixed seeds: `npm run fuzz` goes on from there. */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import { before, describe, it } from 'node:test';
import { programsIn, round, smallest, type Program } from '../fuzz/run';
import { testFrontEnds } from '../support/frontEnds';

describe('mutants of real programs', () => {
  let programs: readonly Program[];
  before(async () => {
    await Promise.all([testFrontEnds.load('python'), testFrontEnds.load('ecmascript')]);
    const tests = path.resolve(import.meta.dirname, '..');
    programs = programsIn([path.join(tests, 'fixtures'), path.join(tests, 'execution/programs')]);
  });

  it('are fixed soundly, judged alike after edits and by a fresh look, and break nothing, for 20 seconds', () => {
    assert.ok(programs.length > 100, `${programs.length} programs`);
    const end = performance.now() + 20_000;
    let seed = 1;
    for (; performance.now() < end; seed++) {
      const found = round(seed, programs);
      assert.equal(found && `seed ${seed}, ${found.file}: ${found.what}\n${found.text}`, undefined);
    }
    assert.ok(seed > 5, `${seed} rounds`);
  });

  it('are shown as small as they can be', () => {
    assert.equal(
      smallest('a\nb\nbad\nc\nd\ne', (text) => text.includes('bad')),
      'bad',
    );
  });
});
