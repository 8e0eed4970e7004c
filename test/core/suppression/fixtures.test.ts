import { before, describe, it } from 'node:test';
import { checkFixture } from '../../support/analysis';
import { fixturesOf, titleOf } from '../../support/fixtures';
import { loadFrontEnds } from '../../support/frontEnds';

before(loadFrontEnds);

describe('annotations silence what the markers leave out', () => {
  for (const fixture of fixturesOf('suppression')) it(titleOf(fixture.name), () => checkFixture(fixture));
});
