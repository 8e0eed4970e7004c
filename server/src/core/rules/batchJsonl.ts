/** A Batch input file that the API would refuse, or not run as meant. What is checked stands in core/batchFile. */
import type { RuleDescription } from './rule';
import type { Severity } from '../findings/severity';

export const batchJsonl = {
  id: 'batch-jsonl',
  docs: {
    summary: 'A Batch input file has a line that the API would refuse.',
    what: 'Checks JSONL files whose first lines are requests of the Batch API (`custom_id` with `method` or `url`): every line is one JSON object with a `custom_id` of its own, `method` POST, the same `url` as the others, a body that names the same model as the others and asks for no stream, and the file holds at most 50,000 lines, 200 MB and 50,000 texts to embed. Other JSONL files are left alone. At most 20 findings of a kind are listed, the last with the number of lines left out.',
    why: 'The whole batch fails validation for one wrong line, minutes after it was submitted, or the line ends in the error file up to 24 hours later. Until then nothing was saved, and the work is done again at the full price.',
    whenNot:
      "Where the file is for another service with a Batch API of its own, turn the rule off for it. Files in the form that Azure takes (`/chat/completions` without `/v1`) and files whose first model is not OpenAI's are recognised and not held to OpenAI's endpoints and limits.",
    examples: [
      {
        language: 'jsonl',
        bad: '{"custom_id": "a", "method": "POST", "url": "/v1/responses", "body": {"model": "gpt-5.4", "input": "Hello"}}\n{"custom_id": "a", "method": "POST", "url": "/v1/responses", "body": {"model": "gpt-5.4-mini", "input": "Hello", "stream": true}}',
        good: '{"custom_id": "a", "method": "POST", "url": "/v1/responses", "body": {"model": "gpt-5.4", "input": "Hello"}}\n{"custom_id": "b", "method": "POST", "url": "/v1/responses", "body": {"model": "gpt-5.4", "input": "Hello"}}',
      },
    ],
    since: '0.1.0',
  },
  defaultSeverity: 'error',
  messages: {
    blankLine: 'This line is empty. Batch reads every line as one JSON request: delete it.',
    byteOrderMark: 'The file starts with a byte order mark, so its first line is no JSON for the API. Save it as UTF-8 without one.',
    notUtf8: 'This line is not valid UTF-8, so it is no JSON for the API. Save the file as UTF-8.',
    invalidJson: 'This line is no JSON: the whole batch would fail. Every line must be one complete JSON object.',
    notAnObject: 'This line is no JSON object. Every line must be {"custom_id": ..., "method": "POST", "url": ..., "body": {...}}.',
    noCustomId: 'No custom_id: results come in any order and can only be told apart by it. Add one that no other line has.',
    badCustomId: 'custom_id must be a string that is not empty.',
    duplicateCustomId: 'custom_id "{id}" was used on line {line}: the batch would fail. Give every line its own.',
    noMethod: 'No method. Add "method": "POST".',
    method: 'method is {method}. Batch takes only "POST".',
    noUrl: 'No url. Add the endpoint, such as "url": "/v1/responses".',
    badUrl: 'url is {url}. It must be the path of an endpoint, such as "/v1/responses".',
    unknownUrl: 'Batch does not take {url}. It takes {urls}.',
    mixedUrls: 'url is {url}, but line {line} has {first}. All lines of a file go to one endpoint: split it with `tierlint batch split`.',
    noBody: 'No body: it holds the parameters of the request, as an object.',
    noModel: 'The body names no model.',
    badModel: 'model must be a string that is not empty.',
    mixedModels: 'The model is {model}, but line {line} has {first}. A file may name only one: split it with `tierlint batch split`.',
    notOnBatch: '{model} is not offered on Batch. Choose a model that is, or run these requests on another tier.',
    stream: 'Batch streams nothing: remove "stream".',
    sdkOption: '"{option}" is an option of the SDK, which the API does not know: this request would fail. Remove it from the body.',
    unknownKey: 'Batch does not know "{key}". A line holds custom_id, method, url and body; parameters of the request go in the body.',
    tooManyLines: 'More than {limit} lines: the batch would fail. Split the file with `tierlint batch split`.',
    tooManyInputs: 'More than {limit} texts to embed: the batch would fail. Split the file with `tierlint batch split`.',
    tooLarge: "The file is larger than {limit} MB from here on: it can't be uploaded. Split it with `tierlint batch split`.",
    mayBeTooLarge: 'The file is larger than {limit} MB from here on, and may be refused. Split it with `tierlint batch split`.',
  },
  fixes: [],
} as const satisfies RuleDescription;

export type BatchMessage = keyof typeof batchJsonl.messages;

/** What is likely refused, not certainly. */
const DOUBTFUL: ReadonlySet<BatchMessage> = new Set<BatchMessage>([
  'blankLine',
  'byteOrderMark',
  'notOnBatch',
  'sdkOption',
  'unknownKey',
  'mayBeTooLarge',
]);

export function severityOf(messageId: BatchMessage): Severity {
  return DOUBTFUL.has(messageId) ? 'warning' : batchJsonl.defaultSeverity;
}
