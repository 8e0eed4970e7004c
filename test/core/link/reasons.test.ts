import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { analyze, analyzeText } from '../../support/analysis';
import { loadFrontEnds } from '../../support/frontEnds';
import { MemoryHost } from '../../support/memoryHost';

before(loadFrontEnds);

function reasonOf(text: string, file?: string): string {
  const { calls } = analyzeText(text, file);
  assert.equal(calls.length, 1);
  return calls[0]!.client.reason;
}

const CALL = 'client.responses.create(model="gpt-5.1", input="a")\n';

describe('the reason for a provider', () => {
  it('is the missing base URL', () => {
    assert.equal(reasonOf(`from openai import OpenAI\nclient = OpenAI()\n${CALL}`), 'no base URL is given');
  });

  it('quotes the base URL', () => {
    assert.equal(
      reasonOf(`from openai import OpenAI\nclient = OpenAI(base_url="http://localhost:11434/v1")\n${CALL}`),
      'base_url is localhost:11434',
    );
  });

  it('says that a base URL is read from somewhere', () => {
    assert.match(reasonOf(`import os\nfrom openai import OpenAI\nclient = OpenAI(base_url=os.environ["URL"])\n${CALL}`), /^base_url /);
  });

  it('names the type where only that is known', () => {
    const text =
      "import type OpenAI from 'openai';\nexport const ask = (client: OpenAI) => client.responses.create({ model: 'gpt-5.1', input: 'a' });\n";
    assert.equal(reasonOf(text, '/main.ts'), 'typed as OpenAI; its construction is not in sight');
  });

  it('names the model of somebody else', () => {
    assert.match(
      reasonOf(`from openai import OpenAI\nclient = OpenAI()\n${CALL.replace('gpt-5.1', 'llama-3.1-8b')}`),
      /llama-3\.1-8b is not a model of OpenAI/,
    );
  });

  it('names the package of another client', () => {
    assert.match(
      reasonOf(
        `from groq import Groq\nclient = Groq()\n${CALL.replace('responses.create', 'chat.completions.create').replace('input="a"', 'messages=[]')}`,
      ),
      /the package groq/,
    );
  });
});

describe('an analysis depends on', () => {
  it('the files it looked into, and no others', () => {
    const host = new MemoryHost({
      '/main.py': `from llm import client\n${CALL}`,
      '/llm.py': 'from openai import OpenAI\nfrom settings import URL\nclient = OpenAI(base_url=URL)\n',
      '/settings.py': 'URL = "http://localhost/v1"\n',
      '/other.py': 'import llm\n',
    });
    const { calls, dependencies } = analyze('/main.py', host);
    assert.deepEqual(
      calls.map(({ client }) => client.provider),
      ['compatible'],
    );
    assert.deepEqual([...dependencies].sort(), ['/llm.py', '/main.py', '/settings.py']);
  });

  it('itself alone when nothing is imported', () => {
    assert.deepEqual(analyzeText(`from openai import OpenAI\nclient = OpenAI()\n${CALL}`).dependencies, ['/main.py']);
  });
});
