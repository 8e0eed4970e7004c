/** Pydantic AI: an agent names its model as a string with the provider; settings are a dictionary, or `ModelSettings(...)`. */
import { noClient, ownRequests, seconds } from './builtObject';
import type { Library } from './library';
import { keyOf, keyword } from './place';

const strings = { separator: ':', openai: ['openai', 'openai-chat', 'openai-responses'], bareNames: true } as const;

export const pydanticAi: Library = {
  id: 'pydantic-ai',
  name: 'Pydantic AI',
  family: 'python',
  source: { package: 'pydantic-ai-slim', version: '2.68.0', date: '2026-11-28', how: 'run' },
  modules: [/^pydantic_ai(?:\.|$)/],
  callables: [
    {
      modules: ['pydantic_ai', 'pydantic_ai.agent'],
      names: ['Agent'],
      endpoint: 'responses.create',
      methods: ['run', 'run_sync', 'run_stream', 'run_stream_events', 'iter', 'to_cli_sync', 'to_cli'],
      streams: ['run_stream', 'run_stream_events'],
      sendsMany: true,
      modelStrings: strings,
    },
  ],
  places: {
    model: [keyword('model'), keyOf(0, [])],
    service_tier: [
      keyword('model_settings', { path: ['openai_service_tier'] }),
      keyword('model_settings', { path: ['extra_body', 'service_tier'] }),
      keyword('model_settings', { path: ['service_tier'] }),
    ],
    timeout: [seconds('model_settings', ['timeout'])],
  },
  otherPlaces: (name) => [keyword('model_settings', { path: [name] })],
  misplaced: {},
  client: noClient([]),
  defaultTimeoutSeconds: 600,
  transport: { kind: 'none' },
  cannot: ownRequests('Pydantic AI'),
};
