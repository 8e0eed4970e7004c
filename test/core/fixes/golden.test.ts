/** UPDATE_GOLDEN=1 rewrites the golden files; an empty one beside a fixture makes a new one. Read what it wrote. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { fixFixture } from '../../support/applyFixes';
import { fixturesOf, fixtureTopics, hostOf, titleOf, type Fixture, type Golden } from '../../support/fixtures';
import { loadFrontEnds } from '../../support/frontEnds';

before(loadFrontEnds);

for (const topic of fixtureTopics()) {
  const fixtures = fixturesOf(topic).filter(({ goldens }) => goldens.length > 0);
  if (fixtures.length === 0) continue;
  describe(`fixes for ${topic} write what the golden files hold`, () => {
    for (const fixture of fixtures) {
      for (const golden of fixture.goldens) it(`${golden.fix}: ${titleOf(fixture.name)}`, () => checkGolden(fixture, golden));
    }
  });
}

function checkGolden(fixture: Fixture, golden: Golden): void {
  const fixed = fixFixture(fixture, golden.source, golden.fix);
  if (process.env.UPDATE_GOLDEN) writeFileSync(golden.diskPath, fixed);
  else assert.equal(fixed, golden.text);
  const host = hostOf({ ...fixture, files: { ...fixture.files, [golden.source]: fixed } });
  assert.equal(
    host.source(golden.source)?.facts.hasErrors,
    hostOf(fixture).source(golden.source)?.facts.hasErrors ?? false,
    'syntax errors',
  );
}
