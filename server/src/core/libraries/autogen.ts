/** AutoGen: a model client with the parameters of the request among its own. */
import { noClient, ownRequests, seconds } from './builtObject';
import type { Library } from './library';
import { keyword } from './place';

export const autogen: Library = {
  id: 'autogen',
  name: 'AutoGen',
  family: 'python',
  source: { package: 'autogen-ext', version: '0.7.5', date: '2026-11-28', how: 'run' },
  modules: [/^autogen_ext(?:\.|$)/],
  callables: [
    {
      modules: ['autogen_ext.models.openai'],
      names: ['OpenAIChatCompletionClient'],
      endpoint: 'chat.completions.create',
      methods: ['create', 'create_stream'],
      streams: ['create_stream'],
    },
  ],
  places: {
    model: [keyword('model')],
    service_tier: [keyword('service_tier')],
    timeout: [seconds('timeout')],
  },
  otherPlaces: (name) => [keyword(name)],
  misplaced: {},
  client: noClient([keyword('base_url')]),
  defaultTimeoutSeconds: 600,
  transport: { kind: 'none' },
  cannot: ownRequests('AutoGen'),
};
