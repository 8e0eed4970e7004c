import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BatchCheck } from '../../../server/src/core/batchFile/batchCheck';
import { BatchDocument } from '../../../server/src/core/batchFile/batchDocument';
import { readBatchLine } from '../../../server/src/core/batchFile/batchLine';
import { looksLikeBatch } from '../../../server/src/core/batchFile/looksLikeBatch';
import { defaultCatalog } from '../../../server/src/core/catalog/catalog';
import { batchJsonl } from '../../../server/src/core/rules/batchJsonl';

/** The day on which models are there or gone. */
const TODAY = '2026-11-28';

type Line = Readonly<Record<string, unknown>>;

const request = (id: string, more: Line = {}, body: Line = {}): Line => ({
  custom_id: id,
  method: 'POST',
  url: '/v1/responses',
  body: { model: 'gpt-5.4', input: 'Hello', ...body },
  ...more,
});
const without = (line: Line, key: string): Line => Object.fromEntries(Object.entries(line).filter(([name]) => name !== key));
const fileOf = (...lines: readonly (Line | string)[]): string =>
  lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');

/** `line: message id "what is underlined"`, lines from 1. */
function findingsIn(text: string): readonly string[] {
  return new BatchDocument(defaultCatalog, TODAY)
    .update(text)
    .map(({ line, messageId, place }) => `${line + 1}: ${messageId} ${text.slice(place.start, place.end)}`);
}

const shownMessages = new Set<string>();

describe('batch-jsonl reports', () => {
  const a = request('a');
  const chat = (body: Line, more: Line = {}): Line => ({
    ...{ custom_id: 'a', method: 'POST', url: '/v1/chat/completions', ...more },
    body: { model: 'gpt-5.4', messages: [{ role: 'user', content: 'Hi' }], ...body },
  });
  const embed = (input: unknown, model = 'text-embedding-3-small'): Line => ({
    ...{ custom_id: 'a', method: 'POST', url: '/v1/embeddings' },
    body: { model, input },
  });
  const cases: readonly (readonly [what: string, lines: readonly (Line | string)[], expected: readonly string[]])[] = [
    ['nothing in a file that is right', [a, request('b'), request('c')], []],
    ['nothing for a last line without a line end', [fileOf(a, request('b')).trimEnd()], []],
    ['nothing for Windows line ends', [`${JSON.stringify(a)}\r`, `${JSON.stringify(request('b'))}\r`], []],
    ['an empty line', [a, '', request('b')], ['2: blankLine ']],
    ['a line that is cut off', [a, '{"custom_id": "b", "method"'], ['2: invalidJson "']],
    ['a comma too many', [a, '{"custom_id": "b",}'], ['2: invalidJson }']],
    ['a list of requests', [a, '[]'], ['2: notAnObject []']],
    [
      'no custom_id',
      [a, '{"method":"POST","url":"/v1/responses","body":{"model":"gpt-5.4"}}'],
      ['2: noCustomId {"method":"POST","url":"/v1/responses","body":{"model":"gpt-5.4"}}'],
    ],
    ['a number as custom_id', [a, request('', { custom_id: 2 })], ['2: badCustomId "custom_id":2']],
    ['an empty custom_id', [a, request('')], ['2: badCustomId "custom_id":""']],
    ['a custom_id used before', [a, request('b'), a], ['3: duplicateCustomId "custom_id":"a"']],
    ['another method', [a, request('b', { method: 'GET' })], ['2: method "method":"GET"']],
    ['no method', [a, without(request('b'), 'method')], [`2: noMethod ${JSON.stringify(without(request('b'), 'method'))}`]],
    ['no url', [a, without(request('b'), 'url')], [`2: noUrl ${JSON.stringify(without(request('b'), 'url'))}`]],
    ['a url that is no text', [a, request('b', { url: null })], ['2: badUrl "url":null']],
    ['an endpoint that Batch does not take', [a, request('b', { url: '/v1/audio/speech' })], ['2: unknownUrl "url":"/v1/audio/speech"']],
    [
      'a whole address',
      [request('a', { url: 'https://api.openai.com/v1/responses' })],
      ['1: unknownUrl "url":"https://api.openai.com/v1/responses"'],
    ],
    ['a url unlike the others', [a, request('b', { url: '/v1/chat/completions' })], ['2: mixedUrls "url":"/v1/chat/completions"']],
    ['no body', [a, without(request('b'), 'body')], [`2: noBody ${JSON.stringify(without(request('b'), 'body'))}`]],
    ['a body in quotes', [a, request('b', { body: '{}' })], ['2: noBody "body":"{}"']],
    ['no model', [a, request('b', { body: { input: 'Hi' } })], ['2: noModel "body":{"input":"Hi"}']],
    ['a model that is no text', [a, request('b', {}, { model: null })], ['2: badModel "model":null']],
    ['another model', [a, request('b', {}, { model: 'gpt-5.4-mini' })], ['2: mixedModels "model":"gpt-5.4-mini"']],
    [
      'a model that is not on Batch, once',
      [request('a', {}, { model: 'gpt-5.3-codex' }), request('b', {}, { model: 'gpt-5.3-codex' })],
      ['1: notOnBatch "model":"gpt-5.3-codex"'],
    ],
    ['stream', [a, request('b', {}, { stream: true })], ['2: stream "stream":true']],
    ['options of the SDK', [a, request('b', {}, { timeout: 900 })], ['2: sdkOption "timeout":900']],
    ['parameters beside the body', [a, request('b', { model: 'gpt-5.4' })], ['2: unknownKey "model":"gpt-5.4"']],
    ['nothing for a moderation without a model', [request('a', { url: '/v1/moderations', body: { input: 'Hi' } })], []],
    ['nothing for a stored prompt, which brings its model', [request('a', { body: { prompt: { id: 'pmpt_1' } } })], []],
    ['nothing for stream false', [request('a', {}, { stream: false })], []],
    [
      'nothing for the paths of Azure and its deployments',
      [
        request('a', { url: '/chat/completions' }, { model: 'my-deployment' }),
        request('b', { url: '/chat/completions' }, { model: 'my-deployment' }),
      ],
      [],
    ],
    ['nothing for empty lines at the end', [a, '', ''], []],
    [
      'nothing but broken lines and ids used twice for models of another service',
      [request('a', {}, { model: 'test-model' }), '', request('a', {}, { model: 'other-model', stream: true }), '{'],
      ['3: duplicateCustomId "custom_id":"a"', '4: invalidJson {'],
    ],
    ['nothing for endpoints of a service with models of its own', [request('a', { url: '/v1/rerank' }, { model: 'Qwen/Qwen3-8B' })], []],
    [
      'messages to Responses',
      [request('a', {}, { input: undefined, messages: [{ role: 'user', content: 'Hi' }] })],
      ['1: otherEndpoint "messages":[{"role":"user","content":"Hi"}]'],
    ],
    ['input to Chat Completions', [chat({ messages: undefined, input: 'Hi' })], ['1: otherEndpoint "input":"Hi"']],
    [
      'a format of Responses to Chat Completions',
      [chat({ text: { format: { type: 'text' } } })],
      ['1: otherEndpoint "text":{"format":{"type":"text"}}'],
    ],
    [
      'a format of Chat Completions to Responses',
      [request('a', {}, { response_format: { type: 'json_object' } })],
      ['1: otherEndpoint "response_format":{"type":"json_object"}'],
    ],
    ['no input', [request('a', {}, { input: undefined })], ['1: missingKey "body":{"model":"gpt-5.4"}']],
    [
      'a tool of Responses to Chat Completions',
      [chat({ tools: [{ type: 'function', name: 'f' }] })],
      ['1: missingKey {"type":"function","name":"f"}'],
    ],
    ['messages that are text', [chat({ messages: 'Hi' })], ['1: wrongKind "messages":"Hi"']],
    ['content that is null', [chat({ messages: [{ role: 'user', content: null }] })], ['1: wrongKind "content":null']],
    [
      'a part of Responses in a chat',
      [chat({ messages: [{ role: 'user', content: [{ type: 'input_text', text: 'Hi' }] }] })],
      ['1: wrongPart "type":"input_text"'],
    ],
    [
      'a part of a chat in Responses',
      [request('a', {}, { input: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] })],
      ['1: wrongPart "type":"text"'],
    ],
    ['a role that there is not', [chat({ messages: [{ role: 'bot', content: 'Hi' }] })], ['1: unknownValue "role":"bot"']],
    [
      'a bare schema as format',
      [chat({ response_format: { type: 'object', properties: {} } })],
      ['1: bareSchema "response_format":{"type":"object","properties":{}}'],
    ],
    [
      'a bare schema as format of Responses',
      [request('a', {}, { text: { format: { $schema: 's', properties: {} } } })],
      ['1: bareSchema "format":{"$schema":"s","properties":{}}'],
    ],
    ['no messages', [chat({ messages: [] })], ['1: emptyInput "messages":[]']],
    ['nothing to embed', [embed('')], ['1: emptyInput "input":""']],
    ['an empty text among those to embed', [embed(['a', ''])], ['1: emptyInput ""']],
    [
      'a body in quotes that is a request',
      [{ ...chat({}), body: '{"model":"gpt-5.4"}' }],
      ['1: bodyIsText "body":"{\\"model\\":\\"gpt-5.4\\"}"'],
    ],
    ['a parameter that there is not', [chat({ temprature: 1 })], ['1: unknownParameter "temprature":1']],
    ['a model that is gone', [chat({ model: 'gpt-4-32k' })], ['1: modelGone "model":"gpt-4-32k"']],
    ['a model for embeddings in a chat', [chat({ model: 'text-embedding-3-small' })], ['1: wrongModel "model":"text-embedding-3-small"']],
    ['a model for chats in embeddings', [embed('a', 'gpt-5.4-mini')], ['1: wrongModel "model":"gpt-5.4-mini"']],
    ['a model of Responses in a chat', [chat({ model: 'gpt-5.5-pro' })], ['1: responsesOnly "model":"gpt-5.5-pro"']],
    ['max_tokens for a model that reasons', [chat({ max_tokens: 9 })], ['1: notForReasoning "max_tokens":9']],
    [
      'temperature for a model that always reasons',
      [chat({ model: 'gpt-5-mini', temperature: 0 })],
      ['1: notForReasoning "temperature":0'],
    ],
    ['temperature beside an effort', [chat({ reasoning_effort: 'low', temperature: 0 })], ['1: notForReasoning "temperature":0']],
    [
      'temperature for a model that reasons unless told not to',
      [chat({ model: 'gpt-5.6-sol', top_p: 0.5 })],
      ['1: perhapsNotForReasoning "top_p":0.5'],
    ],
    [
      'an effort for a model that does not reason',
      [chat({ model: 'gpt-4.1', reasoning_effort: 'low' })],
      ['1: noReasoning "reasoning_effort":"low"'],
    ],
    [
      'an endpoint that is gone',
      [{ custom_id: 'a', method: 'POST', url: '/v1/videos', body: { model: 'sora-2', prompt: 'Hi' } }],
      ['1: urlGone "url":"/v1/videos"', '1: modelGone "model":"sora-2"'],
    ],
    [
      'nothing but the url where the body is right for the others',
      [a, request('b', { url: '/v1/chat/completions' })],
      ['2: mixedUrls "url":"/v1/chat/completions"'],
    ],
    ['requests in an array, once', [JSON.stringify([a, request('b')])], [`1: array ${JSON.stringify([a, request('b')]).slice(0, 200)}`]],
    ['an array over several lines, once', ['[', `${JSON.stringify(a)},`, JSON.stringify(request('b')), ']'], ['1: array [']],
    ['an indented request', [JSON.stringify(a, null, 2), request('b')], ['1: indented {']],
    ['a line that is cut off before a good one', [a, '{"custom_id": "b", "method": "POST",', request('c')], ['2: invalidJson ,']],
    ['a comma after the object', [`${JSON.stringify(a)},`, request('b')], ['1: invalidJson ,']],
    ['two objects in a line', [`${JSON.stringify(a)}${JSON.stringify(request('b'))}`], [`1: invalidJson ${JSON.stringify(request('b'))}`]],
    ['NaN', [a, JSON.stringify(request('b')).replace('"Hello"', 'NaN')], ['2: invalidJson NaN']],
    [
      'a line of the results, in one word',
      [a, { id: 'r', custom_id: 'b', response: { status_code: 200 }, error: null }],
      ['2: otherFile {"id":"r","custom_id":"b","response":{"status_code":200},"error":null}'],
    ],
    [
      'several things in one line',
      [a, request('a', { method: 'PUT' }, { stream: true, model: 'o3' })],
      ['2: method "method":"PUT"', '2: stream "stream":true', '2: duplicateCustomId "custom_id":"a"', '2: mixedModels "model":"o3"'],
    ],
  ];
  for (const [what, lines, expected] of cases) {
    it(what, () => {
      const text = fileOf(...lines);
      assert.deepEqual(findingsIn(text), expected);
      for (const { messageId, message } of new BatchDocument(defaultCatalog, TODAY).update(text)) {
        shownMessages.add(messageId);
        assert.doesNotMatch(message, /\{\w+\}|undefined/);
        assert.match(message, /^[^]+\.$/);
        assert.ok(message.length < 260, message);
      }
    });
  }

  it('20 of a kind, and how many more there are', () => {
    const check = new BatchCheck({ catalog: defaultCatalog });
    for (let index = 0; index < 1500; index++) {
      const text = JSON.stringify(request('same'));
      check.add(text, readBatchLine(text), text.length + 1);
    }
    const findings = check.findings();
    assert.equal(findings.length, 20);
    assert.match(findings.at(-1)!.message, /Give every line its own\. \(1,479 more lines like this\.\)$/);
    assert.equal(check.summary().problems, 1499);
  });

  it('the line where a limit is passed', () => {
    const check = new BatchCheck({ catalog: defaultCatalog });
    const add = (index: number, bytes: number, url: string, body: Line): void => {
      const text = JSON.stringify(request(String(index), { url }, body));
      check.add(text, readBatchLine(text), bytes);
    };
    for (let index = 0; index <= 50_000; index++)
      add(index, 4300, '/v1/embeddings', { model: 'text-embedding-3-small', input: index === 3 ? ['a', 'b'] : 'a' });
    const findings = check.findings();
    for (const { messageId } of findings) shownMessages.add(messageId);
    assert.deepEqual(
      findings.map(({ line, messageId }) => [line, messageId]),
      [
        [46511, 'mayBeTooLarge'],
        [48770, 'tooLarge'],
        [49999, 'tooManyInputs'],
        [50000, 'tooManyLines'],
      ],
    );
  });

  it('indented requests once, whatever their number', () => {
    const text = `${Array.from({ length: 28 }, (_, index) => JSON.stringify(request(String(index)), null, 2)).join('\n')}\n`;
    const found = new BatchDocument(defaultCatalog, TODAY).update(text);
    assert.equal(found.length, 1);
    assert.match(found[0]!.message, /goes over 9 lines.* \(27 more lines like this\.\)$/);
  });

  it('more texts to embed than one request takes', () => {
    const [found] = new BatchDocument(defaultCatalog, TODAY).update(fileOf(embed(Array.from({ length: 2049 }, () => 'a'))));
    assert.equal(found?.messageId, 'tooManyInOne');
    shownMessages.add('tooManyInOne');
    assert.match(found.message, /^input has 2,049 texts, and one request may have 2,048/);
  });

  it('a byte order mark and bytes that are no UTF-8, which only files have', () => {
    const check = new BatchCheck({ catalog: defaultCatalog });
    const text = `\uFEFF${JSON.stringify(request('a'))}`;
    check.add(text, readBatchLine(text), text.length + 3);
    const second = JSON.stringify(request('b', {}, { input: '\uFFFD' }));
    check.add(second, readBatchLine(second), second.length + 1, false);
    for (const { messageId } of check.findings()) shownMessages.add(messageId);
    assert.deepEqual(
      check.findings().map(({ messageId }) => messageId),
      ['byteOrderMark', 'notUtf8'],
    );
  });

  it('each of its messages in one of these tests', () => {
    assert.deepEqual(
      Object.keys(batchJsonl.messages).filter((id) => !shownMessages.has(id)),
      [],
    );
  });
});

describe('batch-jsonl is silent about', () => {
  for (const [what, text] of [
    ['chat transcripts for fine-tuning', fileOf({ messages: [{ role: 'user', content: 'Hi' }] })],
    ['output of a batch', fileOf({ id: 'batch_req_1', custom_id: 'a', response: { status_code: 200, body: { url: '/v1' } }, error: null })],
    ['batches of Anthropic', fileOf({ custom_id: 'a', params: { model: 'claude-opus-4', messages: [] } })],
    ['batches that name the endpoint elsewhere', fileOf({ custom_id: 'a', body: { messages: [] } })],
    ['logs that mention the word', fileOf({ text: 'put "custom_id" and "method": "POST" in' })],
    ['an empty file', ''],
    ['plain text', 'custom_id\nmethod\n'],
  ] as const) {
    it(what, () => assert.deepEqual(findingsIn(text), []));
  }

  it('long first lines of other files, and not about those of a batch', () => {
    const long = JSON.stringify(request('a', {}, { input: 'word '.repeat(10_000) }));
    assert.equal(looksLikeBatch(long.slice(0, 16_384)), true);
    assert.equal(looksLikeBatch(JSON.stringify({ text: 'word '.repeat(10_000) }).slice(0, 16_384)), false);
  });
});

describe('a Batch input file in an editor', () => {
  it('is checked after each change as if it were opened anew', () => {
    const document = new BatchDocument(defaultCatalog, TODAY);
    let text = fileOf(...Array.from({ length: 40 }, (_, index) => request(String(index % 37))));
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
    const pieces = ['', '\n', '"', 'x', fileOf(request('n')), '}', '\r\n', '\n\n', 'gpt'];
    for (let step = 0; step < 400; step++) {
      const start = random(text.length + 1);
      const end = Math.min(text.length, start + random(3) * random(200));
      text = text.slice(0, start) + pieces[random(pieces.length)]! + text.slice(end);
      assert.deepEqual(document.update(text), new BatchDocument(defaultCatalog, TODAY).update(text), `step ${step}`);
      if (text.length < 500) text += fileOf(...Array.from({ length: 10 }, (_, index) => request(`r${step}-${index}`)));
    }
  });

  it('ends with no findings when it is emptied', () => {
    const document = new BatchDocument(defaultCatalog, TODAY);
    assert.equal(document.update(fileOf(request('a'), request('a'))).length, 1);
    assert.deepEqual(document.update(''), []);
  });
});
