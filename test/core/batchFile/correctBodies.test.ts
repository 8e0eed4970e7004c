import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BatchDocument } from '../../../server/src/core/batchFile/batchDocument';
import { defaultCatalog } from '../../../server/src/core/catalog/catalog';

const TODAY = '2026-11-28';
type Body = Readonly<Record<string, unknown>>;

const schema = { type: 'object', properties: { title: { type: 'string' } }, required: ['title'], additionalProperties: false };
const weather = {
  name: 'get_weather',
  description: 'Weather of a city',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
  strict: true,
};
const user = (content: unknown): Body => ({ role: 'user', content });
const chat = (more: Body = {}): Body => ({ model: 'gpt-5.4-mini', messages: [user('Hello')], ...more });
const response = (more: Body = {}): Body => ({ model: 'gpt-5.4', input: 'Hello', ...more });
const embed = (input: unknown, more: Body = {}): Body => ({ model: 'text-embedding-3-small', input, ...more });

const CHAT: readonly (readonly [string, Body])[] = [
  ['a question', chat()],
  ['a system message', chat({ messages: [{ role: 'system', content: 'Be brief.' }, user('Hello')] })],
  [
    'a developer message of parts',
    chat({ messages: [{ role: 'developer', content: [{ type: 'text', text: 'Be brief.' }] }, user('Hello')] }),
  ],
  [
    'an image by address',
    chat({
      messages: [
        user([
          { type: 'text', text: 'What is it?' },
          { type: 'image_url', image_url: { url: 'https://example.com/a.png', detail: 'low' } },
        ]),
      ],
    }),
  ],
  ['an image as data', chat({ messages: [user([{ type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } }])] })],
  [
    'a file',
    chat({
      messages: [
        user([
          { type: 'file', file: { file_id: 'file-1' } },
          { type: 'text', text: 'Sum it up.' },
        ]),
      ],
    }),
  ],
  [
    'speech in and out',
    chat({
      model: 'gpt-audio-1.5',
      modalities: ['text', 'audio'],
      audio: { voice: 'alloy', format: 'wav' },
      messages: [user([{ type: 'input_audio', input_audio: { data: 'UklGRg==', format: 'wav' } }])],
    }),
  ],
  [
    'a conversation with a call of a tool',
    chat({
      messages: [
        user('Weather?'),
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'get_weather', arguments: '{}' } }],
        },
        { role: 'tool', tool_call_id: 'c1', content: 'Sunny' },
      ],
    }),
  ],
  ['tools', chat({ tools: [{ type: 'function', function: weather }], tool_choice: 'auto', parallel_tool_calls: false })],
  [
    'a forced tool',
    chat({ tools: [{ type: 'function', function: weather }], tool_choice: { type: 'function', function: { name: 'get_weather' } } }),
  ],
  ['a structured answer', chat({ response_format: { type: 'json_schema', json_schema: { name: 'note', strict: true, schema } } })],
  ['a JSON object as answer', chat({ response_format: { type: 'json_object' }, messages: [user('Answer in JSON.')] })],
  [
    'a reasoning effort and a limit',
    chat({ model: 'gpt-5.6-sol', reasoning_effort: 'high', max_completion_tokens: 2000, verbosity: 'low' }),
  ],
  [
    'temperature on a model that does not reason',
    chat({ model: 'gpt-4.1-mini', temperature: 0, max_tokens: 300, top_p: 0.9, seed: 7, n: 2 }),
  ],
  ['temperature without reasoning, which gpt-5.4 has by default', chat({ temperature: 0.2 })],
  ['temperature without reasoning on gpt-5.6', chat({ model: 'gpt-5.6-luna', reasoning_effort: 'none', temperature: 0 })],
  ['the default temperature on a model that reasons', chat({ model: 'o3', temperature: 1, top_p: 1, presence_penalty: 0 })],
  ['log probabilities', chat({ model: 'gpt-4o-mini', logprobs: true, top_logprobs: 5, logit_bias: { '50256': -100 } })],
  [
    'null for options that are not set',
    chat({ temperature: null, max_completion_tokens: null, tools: null, response_format: null, stop: null, user: null }),
  ],
  [
    'metadata, a cache key and a user',
    chat({ store: false, metadata: { run: '7' }, prompt_cache_key: 'k', safety_identifier: 'u1', user: 'u1', service_tier: 'default' }),
  ],
  ['a fine-tuned model', chat({ model: 'ft:gpt-4.1-mini-2025-04-14:acme::abc123', temperature: 0 })],
  [
    'names of speakers and an assistant of parts',
    chat({
      messages: [{ role: 'user', name: 'ann', content: 'Hi' }, { role: 'assistant', content: [{ type: 'text', text: 'Hi' }] }, user('Bye')],
    }),
  ],
  ['the old way to give functions', chat({ model: 'gpt-4.1', functions: [{ name: 'f', parameters: {} }], function_call: 'auto' })],
  ['a prediction', chat({ model: 'gpt-4.1', prediction: { type: 'content', content: 'old text' } })],
];

const RESPONSES: readonly (readonly [string, Body])[] = [
  ['a text', response()],
  ['instructions and a limit', response({ instructions: 'Be brief.', max_output_tokens: 400, store: false })],
  ['messages as input', response({ input: [{ role: 'developer', content: 'Be brief.' }, user('Hello')] })],
  ['messages with their type', response({ input: [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hello' }] }] })],
  [
    'an image',
    response({
      input: [
        user([
          { type: 'input_text', text: 'What is it?' },
          { type: 'input_image', image_url: 'https://example.com/a.png', detail: 'auto' },
        ]),
      ],
    }),
  ],
  ['an uploaded file', response({ input: [user([{ type: 'input_file', file_id: 'file-1' }])] })],
  [
    'the answers of before',
    response({
      input: [user('Hi'), { role: 'assistant', content: [{ type: 'output_text', text: 'Hello', annotations: [] }] }, user('Bye')],
    }),
  ],
  [
    'a call and its output',
    response({
      input: [
        user('Weather?'),
        { type: 'function_call', call_id: 'c1', name: 'get_weather', arguments: '{}' },
        { type: 'function_call_output', call_id: 'c1', output: 'Sunny' },
      ],
    }),
  ],
  ['tools', response({ tools: [{ type: 'function', ...weather }], tool_choice: 'required' })],
  ['a web search', response({ tools: [{ type: 'web_search' }] })],
  ['a search of files', response({ tools: [{ type: 'file_search', vector_store_ids: ['vs_1'] }], include: ['file_search_call.results'] })],
  ['code', response({ tools: [{ type: 'code_interpreter', container: { type: 'auto' } }] })],
  ['a structured answer', response({ text: { format: { type: 'json_schema', name: 'note', strict: true, schema }, verbosity: 'low' } })],
  ['a JSON object as answer', response({ text: { format: { type: 'json_object' } }, input: 'Answer in JSON.' })],
  [
    'reasoning',
    response({ model: 'gpt-6.1-sol', reasoning: { effort: 'medium', summary: 'auto' }, include: ['reasoning.encrypted_content'] }),
  ],
  ['a stored prompt', { prompt: { id: 'pmpt_1', version: '2', variables: { city: 'Rome' } } }],
  ['what came before', response({ input: undefined, previous_response_id: 'resp_1' })],
  ['a model for research', response({ model: 'gpt-5.5-pro', reasoning: { effort: 'high' } })],
  [
    'metadata and truncation',
    response({ metadata: { run: '7' }, truncation: 'auto', prompt_cache_key: 'k', service_tier: 'auto', temperature: 0.3 }),
  ],
];

const OTHERS: readonly (readonly [string, string, Body])[] = [
  ['a text to embed', '/v1/embeddings', embed('Hello')],
  ['texts to embed', '/v1/embeddings', embed(['a', 'b'], { dimensions: 256, encoding_format: 'float' })],
  ['tokens to embed', '/v1/embeddings', embed([1, 2, 3])],
  ['lists of tokens to embed', '/v1/embeddings', embed([[1, 2], [3]], { encoding_format: 'base64', user: 'u' })],
  ['2,048 texts to embed', '/v1/embeddings', embed(Array.from({ length: 2048 }, (_, index) => `text ${index}`))],
  ['a moderation', '/v1/moderations', { input: 'Hello' }],
  ['moderations with a model', '/v1/moderations', { model: 'omni-moderation-latest', input: ['a', 'b'] }],
  [
    'a moderation of an image',
    '/v1/moderations',
    {
      model: 'omni-moderation-latest',
      input: [
        { type: 'text', text: 'a' },
        { type: 'image_url', image_url: { url: 'https://example.com/a.png' } },
      ],
    },
  ],
  ['an image', '/v1/images/generations', { model: 'gpt-image-2', prompt: 'A cat', size: '1024x1024', quality: 'high', n: 1 }],
  ['an image without a model', '/v1/images/generations', { prompt: 'A cat', output_format: 'webp', background: 'transparent' }],
  ['an edit of an image', '/v1/images/edits', { model: 'gpt-image-2', prompt: 'Add a hat', images: [{ file_id: 'file-1' }] }],
];

const ALL = [
  ...CHAT.map(([what, body]) => [what, '/v1/chat/completions', body] as const),
  ...RESPONSES.map(([what, body]) => [what, '/v1/responses', body] as const),
  ...OTHERS,
];

describe('batch-jsonl says nothing about a body that is right', () => {
  for (const [what, url, body] of ALL) {
    it(`${url}: ${what}`, () => {
      const line = JSON.stringify({ custom_id: 'a', method: 'POST', url, body });
      assert.deepEqual(
        new BatchDocument(defaultCatalog, TODAY).update(`${line}\n`).map(({ messageId, message }) => `${messageId}: ${message}`),
        [],
      );
    });
  }

  it('in more than 40 bodies of all endpoints', () => assert.ok(ALL.length >= 50, String(ALL.length)));
});
