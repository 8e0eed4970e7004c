import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createCatalog,
  defaultCatalog as catalog,
  looksLikeForeignModel,
  looksLikeOpenAIModel,
} from '../../../server/src/core/catalog/catalog';

describe('looking up a model', () => {
  const found: readonly (readonly [string, string])[] = [
    ['gpt-5', 'gpt-5'],
    ['gpt-5-2025-08-07', 'gpt-5'],
    ['gpt-5.6', 'gpt-5.6-sol'],
    ['gpt-daybreak-red-latest', 'gpt-5.6-cyber'],
    ['gpt-5.5-pro-2026-04-23', 'gpt-5.5-pro'],
    ['gpt-5.5-2026-12-24', 'gpt-5.5'],
    ['gpt-4-0613', 'gpt-4'],
    ['gpt-3.5-turbo-0125', 'gpt-3.5-turbo'],
    ['gpt-4o-2024-11-20', 'gpt-4o'],
    ['o4-mini-2025-04-16', 'o4-mini'],
    ['openai/gpt-5-mini', 'gpt-5-mini'],
    [' o3 ', 'o3'],
  ];
  for (const [name, id] of found) {
    it(`finds ${id} for ${JSON.stringify(name)}`, () => assert.equal(catalog.model(name)?.id, id));
  }

  it('prefers a snapshot with a price of its own to the model it is a snapshot of', () => {
    assert.equal(catalog.model('gpt-4o-2024-05-13')?.id, 'gpt-4o-2024-05-13');
    assert.equal(catalog.model('gpt-3.5-turbo-1106')?.id, 'gpt-3.5-turbo-1106');
  });

  it('does not take the name of a variant for the model', () => {
    for (const name of ['gpt-5.6-nano', 'gpt-5.2-codex', 'my-model', '']) assert.equal(catalog.model(name), undefined, name);
  });

  it('knows names without a price, why they have none, and when they are shut down', () => {
    const audio = catalog.model('gpt-4o-audio-preview');
    assert.deepEqual(audio?.prices, {});
    assert.equal(audio?.shutdown, '2026-05-07');
    assert.match(audio?.unpriced ?? '', /no longer printed/);
    assert.equal(catalog.model('gpt-4-0314')?.shutdown, '2026-03-26');
    assert.equal(catalog.tierSupport('gpt-4-1106-preview', 'flex'), 'no', 'what is known of its family still holds');
  });

  it('gives fine-tuned models a row without prices, flex and priority', () => {
    for (const name of [
      'ft:gpt-4.1-mini:my-org::abc123',
      'ft:gpt-4.1-mini-2025-04-14:org:suffix:id',
      'ft:o4-mini:org::id',
      'davinci:ft-org-2023-01-01',
    ]) {
      const model = catalog.model(name);
      assert.equal(model?.id, name);
      assert.deepEqual(model?.takes, { flex: false, priority: false });
      assert.deepEqual(model?.prices, {});
    }
  });
});

describe('a fine-tuned model', () => {
  it('shuts down with the model it was made from', () => {
    assert.equal(catalog.model('ft:gpt-4.1-mini-2025-04-14:org::id')?.shutdown, '2027-01-14');
    assert.equal(catalog.model('ft:gpt-9:org::id')?.shutdown, undefined);
  });
});

describe('telling whose model it is by its name', () => {
  const openai = [
    'gpt-5',
    'gpt-4o-mini',
    'gpt-35-turbo',
    'gpt-image-2',
    'gpt-realtime',
    'chatgpt-4o-latest',
    'chat-latest',
    'o1',
    'o3-pro',
    'o4-mini',
    'codex-mini-latest',
    'computer-use-preview',
    'text-davinci-003',
    'davinci',
    'davinci-002',
    'babbage-002',
    'ft:gpt-4o:org::id',
    'davinci:ft-org-2023-01-01',
    'text-embedding-3-small',
    'text-embedding-ada-002',
    'omni-moderation-latest',
    'dall-e-3',
    'whisper-1',
    'tts-1-hd',
    'openai/gpt-5',
    'GPT-4o',
  ];
  const foreign = [
    'claude-opus-4-6',
    'gemini-3-pro',
    'llama-3.3-70b-versatile',
    'llama3:8b',
    'meta-llama/Llama-3-8b',
    'mistral-large-latest',
    'mixtral-8x7b',
    'deepseek-chat',
    'qwen-max',
    'qwen2.5:7b',
    'grok-4',
    'command-r-plus',
    'kimi-k2',
    'glm-4.6',
    'phi3',
    'phi-4',
    'yi-large',
    'moonshot-v1-8k',
    'sonar-pro',
    'anthropic/claude-3.5-sonnet',
    'azure/gpt-4o',
    'gpt-oss-120b',
    'gpt-oss:20b',
    'openai/gpt-oss-120b',
    'openai/gpt-4o:floor',
    'gpt2',
    'gpt-j-6b',
    'gpt-neox-20b',
    'whisper-large-v3',
    'us.anthropic.claude-sonnet-4-v1',
    'openai.gpt-oss-20b-1',
  ];
  for (const name of openai) {
    it(`takes ${name} for OpenAI's`, () => {
      assert.equal(looksLikeOpenAIModel(name), true);
      assert.equal(looksLikeForeignModel(name), false);
      assert.equal(catalog.isOpenAIModelName(name), true);
    });
  }
  for (const name of foreign) {
    it(`takes ${name} for someone else's`, () => {
      assert.equal(looksLikeForeignModel(name), true);
      assert.equal(looksLikeOpenAIModel(name), false);
      assert.equal(catalog.isOpenAIModelName(name), false);
    });
  }
  for (const name of ['my-deployment', 'prod', 'model', 'text-embedding-004', 'o', 'phishing-classifier', 'commander', 'gptx']) {
    it(`does not judge ${name}`, () => {
      assert.equal(looksLikeForeignModel(name), false);
      assert.equal(looksLikeOpenAIModel(name), false);
    });
  }

  it("knows every model of the catalog as OpenAI's by its row", () => {
    for (const model of catalog.models) {
      for (const name of [model.id, ...model.aliases]) {
        assert.equal(catalog.isOpenAIModelName(name), true, name);
        assert.equal(looksLikeForeignModel(name), false, name);
        assert.equal(looksLikeOpenAIModel(name), true, name);
      }
    }
  });
});

describe('looking up an endpoint', () => {
  it('treats the beta path of the same request as the same endpoint', () => {
    assert.equal(catalog.endpoint('beta.chat.completions.parse', 'openai-python')?.api, 'chat.completions.parse');
    assert.equal(catalog.endpoint('beta.responses.create', 'openai-node')?.api, 'responses.create');
  });

  it('ignores the module name before a legacy or module-level path', () => {
    assert.equal(catalog.endpoint('openai.ChatCompletion.acreate', 'openai-python')?.api, 'ChatCompletion.create');
    assert.equal(catalog.endpoint('openai.chat.completions.create', 'openai-python')?.api, 'chat.completions.create');
  });

  it('keeps the methods of one SDK out of the other', () => {
    assert.equal(catalog.endpoint('chat.completions.runTools', 'openai-python'), undefined);
    assert.equal(catalog.endpoint('images.create_variation', 'openai-node'), undefined);
    assert.equal(catalog.endpoint('createChatCompletion', 'openai-python'), undefined);
    assert.equal(catalog.endpoint('ChatCompletion.create', 'openai-node'), undefined);
  });

  it('knows no endpoint for calls that bill nothing', () => {
    for (const api of [
      'responses.retrieve',
      'responses.cancel',
      'models.list',
      'files.create',
      'batches.create',
      'beta.threads.runs.create',
      'toString',
    ]) {
      assert.equal(catalog.endpoint(api, 'openai-python'), undefined, api);
      assert.equal(catalog.endpoint(api, 'openai-node'), undefined, api);
    }
  });

  it('says that resuming a streamed response is free, and that compact can not be batched', () => {
    assert.equal(catalog.endpoint('responses.stream', 'openai-node')?.freeWith, 'response_id');
    assert.equal(catalog.endpoint('responses.compact', 'openai-node')?.batch, false);
  });

  it('admits ultrafast on responses only', () => {
    assert.ok(catalog.endpoint('responses.create', 'openai-node')?.tierValues?.includes('ultrafast'));
    assert.ok(!catalog.endpoint('chat.completions.create', 'openai-node')?.tierValues?.includes('ultrafast'));
    assert.ok(!catalog.endpoint('responses.compact', 'openai-node')?.tierValues?.includes('ultrafast'));
  });
});

describe('overrides', () => {
  it('change the prices of a row and drop what was said about the old ones', () => {
    const mine = createCatalog({
      models: { 'gpt-5.6': { prices: { standard: { input: 5, cachedInput: 0.5, output: 30 }, flex: null }, asOf: '2026-12-01' } },
    });
    const model = mine.model('gpt-5.6-sol');
    assert.deepEqual(model?.prices.standard, { input: 5, cachedInput: 0.5, output: 30 });
    assert.equal(model?.prices.flex, undefined);
    assert.equal(mine.tierSupport('gpt-5.6', 'flex'), 'no');
    assert.equal(model?.promised, undefined);
    assert.equal(model?.asOf, '2026-12-01');
    assert.equal(model?.source, 'your configuration');
    assert.deepEqual(model?.prices.batch, { input: 2, cachedInput: 0.2, output: 10 });
    assert.equal(catalog.model('gpt-5.6')?.prices.standard?.input, 4, 'the shipped catalog is untouched');
  });

  it('move or lift a shutdown and keep the prices', () => {
    const mine = createCatalog({ models: { o3: { shutdown: '2027-06-01', replacement: 'gpt-6-sol' }, 'gpt-5': { shutdown: null } } });
    assert.equal(mine.model('o3')?.shutdown, '2027-06-01');
    assert.equal(mine.model('o3')?.replacement, 'gpt-6-sol');
    assert.equal(mine.model('o3')?.shutdownSource, undefined);
    assert.equal(mine.model('o3')?.prices.flex?.input, 1);
    assert.equal(mine.model('gpt-5')?.shutdown, undefined);
  });

  it('add a model that the catalog lacks', () => {
    const mine = createCatalog({
      models: { 'gpt-7-sol': { aliases: ['gpt-7'], prices: { standard: { input: 1, output: 4 } }, takes: { batch: true } } },
    });
    assert.equal(mine.model('gpt-7')?.id, 'gpt-7-sol');
    assert.equal(mine.tierSupport('gpt-7', 'batch'), 'yes');
    assert.equal(catalog.model('gpt-7'), undefined);
  });
});
