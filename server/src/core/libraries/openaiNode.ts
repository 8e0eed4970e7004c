/** The official SDK for JavaScript and TypeScript: the request is the first argument, its options are the second. */
import type { ClientClass, Library } from './library';
import { keyOf, ofClient, type Place } from './place';

const rows = (module: string, provider: ClientClass['provider'], ...names: string[]): ClientClass[] =>
  names.map((name) => ({ module, name, provider }));

const inRequest = (name: string, unit?: Place['unit']): Place => keyOf(0, [name], unit);
const inOptions = (name: string, unit?: Place['unit']): Place => keyOf(1, [name], unit);
const inConstructor = (name: string, unit?: Place['unit']): Place => ofClient(keyOf(0, [name], unit));

export const openaiNode: Library = {
  id: 'openai-node',
  name: 'the OpenAI SDK for JavaScript and TypeScript',
  family: 'ecmascript',
  source: { package: 'openai', version: '7.57.0', date: '2026-11-20', how: 'run' },
  modules: [
    'openai',
    /^openai\//,
    /^npm:openai(?:@|$)/,
    /^jsr:@openai\/openai/,
    /^https:\/\/(?:esm\.sh|deno\.land\/x|cdn\.skypack\.dev|esm\.run)\/openai(?:@|\/|$)/,
  ],
  clients: [
    ...rows('openai', 'by-url', 'OpenAI', 'default'),
    ...rows('openai', 'azure', 'AzureOpenAI'),
    ...rows('openai', 'compatible', 'BedrockOpenAI'),
    ...rows('@posthog/ai', 'by-url', 'OpenAI'),
    ...rows('@posthog/ai', 'azure', 'AzureOpenAI'),
    ...rows('@posthog/ai/openai', 'by-url', 'OpenAI', 'PostHogOpenAI', 'default'),
    { module: 'openai', name: 'OpenAIApi', provider: 'by-url', isLegacy: true },
    { module: 'openai-edge', name: 'OpenAIApi', provider: 'by-url', isLegacy: true },
  ],
  places: {
    model: [inRequest('model'), inRequest('engine')],
    timeout: [inOptions('timeout', 'milliseconds')],
  },
  otherPlaces: (name) => [inRequest(name)],
  // Early copies of OpenAI's guide to flex have it among the keys of the body.
  misplaced: { timeout: [inRequest('timeout', 'milliseconds')] },
  client: {
    baseUrl: [inConstructor('baseURL')],
    timeout: [inConstructor('timeout', 'milliseconds')],
    transport: [inConstructor('fetch'), inConstructor('fetchOptions'), inConstructor('httpAgent')],
    azure: [inConstructor('azureADTokenProvider')],
    otherProvider: [inConstructor('provider')],
  },
  // `client.ts` of openai 7.57.0.
  defaultTimeoutSeconds: 600,
  transport: { kind: 'node-fetch', sinceMajor: 5, own: [inOptions('fetchOptions'), inOptions('httpAgent')] },
  cannot: {},
};
