import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { analyzeFile } from '../../../server/src/core/analyze';
import { defaultCatalog } from '../../../server/src/core/catalog/catalog';
import { loadFrontEnds } from '../../support/frontEnds';
import { MemoryHost } from '../../support/memoryHost';

/** Titles of the add-flex fixes offered for a file. */
function offered(file: string, text: string): readonly string[] {
  const { findings } = analyzeFile(file, new MemoryHost({ [file]: text }), { catalog: defaultCatalog, today: '2026-11-23' });
  return findings.flatMap(({ fixes }) => fixes.filter(({ id }) => id === 'add-flex').map(({ title }) => title));
}

describe('add-flex', () => {
  before(loadFrontEnds);

  it('is not offered where a copy of the client would lose its transport', () => {
    const text =
      "import OpenAI from 'openai';\nclass Mine extends OpenAI {\n  constructor() {\n    super({ apiKey: 'x' });\n  }\n}\nawait new Mine().responses.create({ model: 'gpt-5.4', input: 'x' });\n";
    assert.deepEqual(offered('/a.ts', text), []);
  });

  it('says so where a timeout round the call may cut it short', () => {
    const text =
      'import asyncio\nfrom openai import AsyncOpenAI\nclient = AsyncOpenAI()\nasync def ask():\n    return await asyncio.wait_for(client.responses.create(model="gpt-5.4", input="x"), timeout=20)\n';
    assert.deepEqual(offered('/a.py', text), ['Run on flex with a 15-minute timeout (check the timeout round it)']);
  });

  it('asks to check a model it does not know', () => {
    assert.deepEqual(
      offered('/a.py', 'from openai import OpenAI\ndef ask(model):\n    return OpenAI().responses.create(model=model, input="x")\n'),
      ['Run on flex with a 15-minute timeout (check that the model takes it)'],
    );
  });

  it('is not offered for models that have no flex', () => {
    assert.deepEqual(offered('/a.py', 'from openai import OpenAI\nOpenAI().responses.create(model="gpt-6.2-sol", input="x")\n'), []);
  });
});
