/** The SDK call of a loop: what it sends, through which client, by which method. */
import type { CallSite } from '../../../callSite/callSite';
import type { Expression } from '../../../syntax/expression';
import type { FlowStep } from '../../../loops/loopAnalysis';
import type { FlowAccess, FlowCall } from '../../../syntax/flow/flow';
import { ownAccesses, ownCalls } from '../../../syntax/flow/walk';
import { contains, type Span } from '../../../text/span';
import { lineOf, decline } from './source';

/** Types of requests and answers by method, as members of the SDK's class. */
const TYPES: Readonly<Record<string, { readonly request: string; readonly answer: string }>> = {
  'chat.completions.create': { request: 'ChatCompletionCreateParamsNonStreaming', answer: '@.ChatCompletion' },
  'chat.completions.parse': {
    request: 'ChatCompletionCreateParamsNonStreaming',
    answer: parsed("import('openai/resources/chat/completions').ParsedChatCompletion", 'response_format: { __output: infer T }'),
  },
  'beta.chat.completions.parse': {
    request: 'ChatCompletionCreateParamsNonStreaming',
    answer: parsed("import('openai/resources/beta/chat/completions').ParsedChatCompletion", 'response_format: { __output: infer T }'),
  },
  'responses.create': { request: 'Responses.ResponseCreateParamsNonStreaming', answer: '@.Responses.Response' },
  'responses.parse': {
    request: 'Responses.ResponseCreateParamsNonStreaming',
    answer: parsed("import('openai/resources/responses/responses').ParsedResponse", 'text: { format: { __output: infer T } }'),
  },
  'completions.create': { request: 'CompletionCreateParamsNonStreaming', answer: '@.Completion' },
  'embeddings.create': { request: 'EmbeddingCreateParams', answer: '@.CreateEmbeddingResponse' },
  'moderations.create': { request: 'ModerationCreateParams', answer: '@.ModerationCreateResponse' },
  'images.generate': { request: 'ImageGenerateParams', answer: '@.ImagesResponse' },
};

function parsed(type: string, shape: string): string {
  return `${type}<Request extends { ${shape} } ? T : null>`;
}

/** Options of one call that mean nothing to a batch. */
const DROPPED_OPTIONS = new Set(['timeout', 'maxRetries', 'signal', 'idempotencyKey', 'stream']);

export interface BatchRequest {
  readonly api: string;
  /** The client as written. */
  readonly client: string;
  readonly clientSpan: Span;
  readonly body: Expression;
  readonly bodySpan: Span;
  /** TypeScript: the type of the body, to follow the SDK's class and a dot. */
  readonly requestType: string;
  /** TypeScript: the type of the answer; `@` stands for the SDK's class. */
  readonly answerType: string;
  /** The body's type carries that of the parsed answer: it must not be widened. */
  readonly isParsed: boolean;
}

export function requestOf(site: CallSite, text: string): BatchRequest {
  const { api, call, shape, endpoint, client } = site;
  const types = TYPES[api];
  if (!types || !endpoint.batch) return decline(`${api} has no form in a batch`);
  if (client.isWrapped) decline('a wrapper stands round the client, which a batch would go past');
  const [body, options] = call.args;
  if (shape.form === 'reference' || !body || body.spread) return decline('the request is not written as one argument of the call');
  if (options) {
    const { value } = options;
    const names =
      value.kind === 'dictionary' ? value.entries.map(({ key, spread }) => (spread ? '...' : key)) : value.kind === 'null' ? [] : ['...'];
    const other = names.find((name) => name === undefined || !DROPPED_OPTIONS.has(name));
    if (other !== undefined || options.spread)
      decline(`the second argument of the call (line ${lineOf(text, options.span.start)}) may hold options that a batch can't take over`);
  }
  const after = /^\s*\)*\s*\??\.\s*(withResponse|asResponse)\b/.exec(text.slice(call.span.end));
  if (after) decline(`.${after[1]}() asks for the HTTP response, which a batch does not give`);
  const receiver = receiverOf(site);
  return {
    api,
    client: text.slice(receiver.span.start, receiver.span.end),
    clientSpan: receiver.span,
    body: body.value,
    bodySpan: body.span,
    requestType: types.request,
    answerType: types.answer,
    isParsed: api.endsWith('parse'),
  };
}

/** What the request expression touches and calls, in the innermost statement of the way to it. */
export function requestIn(
  path: readonly FlowStep[],
  body: Span,
): { readonly request: readonly FlowAccess[]; readonly requestCalls: readonly FlowCall[] } {
  const { statement } = path[path.length - 1]!;
  return {
    request: ownAccesses(statement).filter(({ span }) => contains(body, span)),
    requestCalls: ownCalls(statement).filter(({ span }) => contains(body, span)),
  };
}

/** What stands before the names of the API: `client`, `this.openai`, `getClient()`. */
function receiverOf({ method, api }: CallSite): Expression {
  let receiver: Expression = method;
  for (const name of api.split('.').reverse()) {
    if (receiver.kind !== 'member' || receiver.property !== name) return decline('the client of the call is not written before it');
    receiver = receiver.object;
  }
  return receiver;
}
