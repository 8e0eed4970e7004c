/** Whose model is it? Judged by the name alone, for names the catalog has no row for. */
import { isForeignModelId } from '../providers/foreignModels';

/** Prefix that OpenRouter, LiteLLM and the Vercel gateway put before OpenAI's names. */
const OPENAI_PREFIX = 'openai/';

const OPENAI_NAME =
  /^(?:gpt-|chatgpt-|o[1-9](?:-|$)|codex-|computer-use|chat-latest$|text-(?:davinci|curie|babbage|ada)-|code-(?:davinci|cushman)-|(?:davinci|curie|babbage|ada)(?:-\d{3})?(?::ft-.*)?$|text-embedding-(?:3-|ada-)|(?:omni|text)-moderation-|dall-e-|whisper-1$|tts-1|sora-|ft:)/;

/** `openai/gpt-5` as gateways spell it, without the prefix; other names unchanged. */
export function withoutOpenAIPrefix(name: string): string {
  return name.startsWith(OPENAI_PREFIX) ? name.slice(OPENAI_PREFIX.length) : name;
}

/** The name is one OpenAI gives its models, fine-tuned ones included. Source: the model names of https://developers.openai.com/api/docs/pricing and /deprecations. */
export function looksLikeOpenAIModel(name: string): boolean {
  const id = withoutOpenAIPrefix(name.trim().toLowerCase());
  return OPENAI_NAME.test(id) && !looksLikeForeignModel(name);
}

/** The name belongs to a model of someone else, or to an open model, or is spelled for another service (`vendor/model`, `model:tag`). */
export function looksLikeForeignModel(name: string): boolean {
  const id = withoutOpenAIPrefix(name.trim().toLowerCase());
  if (id.startsWith('ft:') || /^(?:davinci|curie|babbage|ada):ft-/.test(id)) return false;
  return id.includes('/') || id.includes(':') || isForeignModelId(id);
}
