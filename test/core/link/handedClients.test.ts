import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { analyze } from '../../support/analysis';
import { loadFrontEnds } from '../../support/frontEnds';
import { MemoryHost } from '../../support/memoryHost';

before(loadFrontEnds);

const LABEL =
  'from openai import OpenAI\n\ndef label(client, text):\n    return client.chat.completions.create(model="gpt-5.4-mini", messages=[{"role": "user", "content": text}])\n\n';
const METHOD =
  'from openai import OpenAI\n\nclass Labeler:\n    def label(self, client, text):\n        return client.chat.completions.create(model="gpt-5.4-mini", messages=[{"role": "user", "content": text}])\n\n';
/** A file of the project that uses another provider: a client out of sight may be its. */
const LOCAL = 'from openai import OpenAI\nlocal = OpenAI(base_url="http://localhost:8000/v1", api_key="none")\n';

function provider(text: string): string {
  const host = new MemoryHost({ '/label.py': text, '/local.py': LOCAL });
  const [call] = analyze('/label.py', host).calls;
  return `${call!.client.provider} ${call!.client.confidence}`;
}

describe('a client is followed to a function that something else calls with it', () => {
  const ways: Readonly<Record<string, string>> = {
    'submit()': 'def main(pool):\n    client = OpenAI()\n    return [pool.submit(label, client, text) for text in open("a.txt")]\n',
    'submit() by keyword': 'def main(pool):\n    pool.submit(label, text="a", client=OpenAI())\n',
    'partial()': 'from functools import partial\nask = partial(label, OpenAI())\nask("a")\n',
    'asyncio.to_thread()': 'import asyncio\nasync def main():\n    client = OpenAI()\n    await asyncio.to_thread(label, client, "a")\n',
    'run_in_executor()': 'async def main(loop):\n    client = OpenAI()\n    await loop.run_in_executor(None, label, client, "a")\n',
    'Thread(args=)':
      'from threading import Thread\ndef main():\n    client = OpenAI()\n    Thread(target=label, args=(client, "a")).start()\n',
    'Thread(kwargs=)': 'from threading import Thread\nThread(target=label, args=(), kwargs={"client": OpenAI(), "text": "a"}).start()\n',
    'map() with repeat()':
      'from itertools import repeat\ndef main(pool, texts):\n    client = OpenAI()\n    return list(pool.map(label, repeat(client), texts))\n',
    'map() with a list of it':
      'def main(pool, texts):\n    client = OpenAI()\n    return list(pool.map(label, [client] * len(texts), texts))\n',
    'starmap() with zip()':
      'from itertools import repeat, starmap\ndef main(texts):\n    client = OpenAI()\n    return list(starmap(label, zip(repeat(client), texts)))\n',
    'starmap() with tuples':
      'def main(pool, texts):\n    client = OpenAI()\n    return pool.starmap(label, [(client, text) for text in texts])\n',
  };
  for (const [way, code] of Object.entries(ways)) it(way, () => assert.equal(provider(LABEL + code), 'openai certain'));

  it('as a method too', () => {
    assert.equal(
      provider(`${METHOD}def main(pool, labeler: Labeler):\n    client = OpenAI()\n    pool.submit(Labeler().label, client, "a")\n`),
      'openai certain',
    );
  });

  it('and another provider stays another', () => {
    assert.match(
      provider(`${LABEL}from local import local\ndef main(pool):\n    pool.submit(label, local, "a")\n`),
      /^(?:other|compatible|local|unknown)/,
    );
  });
});

describe('a partial that is kept in an attribute and its call', () => {
  const labeler = (given: string, call = 'self.ask(messages=[{"role": "user", "content": text}])'): string =>
    `from functools import partial\nfrom openai import OpenAI\n\nclass Labeler:\n    def __init__(self):\n        self.client = OpenAI()\n        self.ask = partial(self.client.chat.completions.create, model="gpt-5.4"${given})\n\n    def run(self, texts):\n        return [${call} for text in texts]\n\nif __name__ == "__main__":\n    Labeler().run(["a"])\n`;
  const linesOf = (text: string, of: 'calls' | 'findings'): readonly string[] => {
    const analysis = analyze('/labeler.py', new MemoryHost({ '/labeler.py': text }));
    const line = (offset: number): number => text.slice(0, offset).split('\n').length;
    return of === 'calls'
      ? analysis.calls.map(({ call }) => String(line(call.span.start)))
      : analysis.findings.map(({ rule, span }) => `${line(span.start)} ${rule}`);
  };

  it('are one call with one finding, at the partial', () => {
    assert.deepEqual(linesOf(labeler(''), 'calls'), ['7']);
    assert.deepEqual(linesOf(labeler(''), 'findings'), ['7 missing-service-tier']);
  });
  it('have the tier that the partial gives', () => {
    assert.deepEqual(linesOf(labeler(', service_tier="flex", timeout=900.0'), 'findings'), ['7 flex-without-fallback']);
  });
  it('are handled where the call is', () => {
    const text = labeler(', service_tier="flex", timeout=900.0').replace(
      /return \[.*\]/,
      'out = []\n        for text in texts:\n            try:\n                out.append(self.ask(messages=[]))\n            except Exception as error:\n                out.append(str(error))\n        return out',
    );
    assert.deepEqual(linesOf(text, 'findings'), []);
  });
  it('are two calls where the partial gives nothing of the request', () => {
    const text = labeler('').replace(', model="gpt-5.4"', '').replace('messages=', 'model="gpt-5.4", messages=');
    assert.deepEqual(linesOf(text, 'calls'), ['10']);
  });
  it('are judged by where the call is made', () => {
    const [call] = analyze('/labeler.py', new MemoryHost({ '/labeler.py': labeler('') })).calls;
    assert.equal(call!.workload.workload, 'offline');
  });
});
