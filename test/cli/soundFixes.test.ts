/** Fixes never leave a file worse than it was, and what is applied once is not applied again. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TestFolder } from './cli';

const NODE = `import OpenAI from 'openai';\nimport { readFile } from 'node:fs/promises';\n\nconst client = new OpenAI();\n`;
const PACKAGE = '{ "type": "module", "dependencies": { "openai": "^7.0.0", "undici": "^7.0.0" } }';

/** Applies twice, and gives the files after the first run, which the second must leave alone. */
function fixTwice(files: Readonly<Record<string, string>>, ...args: readonly string[]): TestFolder {
  const folder = new TestFolder({ 'package.json': PACKAGE, ...files });
  folder.run(['fix', '--no-cache', ...args]);
  const after = new Map(Object.keys(files).map((name) => [name, folder.read(name)]));
  const second = folder.run(['fix', '--no-cache', ...args]);
  assert.match(second.stdout, /^Nothing to fix\./);
  for (const [name, text] of after) assert.equal(folder.read(name), text);
  return folder;
}

const isNode = (folder: TestFolder, name: string): void => assert.equal(folder.spawn(process.execPath, ['--check', name]).stderr, '');
const isPython = (folder: TestFolder, name: string): void =>
  assert.equal(folder.spawn('python3', ['-c', `compile(open(${JSON.stringify(name)}).read(), 'x', 'exec')`]).stderr, '');

describe('a conversion', () => {
  const helper = (input: string): string => `${NODE}
async function ask(path) {
  const response = await client.responses.create({ model: 'gpt-5.4', input: ${input} });
  return response.output_text;
}

const all = await Promise.all(['a.txt', 'b.txt'].map((path) => ask(path)));
console.log(all);
`;
  for (const input of ["await readFile(path, 'utf8')", "`x ${await readFile(path, 'utf8')}`", '[...(await readFile(path))].join()']) {
    it(`of a request that waits for \`${input}\` still parses, or is none`, () => {
      const folder = fixTwice({ 'jobs/a.mjs': helper(input) }, '--apply', 'loop-to-batch');
      isNode(folder, 'jobs/a.mjs');
    });
  }

  for (const [name, body] of [
    [
      'awaits',
      'async def ask(path):\n    answer = await client.responses.create(model="gpt-5.4", input=await load(path))\n    return answer.output_text\n\n\nasync def main():\n    for path in ["a", "b"]:\n        print(await ask(path))\n',
    ],
    ['yields', 'def ask():\n    return list(map(lambda path: client.responses.create(model="gpt-5.4", input=(yield)), ["a", "b"]))\n'],
  ] as const) {
    it(`of a Python request that ${name} still compiles, or is none`, () => {
      const client = name === 'awaits' ? 'AsyncOpenAI' : 'OpenAI';
      const folder = fixTwice(
        { 'jobs/f.py': `from openai import ${client}\n\nclient = ${client}()\n\n\n${body}` },
        '--apply',
        'loop-to-batch',
      );
      isPython(folder, 'jobs/f.py');
    });
  }
});

describe('a fallback', () => {
  for (const [name, call] of [
    [
      'an alias',
      'const chat = client.chat.completions;\nexport const a = await chat.create({ model: "gpt-5.4", messages: [], service_tier: "flex" });',
    ],
    ['brackets', 'export const a = await client["responses"].create({ model: "gpt-5.4", input: "x", service_tier: "flex" });'],
    ['assertions', 'export const a = await client!.responses!.create({ model: "gpt-5.4", input: "x", service_tier: "flex" });'],
  ] as const) {
    it(`of a call by ${name} names a type, or is none`, () => {
      const folder = fixTwice(
        { 'jobs/a.ts': `import OpenAI from 'openai';\nconst client = new OpenAI({ timeout: 900_000 });\n${call}\n` },
        '--apply',
        'flex-fallback',
      );
      assert.doesNotMatch(folder.read('jobs/a.ts'), /type \w+ = ;/);
    });
  }
});

describe('a call that is broken', () => {
  const broken: Readonly<Record<string, string>> = {
    'a.ts': `${NODE}await client.responses.create({\n  model: 'gpt-5.4',\n  tools: [\n    { a: 1,< },\n  ],\n});\n`,
    'b.ts': `${NODE}await client.responses.create({ model: 'gpt-5.4', input: 'x' \n`,
    'c.py': 'from openai import OpenAI\nclient = OpenAI()\nclient.responses.create(model="gpt-5.4", input=[1,, 2])\n',
    'd.py': 'from openai import OpenAI\nclient = OpenAI()\nclient.responses.create(model="gpt-5.4", input=(\n',
  };
  for (const args of [
    ['--tier', 'standard'],
    ['--apply', 'add-flex'],
    ['--apply', 'suppress'],
    ['--apply', 'tier-router'],
  ]) {
    it(`gets no edits: ${args.join(' ')}`, () => {
      const folder = fixTwice(broken, ...args);
      for (const [name, text] of Object.entries(broken)) assert.equal(folder.read(name), text, name);
    });
  }

  it('leaves the others of its file to be fixed', () => {
    const text =
      'from openai import OpenAI\nclient = OpenAI()\n\n\ndef f():\n    return client.responses.create(model="gpt-5.4", input="a")\n\n\ndef g():\n    x = (1,, 2)\n    return x\n';
    const folder = fixTwice({ 'a.py': text }, '--tier', 'priority');
    assert.match(folder.read('a.py'), /input="a", service_tier="priority"/);
  });
});

describe('line ends of carriage returns', () => {
  it('are kept, with comments above the call and below #!', () => {
    const lines = [
      '#!/usr/bin/env node',
      "import OpenAI from 'openai';",
      'const client = new OpenAI();',
      "await client.responses.create({ model: 'gpt-5.4', input: 'x' });",
      '',
    ];
    const folder = fixTwice({ 'a.ts': lines.join('\r') }, '--apply', 'suppress');
    assert.deepEqual(folder.read('a.ts').split('\r'), [...lines.slice(0, 3), '// tier: ignore[missing-service-tier]', ...lines.slice(3)]);
  });

  it('are line ends in Python too', () => {
    const text = 'from openai import OpenAI\rclient = OpenAI()\rr = client.responses.create(model="gpt-5.4", input="x")\r';
    const folder = new TestFolder({ 'b.py': text });
    const [call] = folder.check('b.py').calls;
    assert.deepEqual([call!.line, call!.column, call!.endLine], [3, 5, 3]);
    assert.doesNotMatch(fixTwice({ 'b.py': text }, '--apply', 'suppress').read('b.py'), /\n/);
  });
});

describe('calls that are written alike', () => {
  const alike = `from openai import OpenAI\n\nclient = OpenAI(timeout=900)\n\n\ndef f(x):\n    return client.responses.create(model="gpt-5.4", input=x, service_tier="flex")\n\n\ndef g(x):\n    return client.responses.create(model="gpt-5.4", input=x, service_tier="flex")\n\n\nasync def h(x):\n    return [client.responses.create(model="gpt-5.4", input=x, service_tier="flex") for _ in x]\n`;
  for (const fix of ['flex-fallback', 'suppress', 'tier-router'])
    it(`are all done in one run: ${fix}`, () => void fixTwice({ 'a.py': alike }, '--apply', fix));
});
