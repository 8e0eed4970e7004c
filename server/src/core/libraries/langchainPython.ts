/** LangChain for Python: an object is built once, and requests are sent wherever it, a pipe or an agent made of it is invoked. */
import type { Callable, Library } from './library';
import { keyOf, keyword } from './place';

/** What a chat model, and whatever is made of one, can do. `batch` sends live requests, at full price. */
const RUNNABLE: Pick<Callable, 'endpoint' | 'methods' | 'derives' | 'streams'> = {
  endpoint: 'chat.completions.create',
  methods: [
    ...['invoke', 'ainvoke', 'stream', 'astream', 'batch', 'abatch', 'batch_as_completed', 'abatch_as_completed'],
    ...['generate', 'agenerate', 'predict', 'apredict', 'predict_messages', 'apredict_messages', 'run', 'arun', 'call_as_llm'],
    ...['stream_events', 'astream_events', 'astream_log'],
  ],
  derives: ['bind', 'bind_tools', 'with_structured_output', 'with_config', 'with_retry', 'with_fallbacks', 'with_types', 'pipe', 'assign'],
  streams: ['stream', 'astream', 'stream_events', 'astream_events', 'astream_log'],
};

export const langchainPython: Library = {
  id: 'langchain-python',
  name: 'LangChain for Python',
  family: 'python',
  source: { package: 'langchain-openai', version: '1.7.4', date: '2026-11-28', how: 'run' },
  modules: ['langchain_openai', /^langchain_openai\./],
  callables: [
    {
      modules: [
        ...['langchain_openai', 'langchain_openai.chat_models', 'langchain_openai.chat_models.base'],
        ...['langchain.chat_models', 'langchain.chat_models.openai'],
        ...['langchain_community.chat_models', 'langchain_community.chat_models.openai'],
      ],
      names: ['ChatOpenAI'],
      ...RUNNABLE,
    },
    {
      modules: ['langchain.chat_models', 'langchain.chat_models.base'],
      names: ['init_chat_model'],
      ...RUNNABLE,
      // A bare name goes to OpenAI where it starts like one of its models.
      modelStrings: { separator: ':', openai: ['openai'], bareNames: true },
    },
  ],
  places: {
    model: [keyword('model'), keyword('model_name'), keyOf(0, [])],
    service_tier: [
      keyword('extra_body', { path: ['service_tier'] }),
      keyword('model_kwargs', { path: ['service_tier'] }),
      keyword('service_tier'),
    ],
    timeout: [keyword('request_timeout', { unit: 'seconds' }), keyword('timeout', { unit: 'seconds' })],
    stream: [keyword('streaming')],
    stream_chunk_timeout: [keyword('stream_chunk_timeout', { unit: 'seconds' })],
  },
  otherPlaces: (name) => [keyword(name)],
  misplaced: {},
  client: {
    baseUrl: [keyword('base_url'), keyword('openai_api_base')],
    timeout: [],
    transport: [],
    azure: [],
    otherProvider: [keyword('model_provider')],
  },
  // Absent, the SDK's own holds.
  defaultTimeoutSeconds: 600,
  // Between two pieces of a streamed answer: with a timeout of 900 s it ended one after 120.6 s.
  otherClocks: [{ parameter: 'stream_chunk_timeout', defaultSeconds: 120, methods: ['astream', 'astream_events', 'astream_log'] }],
  transport: { kind: 'none' },
  cannot: {
    'flex-fallback': 'LangChain has fallbacks of its own, `.with_fallbacks(...)`',
    'background-window': 'LangChain does not ask for a background response again',
    'tier-router': 'the router sends requests of the OpenAI SDK',
    'loop-to-batch': 'a Batch job holds requests of the OpenAI SDK, and LangChain builds its own',
  },
};
