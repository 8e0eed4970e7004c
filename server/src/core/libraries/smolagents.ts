/** smolagents: `OpenAIModel(model_id=...)`, also under its older names; further keywords go into the request. */
import { noClient, ownRequests, seconds } from './builtObject';
import type { Library } from './library';
import { keyOf, keyword } from './place';

export const smolagents: Library = {
  id: 'smolagents',
  name: 'smolagents',
  family: 'python',
  source: { package: 'smolagents', version: '1.26.0', date: '2026-11-28', how: 'run' },
  modules: [/^smolagents(?:\.|$)/],
  callables: [
    {
      modules: ['smolagents', 'smolagents.models'],
      names: ['OpenAIModel', 'OpenAIServerModel'],
      endpoint: 'chat.completions.create',
      methods: ['generate', 'generate_stream'],
      streams: ['generate_stream'],
    },
  ],
  places: {
    model: [keyword('model_id'), keyOf(0, [])],
    service_tier: [keyword('service_tier')],
    timeout: [seconds('client_kwargs', ['timeout']), seconds('timeout')],
  },
  otherPlaces: (name) => [keyword(name)],
  misplaced: {},
  client: noClient([keyword('api_base')]),
  defaultTimeoutSeconds: 600,
  transport: { kind: 'none' },
  cannot: ownRequests('smolagents'),
};
