import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BatchCheck } from '../../../server/src/core/batchFile/batchCheck';
import { BatchMender } from '../../../server/src/core/batchFile/batchMender';
import { BatchDocument } from '../../../server/src/core/batchFile/batchDocument';
import { readBatchLine } from '../../../server/src/core/batchFile/batchLine';
import { looksLikeBatch } from '../../../server/src/core/batchFile/looksLikeBatch';
import { defaultCatalog } from '../../../server/src/core/catalog/catalog';
import { applyEdits } from '../../../server/src/core/text/textEdit';

const request = (id: string, more: object = {}): Readonly<Record<string, unknown>> => ({
  ...{ custom_id: id, method: 'POST', url: '/v1/responses' },
  ...{ body: { model: 'gpt-5.4', input: "It's a “test”" }, ...more },
});
const a = JSON.stringify(request('a'));
const b = JSON.stringify(request('b'));

function messagesIn(text: string): readonly string[] {
  const check = new BatchCheck({ catalog: defaultCatalog, today: '2026-11-28' });
  for (const line of linesOf(text)) check.add(line, readBatchLine(line), line.length + 1);
  return check.findings().map(({ line, message }) => `${line + 1}: ${message}`);
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => line.replace(/\r$/, ''));
}

function mended(text: string): string {
  const mender = new BatchMender('\n');
  return [...linesOf(text).flatMap((line) => mender.add(line)), ...mender.end()].join('\n');
}

const PYTHON = `{'custom_id': 'a', 'method': 'POST', 'url': '/v1/responses', 'body': {'model': 'gpt-5.4', 'input': "It's", 'store': True, 'tools': None, 'top_p': 0.5, 'x': (1, 2,)}}`;

describe('a line that is no JSON says why, once', () => {
  for (const [what, text, why] of [
    ['a comma at its end', `${a},\n`, /^1: .*A comma stands after the object/],
    ['a comma before a bracket', `${a.replace('}}', ',}}')}\n`, /^1: .*comma stands before a closing bracket/],
    ['single quotes', `${PYTHON}\n`, /^1: .*json\.dumps\(request\)/],
    ['True and None', `${a.replace('"gpt-5.4"', 'None')}\n`, /^1: .*None, True, False/],
    ['NaN', `${a.replace('"gpt-5.4"', 'NaN')}\n`, /^1: .*NaN is no JSON.*allow_nan=False/],
    ['-Infinity', `${a.replace('"gpt-5.4"', '-Infinity')}\n`, /^1: .*-Infinity is no JSON/],
    ['undefined', `${a.replace('"gpt-5.4"', 'undefined')}\n`, /^1: .*undefined is no JSON: leave the key out/],
    ['two objects', `${a} ${b}\n`, /^1: .*2 objects stand in one line/],
    ['an end that is missing', `${b}\n${a.slice(0, 60)}\n${JSON.stringify(request('c'))}\n`, /^2: .*cut off/],
    ['an object that is not closed', `${b}\n${a.slice(0, -1)}\n`, /^2: .*ends in the middle of a value/],
    ['a tab in a text', `${a.replace("It's", 'It\ts')}\n`, /^1: .*control character/],
    ['keys without quotes', `${b}\n{custom_id: "a", method: "POST"}\n`, /^2: .*keys have no quotes/],
    ['typographic quotes', `${b}\n{“custom_id”: “a”}\n`, /^2: .*typographic quotes/],
    ['a comment', `# my requests\n${a}\n`, /^1: .*comment/],
    ['anything else', `${a}\nhello\n`, /^2: .*Every line must be one complete JSON object/],
    ['an indented request', `${JSON.stringify(request('a'), null, 4)}\n`, /^1: This request goes over 9 lines/],
    ['indented requests with commas between', `${JSON.stringify(request('a'), null, 4)},\n${b}\n`, /^1: This request goes over 9 lines/],
    ['an array', `[${a}, ${b}]\n`, /^1: This is a JSON array of 2 requests/],
    ['an indented array', JSON.stringify([request('a'), request('b')], null, 2), /^1: This is a JSON array of 2 requests/],
    ['a byte order mark before an array', `\uFEFF[\n${a}\n]\n`, /^1: This is a JSON array of 1 requests/],
    [
      'a value over lines that are no JSON',
      '{\n"custom_id": nope,\n"method": "POST"\n}\n',
      /^1: .*goes on for 4 lines, and they are no JSON together/,
    ],
  ] as const) {
    it(what, () => {
      const found = messagesIn(text);
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0]!, why);
    });
  }

  it('and not what only looks like it within texts', () => {
    const odd = { input: 'NaN, }{ [1, ] True None undefined // # \u0027a\u0027: , }' };
    assert.deepEqual(messagesIn(`${JSON.stringify(request('a', { body: { model: 'gpt-5.4', ...odd } }))}\n`), []);
  });

  it('in time that grows with the file, whatever it holds', () => {
    const before = process.cpuUsage();
    for (const piece of ['{', '[', '{"a":', '", }', "{'a': ", '\\"', 'NaN,']) {
      const line = piece.repeat(200_000 / piece.length);
      messagesIn(`${line}\n${line}\n`);
      mended(`${line}\n${line}\n`);
    }
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 8_000_000, `${(user + system) / 1e6} s`);
  });
});

describe('a file that is another is called what it is, once', () => {
  for (const [what, line, name] of [
    ['results', { id: 'batch_req_1', custom_id: 'a', response: { status_code: 200, body: {} }, error: null }, /results of a batch/],
    ['errors', { id: 'batch_req_1', custom_id: 'a', response: null, error: { code: 'x' } }, /results of a batch/],
    ['chats for fine-tuning', { messages: [{ role: 'user', content: 'a' }] }, /fine-tuning/],
    ['preferences for fine-tuning', { input: { messages: [] }, preferred_output: [], non_preferred_output: [] }, /fine-tuning/],
    ['completions for fine-tuning', { prompt: 'a', completion: 'b' }, /fine-tuning/],
    ["Anthropic's batch", { custom_id: 'a', params: { model: 'claude-opus-4', messages: [] } }, /Anthropic/],
    ["Gemini's batch", { key: 'a', request: { contents: [] } }, /Gemini/],
    ["Bedrock's batch", { recordId: 'a', modelInput: {} }, /Bedrock/],
    ["Mistral's batch", { custom_id: 'a', body: { messages: [] } }, /Mistral/],
    ['bare bodies', { model: 'gpt-5.4', input: 'a' }, /without its envelope/],
    ['items for evals', { item: { q: 'a' } }, /evals/],
  ] as const) {
    it(what, () => {
      const text = `${JSON.stringify(line)}\n`.repeat(3);
      const found = messagesIn(text);
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0]!, name);
      assert.match(found[0]!, /2 more lines like this/);
      assert.equal(looksLikeBatch(text), false);
    });
  }
});

describe('lines are put right where one thing can be meant', () => {
  const good = JSON.stringify(request('a'));
  for (const [what, text, expected] of [
    ['a comma', `${a},\n${b},\n`, `${a}\n${b}`],
    ['a byte order mark', `\uFEFF${a}\n`, a],
    ['two objects', `${a}${b}\n`, `${a}\n${b}`],
    ['empty lines between', `${a}\n\n\n${b}\n`, `${a}\n${b}`],
    ['an array', `[${a}, ${b}]\n`, `${a}\n${b}`],
    ['an indented array', JSON.stringify([request('a'), request('b')], null, 2), `${a}\n${b}`],
    ['indented requests', `${JSON.stringify(request('a'), null, 2)}\n${JSON.stringify(request('b'), null, '\t')}\n`, `${a}\n${b}`],
    ['a whole address', `${good.replace('/v1/', 'https://api.openai.com/v1/')}\n`, good],
    ['a slash too many', `${good.replace('/v1/responses', '/v1/responses/')}\n`, good],
    ['a method in small letters', `${good.replace('POST', 'post')}\n`, good],
    ['a body in quotes', `${JSON.stringify({ ...request('a'), body: JSON.stringify(request('a').body) })}\n`, good],
    [
      'stream',
      '{"custom_id":"a","method":"POST","url":"/v1/responses","body":{"model":"gpt-5.4","input":"x","stream":true}}\n',
      '{"custom_id":"a","method":"POST","url":"/v1/responses","body":{"model":"gpt-5.4", "input":"x"}}',
    ],
    ['several things', `\uFEFF[${good.replace('POST', 'post')},${b.replace('/v1/', 'https://api.openai.com/v1/')}]\n`, `${a}\n${b}`],
    [
      'numbers as they are written',
      '{\n"custom_id": "a", "method": "POST", "url": "/v1/responses",\n"body": {"model": "gpt-5.4", "input": "x", "temperature": 1.0, "metadata": {"n": 12345678901234567890}}}\n',
      '{"custom_id":"a","method":"POST","url":"/v1/responses","body":{"model":"gpt-5.4","input":"x","temperature":1.0,"metadata":{"n":12345678901234567890}}}',
    ],
  ] as const) {
    it(what, () => {
      assert.equal(mended(text), expected);
      assert.equal(mended(`${expected}\n`), expected, 'a second time changes nothing');
    });
  }

  it('the text of a Python dictionary, whatever it holds', () => {
    const line = JSON.parse(mended(`${PYTHON}\n`)) as { readonly body: object };
    assert.deepEqual(line.body, { model: 'gpt-5.4', input: "It's", store: true, tools: null, top_p: 0.5, x: [1, 2] });
    assert.equal(mended(`{'a': '\\x41\\u00e9\\n\\'"\\\\'}\n`), JSON.stringify({ a: 'Aé\n\'"\\' }));
  });

  it('and left alone where it is not', () => {
    for (const text of [
      a.slice(0, 50),
      a.replace('"gpt-5.4"', 'NaN'),
      `{'a': datetime.now()}`,
      '{\n"a": nope\n}',
      `${a}\nhello\n${b}`,
      '[\n{\n"a": 1\n},',
    ])
      assert.equal(mended(`${text}\n`), text);
  });

  it('by the fixes of an editor, too, which leave no finding', () => {
    for (const text of [
      `${a},\n${b}\n`,
      `\uFEFF[\n${a},\n${b}\n]\n`,
      `${a}\n\n${b}\n`,
      `${JSON.stringify(request('a'), null, 2)}\n${b}\n`,
      `${PYTHON.replace(", 'x': (1, 2,)", '')}\r\n`,
    ]) {
      const document = new BatchDocument(defaultCatalog, '2026-11-28');
      const [finding] = document.update(text);
      const mend = document.mender()(finding!);
      const now = applyEdits(text, mend!.edits);
      const left = document.update(now).map(({ message }) => message);
      assert.ok(left.length <= (text.startsWith('\uFEFF') ? 1 : 0), `${now}\n${left.join('\n')}`);
    }
  });
});
