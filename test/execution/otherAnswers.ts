/** Answers of the endpoints that sell no tiers but run in a Batch: moderations, legacy completions, images. */
import { CREATED, identifier, seedOf, textFor, usage, type Json } from './answers';
import type { RequestBody } from './requestRules';

const CATEGORIES = [
  'harassment',
  'harassment/threatening',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'self-harm',
  'self-harm/instructions',
  'self-harm/intent',
  'sexual',
  'sexual/minors',
  'violence',
  'violence/graphic',
];

/** One result per text; content parts are one input. */
export function moderation(body: RequestBody): Json {
  const inputs = Array.isArray(body.input) && typeof body.input[0] === 'string' ? (body.input as readonly unknown[]) : [body.input];
  const results = inputs.map((input) => {
    const seed = seedOf({ input });
    const flagged = seed % 3 === 0;
    const picked = seed % CATEGORIES.length;
    const perCategory = <T>(value: (index: number) => T): Json => Object.fromEntries(CATEGORIES.map((name, index) => [name, value(index)]));
    return {
      flagged,
      categories: perCategory((index) => flagged && index === picked),
      category_scores: perCategory((index) => (flagged && index === picked ? 0.75 : 0.015625)),
      category_applied_input_types: perCategory(() => ['text']),
    };
  });
  return { id: identifier('modr', body), model: body.model ?? 'omni-moderation-latest', results };
}

export function completion(body: RequestBody): Json {
  const prompts = Array.isArray(body.prompt) && typeof body.prompt[0] === 'string' ? (body.prompt as readonly unknown[]) : [body.prompt];
  const texts = prompts.map((prompt) => textFor({ ...body, prompt }, undefined));
  const used = usage(texts.join(''));
  return {
    id: identifier('cmpl', body),
    object: 'text_completion',
    created: CREATED,
    model: body.model,
    choices: texts.map((text, index) => ({ index, text, finish_reason: 'stop', logprobs: null })),
    usage: { prompt_tokens: used.input, completion_tokens: used.output, total_tokens: used.input + used.output },
  };
}

/** Pictures nobody looks at: their bytes are the seed. */
export function images(body: RequestBody): Json {
  const count = typeof body.n === 'number' ? body.n : 1;
  const data = Array.from({ length: count }, (_, index) => {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32BE(seedOf(body));
    bytes.writeUInt32BE(index, 4);
    return { b64_json: bytes.toString('base64') };
  });
  return {
    created: CREATED,
    data,
    usage: { input_tokens: 20, output_tokens: 100, total_tokens: 120, input_tokens_details: { text_tokens: 20, image_tokens: 0 } },
  };
}
