import { before, describe, it } from 'node:test';
import { RULES } from '../../../server/src/core/rules';
import { checkFixture } from '../../support/analysis';
import { fixturesOf, fixtureTopics, titleOf } from '../../support/fixtures';
import { loadFrontEnds } from '../../support/frontEnds';

before(loadFrontEnds);

for (const topic of fixtureTopics().filter((name) => RULES.some(({ id }) => id === name))) {
  describe(`${topic} is reported where the markers say, and nowhere else`, () => {
    for (const fixture of fixturesOf(topic)) it(titleOf(fixture.name), () => checkFixture(fixture));
  });
}
