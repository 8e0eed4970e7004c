import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { loopOutcomes } from '../../support/convertLoops';
import { loadFrontEnds } from '../../support/frontEnds';

const HEAD = 'from openai import OpenAI\n\nclient = OpenAI()\n';

function verdictOf(text: string): readonly [verdict: string | undefined, reason: string | undefined] {
  const [outcome] = loopOutcomes({ '/job.py': HEAD + text }, '/job.py');
  return [outcome!.site.loop?.verdict, outcome!.reason];
}

describe('a loop within a loop', () => {
  before(loadFrontEnds);

  it('is no batch where each round of the outer one needs the answers of the round before', () => {
    const [verdict, reason] = verdictOf(
      'summary = ""\nfor chapter in [["a", "b"], ["c"]]:\n    notes = []\n    for page in chapter:\n        notes.append(client.responses.create(model="gpt-5.4", input=summary + page).output_text)\n    summary = " ".join(notes)\nprint(summary)\n',
    );
    assert.notEqual(verdict, 'batchable');
    assert.match(reason!, /each round would be a batch of up to 24 hours/);
  });

  it('is one batch with it where no round needs another', () => {
    const [verdict, reason] = verdictOf(
      'for chapter in [["a", "b"], ["c"]]:\n    for page in chapter:\n        print(client.responses.create(model="gpt-5.4", input=page).output_text)\n',
    );
    assert.deepEqual([verdict, reason], ['batchable', undefined]);
  });
});
