/** What the local OpenAI refuses: the checks of the real service that a wrong rewrite would run into. */
import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions';
import type { CompletionCreateParams } from 'openai/resources/completions';
import type { EmbeddingCreateParams } from 'openai/resources/embeddings';
import type { ImageGenerateParams } from 'openai/resources/images';
import type { ModerationCreateParams } from 'openai/resources/moderations';
import type { ResponseCompactParams, ResponseCreateParams } from 'openai/resources/responses/responses';

export type EndpointPath =
  | '/chat/completions'
  | '/responses'
  | '/responses/compact'
  | '/embeddings'
  | '/moderations'
  | '/completions'
  | '/images/generations';
export type RequestBody = Readonly<Record<string, unknown>>;

/** The error object of an OpenAI answer that is no success. */
export interface Refusal {
  readonly status: number;
  readonly error: { readonly message: string; readonly type: string; readonly param: string | null; readonly code: string | null };
}

interface EndpointRules {
  readonly keys: ReadonlySet<string>;
  readonly required: readonly string[];
  readonly tiers: readonly string[];
}

const TIERS = ['auto', 'default', 'flex', 'priority', 'fast'];

export const ENDPOINTS: Readonly<Record<EndpointPath, EndpointRules>> = {
  '/chat/completions': { keys: chatKeys(), required: ['model', 'messages'], tiers: [...TIERS, 'scale'] },
  '/responses': { keys: responseKeys(), required: ['model'], tiers: [...TIERS, 'scale', 'ultrafast'] },
  '/responses/compact': { keys: compactKeys(), required: ['model'], tiers: TIERS },
  '/embeddings': { keys: embeddingKeys(), required: ['model', 'input'], tiers: [] },
  '/moderations': { keys: keysOf<ModerationCreateParams>({ input: true, model: true }), required: ['input'], tiers: [] },
  '/completions': { keys: completionKeys(), required: ['model', 'prompt'], tiers: [] },
  '/images/generations': { keys: imageKeys(), required: ['prompt'], tiers: [] },
};

export function isEndpoint(path: string): path is EndpointPath {
  return Object.hasOwn(ENDPOINTS, path);
}

/** Models that answer a flex request with 400, by the official table as of November 2026. Not the product's catalog. */
const NO_FLEX = /^(gpt-3|gpt-4|gpt-5-pro|gpt-5\.2-pro|gpt-5\.3-codex|gpt-6\.2|o1|o3-mini|o3-pro|.*-chat-latest|text-embedding)/;

/** The refusal that the service would answer with, or undefined for a body it accepts. */
export function checkRequest(endpoint: EndpointPath, body: RequestBody): Refusal | undefined {
  const rules = ENDPOINTS[endpoint];
  for (const key of Object.keys(body)) {
    if (!rules.keys.has(key)) return invalid(`Unrecognized request argument supplied: ${key}`, key, 'unknown_parameter');
  }
  for (const key of rules.required) {
    if (body[key] === undefined) return invalid(`Missing required parameter: '${key}'.`, key, 'missing_required_parameter');
  }
  if (body.model === undefined) return checkTier(body.service_tier, '', rules);
  if (typeof body.model !== 'string') return invalid("Invalid type for 'model': expected a string.", 'model', 'invalid_type');
  return checkTier(body.service_tier, body.model, rules);
}

function checkTier(tier: unknown, model: string, rules: EndpointRules): Refusal | undefined {
  if (tier === undefined || tier === null) return undefined;
  if (typeof tier !== 'string' || !rules.tiers.includes(tier)) {
    return invalid(`Invalid value: '${String(tier)}'. Supported values are: ${rules.tiers.join(', ')}.`, 'service_tier', 'invalid_value');
  }
  if (tier === 'flex' && NO_FLEX.test(model)) {
    return invalid(`Flex is not available for this model: ${model}.`, 'service_tier', 'invalid_value');
  }
  return undefined;
}

function invalid(message: string, param: string, code: string): Refusal {
  return { status: 400, error: { message, type: 'invalid_request_error', param, code } };
}

// The tables below are held to the SDK's own types by the compiler: a key too many or one too few doesn't compile.

function keysOf<T>(table: Readonly<Record<keyof T & string, true>>): ReadonlySet<string> {
  return new Set(Object.keys(table));
}

function chatKeys(): ReadonlySet<string> {
  return keysOf<ChatCompletionCreateParams>({
    messages: true,
    model: true,
    audio: true,
    frequency_penalty: true,
    function_call: true,
    functions: true,
    logit_bias: true,
    logprobs: true,
    max_completion_tokens: true,
    max_tokens: true,
    metadata: true,
    modalities: true,
    moderation: true,
    n: true,
    parallel_tool_calls: true,
    prediction: true,
    presence_penalty: true,
    prompt_cache_key: true,
    prompt_cache_options: true,
    prompt_cache_retention: true,
    reasoning_effort: true,
    response_format: true,
    safety_identifier: true,
    seed: true,
    service_tier: true,
    stop: true,
    store: true,
    stream: true,
    stream_options: true,
    temperature: true,
    tool_choice: true,
    tools: true,
    top_logprobs: true,
    top_p: true,
    user: true,
    verbosity: true,
    web_search_options: true,
  });
}

function responseKeys(): ReadonlySet<string> {
  return keysOf<ResponseCreateParams>({
    access_programs: true,
    background: true,
    context_management: true,
    conversation: true,
    image: true,
    include: true,
    input: true,
    instructions: true,
    max_output_tokens: true,
    max_tool_calls: true,
    metadata: true,
    model: true,
    moderation: true,
    parallel_tool_calls: true,
    previous_response_id: true,
    prompt: true,
    prompt_cache_key: true,
    prompt_cache_options: true,
    prompt_cache_retention: true,
    reasoning: true,
    safety_identifier: true,
    service_tier: true,
    store: true,
    stream: true,
    stream_options: true,
    temperature: true,
    text: true,
    tool_choice: true,
    tools: true,
    top_logprobs: true,
    top_p: true,
    truncation: true,
    user: true,
  });
}

function compactKeys(): ReadonlySet<string> {
  return keysOf<ResponseCompactParams>({
    model: true,
    image: true,
    input: true,
    instructions: true,
    previous_response_id: true,
    prompt_cache_key: true,
    prompt_cache_options: true,
    prompt_cache_retention: true,
    service_tier: true,
  });
}

function embeddingKeys(): ReadonlySet<string> {
  return keysOf<EmbeddingCreateParams>({ input: true, model: true, dimensions: true, encoding_format: true, user: true });
}

function completionKeys(): ReadonlySet<string> {
  return keysOf<CompletionCreateParams>({
    model: true,
    prompt: true,
    best_of: true,
    echo: true,
    frequency_penalty: true,
    logit_bias: true,
    logprobs: true,
    max_tokens: true,
    n: true,
    presence_penalty: true,
    seed: true,
    stop: true,
    stream: true,
    stream_options: true,
    suffix: true,
    temperature: true,
    top_p: true,
    user: true,
  });
}

function imageKeys(): ReadonlySet<string> {
  return keysOf<ImageGenerateParams>({
    prompt: true,
    background: true,
    complexity: true,
    frame_count: true,
    frame_duration_ms: true,
    model: true,
    moderation: true,
    n: true,
    output_compression: true,
    output_format: true,
    partial_images: true,
    quality: true,
    response_format: true,
    safety_identifier: true,
    size: true,
    stream: true,
    style: true,
    svg: true,
    user: true,
  });
}
