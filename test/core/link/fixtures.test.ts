import { before, describe, it } from 'node:test';
import { checkFixture } from '../../support/analysis';
import { fixturesOf, titleOf } from '../../support/fixtures';
import { loadFrontEnds } from '../../support/frontEnds';

before(loadFrontEnds);

describe('calls are linked to the client, model, tier and timeout that the markers say', () => {
  for (const fixture of fixturesOf('link')) it(titleOf(fixture.name), () => checkFixture(fixture));
});
