/** LiteLLM: functions that take the model as a string with its provider, `openai/gpt-5.4`, and hand on what they do not know. */
import type { Library } from './library';
import { keyOf, keyword } from './place';

const modules = ['litellm', 'litellm.main', 'litellm.responses.main'];

export const litellm: Library = {
  id: 'litellm',
  name: 'LiteLLM',
  family: 'python',
  source: { package: 'litellm', version: '1.110.2', date: '2026-11-28', how: 'run' },
  modules: ['litellm', /^litellm\./],
  callables: [
    { modules, names: ['completion', 'acompletion'], endpoint: 'chat.completions.create' },
    { modules, names: ['responses', 'aresponses'], endpoint: 'responses.create' },
    { modules, names: ['embedding', 'aembedding'], endpoint: 'embeddings.create' },
    { modules, names: ['text_completion', 'atext_completion'], endpoint: 'completions.create' },
  ],
  modelStrings: { separator: '/', openai: ['openai'], bareNames: true },
  places: {
    model: [keyword('model'), keyOf(0, [])],
    messages: [keyword('messages'), keyOf(1, [])],
    service_tier: [keyword('extra_body', { path: ['service_tier'] }), keyword('service_tier')],
    timeout: [keyword('timeout', { unit: 'seconds' })],
  },
  otherPlaces: (name) => [keyword(name)],
  misplaced: {},
  client: {
    baseUrl: [keyword('api_base'), keyword('base_url')],
    timeout: [],
    transport: [],
    azure: [],
    otherProvider: [keyword('custom_llm_provider')],
  },
  // A request that arrived said so in its header.
  defaultTimeoutSeconds: 600,
  transport: { kind: 'none' },
  cannot: {
    'flex-fallback': 'LiteLLM has fallbacks and retries of its own',
    'background-window': 'LiteLLM does not ask for a background response again',
    'tier-router': 'the router sends requests of the OpenAI SDK',
    'loop-to-batch': 'a Batch job holds requests of the OpenAI SDK, and LiteLLM builds its own',
  },
};
