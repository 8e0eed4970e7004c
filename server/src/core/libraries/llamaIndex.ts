/** LlamaIndex: classes of the same names as the SDK's. The tier goes into `additional_kwargs`; as an argument of its own it is dropped. */
import { noClient, ownRequests, seconds } from './builtObject';
import type { Callable, Library } from './library';
import { keyOf, keyword } from './place';

const modules = [
  'llama_index.llms.openai',
  'llama_index.llms.openai.base',
  'llama_index.llms.openai.responses',
  'llama_index.llms',
  'llama_index.core.llms',
];

const methods: Pick<Callable, 'methods' | 'streams'> = {
  methods: [
    ...['complete', 'acomplete', 'chat', 'achat', 'predict', 'apredict', 'structured_predict', 'astructured_predict'],
    ...['stream_complete', 'astream_complete', 'stream_chat', 'astream_chat', 'stream', 'astream', 'chat_with_tools', 'achat_with_tools'],
  ],
  streams: ['stream_complete', 'astream_complete', 'stream_chat', 'astream_chat', 'stream', 'astream'],
};

export const llamaIndex: Library = {
  id: 'llama-index',
  name: 'LlamaIndex',
  family: 'python',
  source: { package: 'llama-index-llms-openai', version: '0.8.3', date: '2026-11-28', how: 'run' },
  modules: [/^llama_index(?:\.|$)/],
  callables: [
    { modules, names: ['OpenAI'], endpoint: 'chat.completions.create', derives: ['as_structured_llm'], ...methods },
    { modules, names: ['OpenAIResponses'], endpoint: 'responses.create', derives: ['as_structured_llm'], ...methods },
  ],
  places: {
    model: [keyword('model'), keyOf(0, [])],
    service_tier: [keyword('additional_kwargs', { path: ['service_tier'] })],
    timeout: [seconds('timeout')],
  },
  otherPlaces: (name) => [keyword(name), keyword('additional_kwargs', { path: [name] })],
  misplaced: { service_tier: [keyword('service_tier')] },
  client: noClient([keyword('api_base'), keyword('base_url')]),
  defaultTimeoutSeconds: 60,
  transport: { kind: 'none' },
  cannot: ownRequests('LlamaIndex'),
};
