/** What is meant by keys that an endpoint does not know: mostly those of another endpoint, or of an SDK. */
import { bodyFields, KNOWN_URLS } from './requestSchema';

/** Parameters that came after the types the table is made from, and those that Batch bodies have instead of files. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  // openai 7.58.0 (2026-11-17) types the first, the API's own guide both.
  '/v1/responses': ['background_options', 'continuation_id'],
  // Uploads are files in the types; a JSON body refers to them: https://developers.openai.com/api/docs/api-reference/images/createEdit
  '/v1/images/edits': ['images'],
};

/** The same thing by the name of each endpoint. Where an endpoint has none, the key is only said to be another's. */
const MEANT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/v1/responses': {
    messages: 'input',
    response_format: 'text.format',
    max_tokens: 'max_output_tokens',
    max_completion_tokens: 'max_output_tokens',
    reasoning_effort: 'reasoning.effort',
    verbosity: 'text.verbosity',
    functions: 'tools',
    function_call: 'tool_choice',
    system: 'instructions',
  },
  '/v1/chat/completions': {
    input: 'messages',
    prompt: 'messages',
    instructions: 'a message with the role "developer"',
    system: 'a message with the role "system"',
    text: 'response_format',
    max_output_tokens: 'max_completion_tokens',
    reasoning: 'reasoning_effort',
  },
  '/v1/completions': { messages: 'prompt', input: 'prompt', max_completion_tokens: 'max_tokens', max_output_tokens: 'max_tokens' },
  '/v1/embeddings': { messages: 'input', prompt: 'input', text: 'input', texts: 'input', inputs: 'input' },
  '/v1/moderations': { messages: 'input', prompt: 'input', text: 'input' },
  '/v1/images/generations': { input: 'prompt', messages: 'prompt' },
  '/v1/images/edits': { input: 'prompt', messages: 'prompt' },
};

export function isKnownKey(url: string, key: string): boolean {
  return bodyFields(url)?.shapes.has(key) === true || ALSO[url]?.includes(key) === true;
}

/** What the endpoint has instead of a key. */
export function meantBy(url: string, key: string): string | undefined {
  return MEANT[url]?.[key];
}

/** Another endpoint that has the key, the best known first. */
export function ownerOf(url: string, key: string): string | undefined {
  const order = ['/v1/responses', '/v1/chat/completions', ...KNOWN_URLS];
  return order.find((each) => each !== url && bodyFields(each)?.shapes.has(key));
}

/** A key of the endpoint that was likely meant: one letter off, or written another way (`maxTokens`). */
export function nearKey(url: string, key: string): string | undefined {
  const known = [...(bodyFields(url)?.shapes.keys() ?? [])];
  const plain = (name: string): string => name.replace(/[_-]/g, '').toLowerCase();
  return known.find((each) => plain(each) === plain(key)) ?? known.find((each) => each.length > 4 && isOneOff(each, key));
}

/** One letter more, less, other, or two swapped. */
function isOneOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
