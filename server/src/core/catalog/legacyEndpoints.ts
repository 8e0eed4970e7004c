/**
 * Methods of `openai` before Python 1.0 and Node 4.0. Current SDKs raise an error for them; code that still pins the
 * old package keeps paying. Python's are paths on the module, `openai.ChatCompletion.create`.
 */
import { CHAT_TIERS, type Endpoint } from './endpoint';

const NONE = { tier: 'none', batch: false, legacy: true } as const;
const BATCHED = { tier: 'none', batch: true, legacy: true } as const;
/** Arguments of old methods travel to the server as they are, so `service_tier` did too. */
const CHAT = { path: '/v1/chat/completions', tier: 'request', batch: true, tierValues: CHAT_TIERS, legacy: true } as const;

/** Each old class method had an asynchronous twin whose name starts with `a`. */
function pythonPair(className: string, method: string, rest: Omit<Endpoint, 'api' | 'also' | 'sdk'>): Endpoint {
  return { api: `${className}.${method}`, also: [`${className}.a${method}`], ...rest, sdk: 'openai-python' };
}

export const LEGACY_ENDPOINTS: readonly Endpoint[] = [
  pythonPair('ChatCompletion', 'create', CHAT),
  pythonPair('Completion', 'create', { path: '/v1/completions', ...BATCHED }),
  pythonPair('Embedding', 'create', { path: '/v1/embeddings', ...BATCHED }),
  pythonPair('Edit', 'create', { path: '/v1/edits', ...NONE }),
  pythonPair('Moderation', 'create', { path: '/v1/moderations', ...BATCHED, free: true }),
  pythonPair('Image', 'create', { path: '/v1/images/generations', ...BATCHED }),
  pythonPair('Image', 'create_edit', { path: '/v1/images/edits', ...BATCHED }),
  pythonPair('Image', 'create_variation', { path: '/v1/images/variations', ...NONE }),
  pythonPair('Audio', 'transcribe', { path: '/v1/audio/transcriptions', ...NONE }),
  pythonPair('Audio', 'translate', { path: '/v1/audio/translations', ...NONE }),
  { api: 'createChatCompletion', ...CHAT, sdk: 'openai-node' },
  { api: 'createCompletion', path: '/v1/completions', ...BATCHED, sdk: 'openai-node' },
  { api: 'createEmbedding', path: '/v1/embeddings', ...BATCHED, sdk: 'openai-node' },
  { api: 'createEdit', path: '/v1/edits', ...NONE, sdk: 'openai-node' },
  { api: 'createModeration', path: '/v1/moderations', ...BATCHED, free: true, sdk: 'openai-node' },
  { api: 'createImage', path: '/v1/images/generations', ...BATCHED, sdk: 'openai-node' },
  { api: 'createImageEdit', path: '/v1/images/edits', ...BATCHED, sdk: 'openai-node' },
  { api: 'createImageVariation', path: '/v1/images/variations', ...NONE, sdk: 'openai-node' },
  { api: 'createTranscription', path: '/v1/audio/transcriptions', ...NONE, sdk: 'openai-node' },
  { api: 'createTranslation', path: '/v1/audio/translations', ...NONE, sdk: 'openai-node' },
];
