/** The OpenAI Agents SDK: what its settings do not name goes into `extra_args`; a tier beside that is accepted and dropped. */
import { noClient, ownRequests } from './builtObject';
import type { Library } from './library';
import { keyword, type Place } from './place';

const madeBy = { module: 'agents', name: 'ModelSettings' };
const setting = (path: readonly string[], unit?: Place['unit']): Place =>
  keyword('model_settings', { path, madeBy, ...(unit && { unit }) });

export const agentsPython: Library = {
  id: 'agents-python',
  name: 'the OpenAI Agents SDK',
  family: 'python',
  source: { package: 'openai-agents', version: '0.24.0', date: '2026-11-28', how: 'run' },
  modules: [/^agents(?:\.|$)/],
  callables: [
    {
      modules: ['agents', 'agents.agent'],
      names: ['Agent'],
      endpoint: 'responses.create',
      methods: [],
      runners: ['Runner.run', 'Runner.run_sync', 'Runner.run_streamed'],
      derives: ['clone'],
      sendsMany: true,
      modelElsewhere: true,
      streams: ['Runner.run_streamed'],
    },
  ],
  places: {
    model: [keyword('model')],
    service_tier: [setting(['extra_body', 'service_tier']), setting(['extra_args', 'service_tier'])],
    timeout: [setting(['extra_args', 'timeout'], 'seconds')],
  },
  otherPlaces: (name) => [setting([name])],
  misplaced: { service_tier: [setting(['service_tier'])] },
  client: noClient([]),
  defaultTimeoutSeconds: 600,
  transport: { kind: 'none' },
  cannot: ownRequests('the OpenAI Agents SDK'),
};
