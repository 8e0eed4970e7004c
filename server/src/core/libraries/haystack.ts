/** Haystack: generators with the parameters of the request in `generation_kwargs`, and a timeout of 30 s by default. */
import { noClient, ownRequests, seconds } from './builtObject';
import type { Library } from './library';
import { keyword } from './place';

const modules = [
  'haystack.components.generators.chat',
  'haystack.components.generators.chat.openai',
  'haystack.components.generators.chat.openai_responses',
];

export const haystack: Library = {
  id: 'haystack',
  name: 'Haystack',
  family: 'python',
  source: { package: 'haystack-ai', version: '3.4.1', date: '2026-11-28', how: 'run' },
  modules: [/^haystack(?:\.|$)/],
  callables: [
    { modules, names: ['OpenAIChatGenerator'], endpoint: 'chat.completions.create', methods: ['run', 'run_async'] },
    { modules, names: ['OpenAIResponsesChatGenerator'], endpoint: 'responses.create', methods: ['run', 'run_async'] },
  ],
  places: {
    model: [keyword('model')],
    service_tier: [keyword('generation_kwargs', { path: ['service_tier'] })],
    timeout: [seconds('timeout')],
  },
  otherPlaces: (name) => [keyword('generation_kwargs', { path: [name] })],
  misplaced: {},
  client: noClient([keyword('api_base_url')]),
  defaultTimeoutSeconds: 30,
  transport: { kind: 'none' },
  cannot: ownRequests('Haystack'),
};
