/** DSPy: `dspy.LM("openai/...")`; further keywords go into the request. */
import { noClient, ownRequests, seconds } from './builtObject';
import type { Library } from './library';
import { keyOf, keyword } from './place';

export const dspy: Library = {
  id: 'dspy',
  name: 'DSPy',
  family: 'python',
  source: { package: 'dspy', version: '3.4.1', date: '2026-11-28', how: 'run' },
  modules: [/^dspy(?:\.|$)/],
  callables: [
    {
      modules: ['dspy', 'dspy.clients', 'dspy.clients.lm'],
      names: ['LM'],
      endpoint: 'chat.completions.create',
      methods: ['forward', 'aforward', 'acall'],
    },
  ],
  modelStrings: { separator: '/', openai: ['openai'], bareNames: false },
  places: {
    model: [keyword('model'), keyOf(0, [])],
    service_tier: [keyword('service_tier')],
    timeout: [seconds('timeout')],
  },
  otherPlaces: (name) => [keyword(name)],
  misplaced: {},
  client: noClient([keyword('api_base'), keyword('base_url')]),
  defaultTimeoutSeconds: 600,
  transport: { kind: 'none' },
  cannot: ownRequests('DSPy'),
};
