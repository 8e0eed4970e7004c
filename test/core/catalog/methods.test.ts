import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ENDPOINTS } from '../../../server/src/core/catalog/endpoints';
import { ASKS_MODEL, MODEL_RESOURCES, methodsOf, TIERED_RESOURCES } from '../../../server/src/core/catalog/methods';

describe('words of SDK methods', () => {
  it('are the methods of a resource, whatever it hangs on', () => {
    assert.deepEqual(methodsOf('completions'), ['create', 'parse', 'stream', 'runTools', 'runFunctions']);
    assert.deepEqual(methodsOf('responses'), ['create', 'parse', 'stream', 'compact']);
    assert.deepEqual(methodsOf('nothing'), []);
  });

  it('tell methods that ask a model from those that only send something billable', () => {
    const asks = new RegExp(`(^|\\.)(?:${ASKS_MODEL})$`);
    for (const callee of [
      'client.chat.completions.create',
      'self.llm.responses.parse',
      'openai.ChatCompletion.acreate',
      'embeddings.create',
    ])
      assert.match(callee, asks);
    for (const callee of [
      'client.responses.retrieve',
      'client.audio.speech.create',
      'client.files.create',
      'client.chatXcompletions.create',
    ])
      assert.doesNotMatch(callee, asks);
  });

  it('name the resources whose methods ask a model, and those that take a tier', () => {
    const resource = new RegExp(`\\.(?:${MODEL_RESOURCES})\\.\\w+$`);
    for (const callee of ['c.chat.completions.create', 'c.images.edit', 'c.moderations.create']) assert.match(callee, resource);
    assert.doesNotMatch('c.audio.speech.create', resource);
    assert.deepEqual([...TIERED_RESOURCES].sort(), ['completions', 'responses']);
  });

  it('say that responses alone are made in the background', () => {
    assert.deepEqual(
      ENDPOINTS.filter(({ background }) => background).map(({ api }) => api),
      ['responses.create'],
    );
  });
});
