import assert from 'node:assert/strict';
import test from 'node:test';
import { ENDPOINTS } from '../../server/src/core/catalog/endpoints';
import { mayHoldCall, mayHoldTelltale } from '../../server/src/workspace/prefilter';

function passes(code: string): boolean {
  return mayHoldTelltale(Buffer.from(code)) && mayHoldCall(code);
}

test('every method of the catalog passes when the file mentions OpenAI', () => {
  for (const { api, also = [], sdk } of ENDPOINTS) {
    for (const path of [api, ...also]) {
      if (sdk !== 'openai-node') assert.ok(passes(`import openai\nopenai.${path}(model="x")\n`), `Python ${path}`);
      if (sdk !== 'openai-python')
        assert.ok(passes(`import OpenAI from "openai";\nnew OpenAI().${path}({ model: "x" });\n`), `Node ${path}`);
    }
  }
});

test('chat and responses pass without any mention of OpenAI, however they are written', () => {
  for (const code of [
    'self.llm.chat.completions.create(model=m)',
    'await this.ai\n  .chat\n  .completions\n  .create({ model })',
    'create = llm.chat.completions.create\ncreate(model=m)',
    'f = llm.chat.completions\nf.create(model=m)',
    'getattr(llm.chat.completions, "create")(model=m)',
    'const { completions } = llm.chat;\ncompletions.create({ model });',
    'const { chat: { completions: { create } } } = llm;',
    'llm.responses.create(model=m)',
    'llm\n    .responses\n    .parse(model=m)',
    'llm?.responses?.stream({ model })',
    'llm["responses"].create({ model })',
    'r = llm.responses\nr.create(model=m)',
    'getattr(llm, "responses").create(model=m)',
    'const { responses } = llm;\nawait responses.create({ model });',
    'const { responses: r } = llm;\nawait r.create({ model });',
    'from x import ChatCompletion\nChatCompletion.acreate(model=m)',
    'llm.createChatCompletion({ model })',
    '{"cells": [{"cell_type": "code", "source": ["r = llm.chat.completions.create(\\n", "  model=m)"]}]}',
    '{"source": "x = getattr(llm, \\"responses\\").create(model=m)"}',
  ])
    assert.ok(passes(code), code);
});

test('everyday code does not pass', () => {
  for (const code of [
    'responses = []\nfor r in responses:\n    session.create(r)\n',
    'import openai\nprint(openai.__version__)\n',
    'const completion = await prompt();\nObject.create(null);\n',
    'def complete(): return completions\n',
    'images.create(1); this.jobs.create({});\n',
  ])
    assert.ok(!passes(code), code);
});

test('UTF-16 is left to the decoder', () => {
  assert.ok(mayHoldTelltale(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('llm.responses.create()', 'utf16le')])));
});

test('the time a look takes is in proportion to the text', () => {
  for (const part of ['.embeddings ', '{ responses ', ', responses', 'images          ', 'completions ', '. ', '["responses" ']) {
    const start = performance.now();
    mayHoldCall(`${part.repeat(Math.ceil(1_000_000 / part.length))} openai`);
    mayHoldCall(`openai images${' '.repeat(1_000_000)}`);
    assert.ok(performance.now() - start < 2000, part);
  }
});
