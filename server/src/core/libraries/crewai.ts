/** CrewAI: `LLM(model="openai/...")`, which hands on what it does not know. */
import { noClient, ownRequests, seconds } from './builtObject';
import type { Library } from './library';
import { keyOf, keyword } from './place';

export const crewai: Library = {
  id: 'crewai',
  name: 'CrewAI',
  family: 'python',
  source: { package: 'crewai', version: '1.15.30', date: '2026-11-28', how: 'run' },
  modules: [/^crewai(?:\.|$)/],
  callables: [{ modules: ['crewai', 'crewai.llm'], names: ['LLM'], endpoint: 'chat.completions.create', methods: ['call', 'acall'] }],
  modelStrings: { separator: '/', openai: ['openai'], bareNames: true },
  places: {
    model: [keyword('model'), keyOf(0, [])],
    service_tier: [keyword('additional_params', { path: ['service_tier'] }), keyword('service_tier')],
    timeout: [seconds('timeout')],
    stream: [keyword('stream')],
  },
  otherPlaces: (name) => [keyword(name)],
  misplaced: {},
  client: noClient([keyword('base_url'), keyword('api_base')], [keyword('provider')]),
  defaultTimeoutSeconds: 600,
  transport: { kind: 'none' },
  cannot: ownRequests('CrewAI'),
};
