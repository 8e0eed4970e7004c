/** Lines of other files that are taken for Batch input, by their keys. */

type Json = Readonly<Record<string, unknown>>;

/** What the line is one of, and what to do with it; undefined for what may be a request. */
export function otherFile(line: Json): string | undefined {
  return KINDS.find(({ is }) => is(line))?.what;
}

const has = (line: Json, ...keys: readonly string[]): boolean => keys.every((key) => line[key] !== undefined);
const isObject = (value: unknown): value is Json => value !== null && typeof value === 'object' && !Array.isArray(value);

const KINDS: readonly { readonly what: string; readonly is: (line: Json) => boolean }[] = [
  {
    what: 'the results of a batch (its output or error file), not its input. Submit the file that it was made from',
    is: (line) => has(line, 'custom_id', 'response') || (has(line, 'custom_id', 'error') && !has(line, 'body')),
  },
  {
    what: 'a batch of Anthropic\'s (custom_id with params). OpenAI takes {"custom_id", "method", "url", "body"}, with a body of its own',
    is: (line) => has(line, 'custom_id', 'params') && !has(line, 'body'),
  },
  {
    what: 'a batch of Gemini\'s (key with request). OpenAI takes {"custom_id", "method", "url", "body"}, with a body of its own',
    is: (line) => !has(line, 'custom_id') && isObject(line.request) && has(line.request, 'contents'),
  },
  {
    what: 'a batch of Bedrock\'s (recordId with modelInput). OpenAI takes {"custom_id", "method", "url", "body"}, with a body of its own',
    is: (line) => has(line, 'modelInput') && !has(line, 'body'),
  },
  {
    what: 'a batch in the form of Mistral\'s and others (custom_id with a body alone). OpenAI wants "method": "POST" and the "url" in every line, too',
    is: (line) => has(line, 'custom_id', 'body') && !has(line, 'method') && !has(line, 'url'),
  },
  {
    what: 'a file for fine-tuning (preferences), not for Batch. Upload it with the purpose "fine-tune"',
    is: (line) => has(line, 'preferred_output') && !has(line, 'body'),
  },
  {
    what: 'a request without its envelope. A line is {"custom_id", "method", "url", "body"}, and this is only the body',
    is: (line) => !has(line, 'body') && !has(line, 'custom_id') && has(line, 'model') && (has(line, 'messages') || has(line, 'input')),
  },
  {
    what: 'a file for fine-tuning (messages alone), not for Batch. Upload it with the purpose "fine-tune", or give each request custom_id, method, url and body',
    is: (line) => Array.isArray(line.messages) && !has(line, 'body') && !has(line, 'custom_id') && !has(line, 'url'),
  },
  {
    what: 'a file for fine-tuning (prompt with completion), not for Batch',
    is: (line) => has(line, 'prompt', 'completion') && !has(line, 'body') && !has(line, 'custom_id'),
  },
  {
    what: 'a data set for evals (item), not for Batch',
    is: (line) => isObject(line.item) && !has(line, 'body') && !has(line, 'custom_id') && !has(line, 'url'),
  },
];
