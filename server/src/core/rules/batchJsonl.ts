/** A Batch input file that the API would refuse, or not run as meant. What is checked stands in core/batchFile. */
import type { RuleDescription } from './rule';
import type { Severity } from '../findings/severity';

export const batchJsonl = {
  id: 'batch-jsonl',
  docs: {
    summary: 'A Batch input file has a line that the API would refuse.',
    what: 'Checks JSONL files whose first lines are requests of the Batch API (`custom_id` with `method` or `url`): every line is one JSON object with a `custom_id` of its own, `method` POST, the same `url` as the others, a body that names the same model as the others and asks for no stream, and the file holds at most 50,000 lines, 200 MB and 50,000 texts to embed.\n\nEach body is held against the request types of the `openai` package: required and known keys, kinds of values, roles and types of parts, `input` for Chat Completions and `messages` for Responses, a bare JSON schema as format, no or more than 2,048 texts to embed. The model has to be there still, run on the endpoint and take the parameters (`max_tokens`, `temperature` of models that reason). What is only newer than these types is a warning.\n\nA line that is no JSON says why: a comma after it, the text of a Python dictionary, NaN, two objects in a line, a request over several lines, an array. Results of a batch, files for fine-tuning and batches of other services are called what they are by `tierlint batch validate`; `check` and the editor leave other JSONL files alone. At most 20 findings of a kind are listed, the last with the number of lines left out.',
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
  presets: { strict: 'error' },
  messages: {
    blankLine: 'This line is empty. Batch reads every line as one JSON request: delete it.',
    byteOrderMark: 'The file starts with a byte order mark, so its first line is no JSON for the API. Save it as UTF-8 without one.',
    notUtf8: 'This line is not valid UTF-8, so it is no JSON for the API. Save the file as UTF-8.',
    invalidJson: 'This line is no JSON: the whole batch would fail. {why}',
    array: 'This is a JSON array of {count} requests: Batch wants one request per line, without brackets round them and commas between.',
    indented:
      'This request goes over {lines} lines: the whole batch would fail. Write each on one line (json.dumps or JSON.stringify without an indent).',
    otherFile: 'This is {what}.',
    notAnObject: 'This line is no JSON object. Every line must be {"custom_id": ..., "method": "POST", "url": ..., "body": {...}}.',
    noCustomId: 'No custom_id: results come in any order and can only be told apart by it. Add one that no other line has.',
    badCustomId: 'custom_id must be a string that is not empty.',
    duplicateCustomId: 'custom_id "{id}" was used on line {line}: the batch would fail. Give every line its own.',
    noMethod: 'No method. Add "method": "POST".',
    method: 'method is {method}. Batch takes only "POST".',
    noUrl: 'No url. Add the endpoint, such as "url": "/v1/responses".',
    badUrl: 'url is {url}. It must be the path of an endpoint, such as "/v1/responses".',
    unknownUrl: 'Batch does not take {url}. {advice}',
    urlGone: 'The API behind {url} was shut down on {date}: every request would fail.',
    mixedUrls: 'url is {url}, but line {line} has {first}. All lines of a file go to one endpoint: split it with `tierlint batch split`.',
    noBody: 'No body: it holds the parameters of the request, as an object.',
    bodyIsText: 'body is text that holds an object: the request was turned into JSON twice. Put the object itself there.',
    otherEndpoint: '{url} refuses "{key}"{whose}.{advice}',
    missingKey: '{path} has no "{key}", which the endpoint requires.',
    wrongKind: '{path} must be {wanted}, not {got}.',
    wrongPart: '{path} is "{value}", which belongs to another endpoint. Here it can be {known}.',
    unknownValue: '{path} is "{value}". The API takes {known}.',
    bareSchema: '{path} is a bare JSON schema, which the API refuses. Wrap it: {form}.',
    emptyInput: '{path} is empty: this request would fail.',
    tooManyInOne: 'input has {count} texts, and one request may have {limit}: spread them over several lines.',
    unknownParameter: '{url} knows no "{key}" ({source}): the API refuses what it does not know. {advice}',
    noModel: 'The body names no model.',
    badModel: 'model must be a string that is not empty.',
    mixedModels: 'The model is {model}, but line {line} has {first}. A file may name only one: split it with `tierlint batch split`.',
    notOnBatch: '{model} is not offered on Batch. Choose a model that is, or run these requests on another tier.',
    modelGone: '{model} was shut down on {date}: every request would fail.{advice}',
    wrongModel: '{model} is {kind}, which {url} refuses: every request would fail.',
    responsesOnly: '{model} runs on /v1/responses only: every request would fail.',
    notForReasoning: '{model} refuses "{key}" because it reasons: this request would fail. {advice}',
    noReasoning: '{model} does not reason and refuses "{key}": this request would fail. Remove it.',
    perhapsNotForReasoning:
      '{model} may refuse "{key}" while it reasons, which it does unless the effort is "none". Set that, or remove it.',
    stream: 'Batch streams nothing: remove "stream".',
    sdkOption: '"{option}" is an option of the SDK, which the API does not know: this request would fail. Remove it from the body.',
    unknownKey: 'Batch does not know "{key}". A line holds custom_id, method, url and body; parameters of the request go in the body.',
    tooManyLines: 'More than {limit} lines: the batch would fail. Split the file with `tierlint batch split`.',
    tooManyInputs: 'More than {limit} texts to embed: the batch would fail. Split the file with `tierlint batch split`.',
    tooLarge: "The file is larger than {limit} MB from here on: it can't be uploaded. Split it with `tierlint batch split`.",
    mayBeTooLarge: 'The file is larger than {limit} MB from here on, and may be refused. Split it with `tierlint batch split`.',
  },
  fixes: ['mend-batch-line'],
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
  'unknownValue',
  'unknownParameter',
  'perhapsNotForReasoning',
]);

export function severityOf(messageId: BatchMessage): Severity {
  return DOUBTFUL.has(messageId) ? 'warning' : batchJsonl.defaultSeverity;
}
