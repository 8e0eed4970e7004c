/** The official SDK for Python, and packages that hand it on with tracing: everything is a keyword argument of the call. */
import type { ClientClass, Library } from './library';
import { keyword, ofClient, type Place } from './place';

const rows = (module: string, provider: ClientClass['provider'], ...names: string[]): ClientClass[] =>
  names.map((name) => ({ module, name, provider }));

/** What `extra_body` holds wins over the parameter of the same name. */
const inBodyToo = (name: string): readonly Place[] => [keyword('extra_body', { path: [name] }), keyword(name)];

export const openaiPython: Library = {
  id: 'openai-python',
  name: 'the OpenAI SDK for Python',
  family: 'python',
  source: { package: 'openai', version: '3.22.1', date: '2026-11-20', how: 'run' },
  modules: ['openai', /^openai\./],
  clients: [
    ...rows('openai', 'by-url', 'OpenAI', 'AsyncOpenAI', 'Client', 'AsyncClient'),
    ...rows('openai', 'azure', 'AzureOpenAI', 'AsyncAzureOpenAI'),
    ...rows('openai', 'compatible', 'BedrockOpenAI', 'AsyncBedrockOpenAI'),
    ...rows('langfuse.openai', 'by-url', 'OpenAI', 'AsyncOpenAI'),
    ...rows('langfuse.openai', 'azure', 'AzureOpenAI', 'AsyncAzureOpenAI'),
    ...rows('posthog.ai.openai', 'by-url', 'OpenAI', 'AsyncOpenAI'),
    ...rows('posthog.ai.openai', 'azure', 'AzureOpenAI', 'AsyncAzureOpenAI'),
    ...rows('helicone.openai_async', 'by-url', 'OpenAI', 'AsyncOpenAI'),
    ...rows('llm_guard_openai', 'by-url', 'OpenAI'),
  ],
  moduleClients: ['openai', 'langfuse.openai:openai', 'promptlayer:openai', 'helicone.openai_proxy:openai'],
  places: {
    service_tier: inBodyToo('service_tier'),
    background: inBodyToo('background'),
    background_options: inBodyToo('background_options'),
    store: inBodyToo('store'),
    // Before 1.0 a model could be named so.
    model: [keyword('model'), keyword('engine')],
    timeout: [keyword('timeout', { unit: 'seconds' })],
  },
  otherPlaces: (name) => [keyword(name)],
  misplaced: {},
  client: {
    baseUrl: [ofClient(keyword('base_url'))],
    timeout: [ofClient(keyword('timeout', { unit: 'seconds' }))],
    transport: [],
    azure: [ofClient(keyword('azure_endpoint')), ofClient(keyword('azure_deployment'))],
    otherProvider: [ofClient(keyword('provider'))],
  },
  // `_constants.py` of openai 3.22.1.
  defaultTimeoutSeconds: 600,
  transport: { kind: 'none' },
  cannot: {},
};
