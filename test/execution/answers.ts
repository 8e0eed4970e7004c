/** Answers of the local OpenAI: each depends on the request body alone, the service tier left out. */
import { createHash } from 'node:crypto';
import { exampleOfSchema, wordsOf } from './exampleOfSchema';
import { completion, images, moderation } from './otherAnswers';
import type { EndpointPath, RequestBody } from './requestRules';

export type Json = Readonly<Record<string, unknown>>;

/** One answer: a JSON document, or server-sent events in order. */
export type Answer =
  | { readonly kind: 'json'; readonly body: Json }
  | { readonly kind: 'events'; readonly events: readonly { readonly name?: string; readonly data: Json }[]; readonly closing?: string };

/** Fixed, so that two runs of a program print the same. */
export const CREATED = 1_795_000_000;

export function answer(endpoint: EndpointPath, body: RequestBody): Answer {
  switch (endpoint) {
    case '/chat/completions':
      return body.stream === true ? chatEvents(body) : { kind: 'json', body: chatCompletion(body) };
    case '/responses':
      return body.stream === true ? responseEvents(body) : { kind: 'json', body: response(body) };
    case '/responses/compact':
      return { kind: 'json', body: compaction(body) };
    case '/embeddings':
      return { kind: 'json', body: embeddings(body) };
    case '/moderations':
      return { kind: 'json', body: moderation(body) };
    case '/completions':
      return { kind: 'json', body: completion(body) };
    case '/images/generations':
      return { kind: 'json', body: images(body) };
  }
}

/** A number made from everything in the body but the tier and whether it is streamed, whatever the order of keys. */
export function seedOf(body: RequestBody): number {
  return createHash('sha256')
    .update(canonical({ ...body, service_tier: undefined, stream: undefined }))
    .digest()
    .readUInt32BE(0);
}

/** JSON with sorted keys: equal for equal values. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

export function identifier(prefix: string, body: RequestBody): string {
  return `${prefix}_${seedOf(body).toString(16).padStart(8, '0')}`;
}

/** The text a model would have said: a JSON document where the request asks for one. */
export function textFor(body: RequestBody, format: unknown): string {
  const seed = seedOf(body);
  const wanted = format as { readonly type?: string; readonly schema?: Json; readonly json_schema?: { readonly schema: Json } } | undefined;
  if (wanted?.type === 'json_schema') return JSON.stringify(exampleOfSchema(wanted.schema ?? wanted.json_schema?.schema ?? {}, seed));
  if (wanted?.type === 'json_object') return JSON.stringify({ answer: wordsOf(seed, 3) });
  return `${wordsOf(seed, 5)}.`;
}

export function usage(text: string): { readonly input: number; readonly output: number } {
  return { input: 20, output: Math.max(1, Math.round(text.length / 4)) };
}

// Chat completions

function chatMessage(body: RequestBody): { readonly message: Json; readonly text: string; readonly finish: string } {
  const call = wantedToolCall(body);
  if (call) return { message: { role: 'assistant', content: null, refusal: null, tool_calls: [call] }, text: '', finish: 'tool_calls' };
  const text = textFor(body, body.response_format);
  return { message: { role: 'assistant', content: text, refusal: null }, text, finish: 'stop' };
}

/** The first tool offered is called once; its result in the messages ends the exchange. */
function wantedToolCall(body: RequestBody): Json | undefined {
  const tool = (body.tools as readonly { readonly function?: { readonly name: string; readonly parameters?: Json } }[] | undefined)?.[0]
    ?.function;
  const last = (body.messages as readonly { readonly role?: string }[]).at(-1);
  if (!tool || last?.role === 'tool') return undefined;
  const args = JSON.stringify(exampleOfSchema(tool.parameters ?? { type: 'object' }, seedOf(body)));
  return { id: identifier('call', body), type: 'function', function: { name: tool.name, arguments: args } };
}

function chatCompletion(body: RequestBody): Json {
  const { message, text, finish } = chatMessage(body);
  const used = usage(text);
  const choices = Array.from({ length: typeof body.n === 'number' ? body.n : 1 }, (_, index) => ({
    index,
    message,
    finish_reason: finish,
    logprobs: null,
  }));
  return {
    id: identifier('chatcmpl', body),
    object: 'chat.completion',
    created: CREATED,
    model: body.model,
    choices,
    service_tier: servedTier(body),
    usage: { prompt_tokens: used.input, completion_tokens: used.output, total_tokens: used.input + used.output },
  };
}

function chatEvents(body: RequestBody): Answer {
  const { message, text, finish } = chatMessage(body);
  const chunk = (delta: Json, finishReason: string | null): { data: Json } => ({
    data: {
      id: identifier('chatcmpl', body),
      object: 'chat.completion.chunk',
      created: CREATED,
      model: body.model,
      service_tier: servedTier(body),
      choices: [{ index: 0, delta, finish_reason: finishReason }],
    },
  });
  const toolCalls = message.tool_calls as readonly Json[] | undefined;
  const content = toolCalls
    ? [chunk({ tool_calls: toolCalls.map((call, index) => ({ index, ...call })) }, null)]
    : pieces(text).map((piece) => chunk({ content: piece }, null));
  const wantsUsage = (body.stream_options as { readonly include_usage?: boolean } | undefined)?.include_usage === true;
  const used = usage(text);
  const usageChunk = {
    data: {
      ...chunk({}, null).data,
      choices: [],
      usage: { prompt_tokens: used.input, completion_tokens: used.output, total_tokens: used.input + used.output },
    },
  };
  return {
    kind: 'events',
    events: [chunk({ role: 'assistant', content: '' }, null), ...content, chunk({}, finish), ...(wantsUsage ? [usageChunk] : [])],
    closing: '[DONE]',
  };
}

// Responses

function response(body: RequestBody): Json {
  const format = (body.text as { readonly format?: unknown } | undefined)?.format;
  const text = textFor(body, format);
  return responseObject(body, 'completed', [outputMessage(body, text, 'completed')], text);
}

function responseObject(body: RequestBody, status: string, output: readonly Json[], text: string): Json {
  const used = usage(text);
  return {
    id: identifier('resp', body),
    object: 'response',
    created_at: CREATED,
    status,
    model: body.model,
    output,
    error: null,
    incomplete_details: null,
    instructions: body.instructions ?? null,
    metadata: body.metadata ?? {},
    parallel_tool_calls: true,
    temperature: 1,
    top_p: 1,
    tool_choice: 'auto',
    tools: body.tools ?? [],
    service_tier: servedTier(body),
    text: body.text ?? { format: { type: 'text' } },
    usage:
      status !== 'completed'
        ? null
        : {
            input_tokens: used.input,
            input_tokens_details: { cached_tokens: 0 },
            output_tokens: used.output,
            output_tokens_details: { reasoning_tokens: 0 },
            total_tokens: used.input + used.output,
          },
  };
}

function outputMessage(body: RequestBody, text: string, status: string): Json {
  const content = status === 'completed' ? [{ type: 'output_text', text, annotations: [] }] : [];
  return { id: identifier('msg', body), type: 'message', role: 'assistant', status, content };
}

function responseEvents(body: RequestBody): Answer {
  const finished = response(body);
  const item = (finished.output as readonly Json[])[0] ?? {};
  const text = textFor(body, (body.text as { readonly format?: unknown } | undefined)?.format);
  const place = { item_id: item.id, output_index: 0, content_index: 0 };
  const part = { type: 'output_text', text: '', annotations: [] };
  const data: readonly Json[] = [
    { type: 'response.created', response: responseObject(body, 'in_progress', [], '') },
    { type: 'response.in_progress', response: responseObject(body, 'in_progress', [], '') },
    { type: 'response.output_item.added', output_index: 0, item: outputMessage(body, '', 'in_progress') },
    { type: 'response.content_part.added', ...place, part },
    ...pieces(text).map((delta) => ({ type: 'response.output_text.delta', ...place, delta, logprobs: [] })),
    { type: 'response.output_text.done', ...place, text, logprobs: [] },
    { type: 'response.content_part.done', ...place, part: { ...part, text } },
    { type: 'response.output_item.done', output_index: 0, item },
    { type: 'response.completed', response: finished },
  ];
  return { kind: 'events', events: data.map((event, index) => ({ name: String(event.type), data: { ...event, sequence_number: index } })) };
}

function compaction(body: RequestBody): Json {
  const seed = seedOf(body);
  return {
    id: identifier('cmp', body),
    object: 'response.compaction',
    created_at: CREATED,
    output: [{ id: identifier('cmp_item', body), type: 'compaction', encrypted_content: wordsOf(seed, 4) }],
    usage: {
      input_tokens: 20,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: 5,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: 25,
    },
  };
}

// Embeddings

function embeddings(body: RequestBody): Json {
  const inputs = Array.isArray(body.input) ? body.input : [body.input];
  const size = typeof body.dimensions === 'number' ? body.dimensions : 4;
  const data = inputs.map((input: unknown, index) => {
    const seed = seedOf({ input });
    const vector = Float32Array.from({ length: size }, (_, at) => ((seed >>> (at % 24)) % 64) / 64);
    const embedding = body.encoding_format === 'base64' ? Buffer.from(vector.buffer).toString('base64') : [...vector];
    return { object: 'embedding', index, embedding };
  });
  return { object: 'list', model: body.model, data, usage: { prompt_tokens: 20, total_tokens: 20 } };
}

/** The tier an answer names: `default` for a request that asked for none. */
function servedTier(body: RequestBody): unknown {
  return body.service_tier === undefined || body.service_tier === 'auto' ? 'default' : body.service_tier;
}

function pieces(text: string): readonly string[] {
  return text.match(/\s*\S+/g) ?? [text];
}
