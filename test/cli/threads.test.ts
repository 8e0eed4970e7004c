import assert from 'node:assert/strict';
import test from 'node:test';
import { FLEX, PYTHON, TestFolder, TYPESCRIPT } from './cli';

test('a scan large enough for threads reports every call once, in order', () => {
  const padding = `# ${'x'.repeat(70)}\n`.repeat(80);
  const files: Record<string, string> = { 'shared/__init__.py': '', 'shared/client.py': 'from openai import OpenAI\nclient = OpenAI()\n' };
  for (let i = 0; i < 1500; i++) files[`plain/p${i}.py`] = 'x = 1\n';
  for (let i = 100; i < 160; i++) {
    files[`calls/a${i}.py`] = padding + PYTHON;
    files[`calls/b${i}.py`] = `from shared.client import client\n${padding}client.responses.create(model="gpt-5.1", input="")\n`;
    files[`calls/c${i}.ts`] = TYPESCRIPT;
    files[`calls/d${i}.py`] = FLEX;
  }
  const folder = new TestFolder(files);
  const { summary, calls } = folder.check('--no-cache');
  const expected = Object.keys(files)
    .filter((name) => name.startsWith('calls/'))
    .sort();
  assert.deepEqual(
    calls.map(({ path }) => path),
    expected,
  );
  assert.ok(calls.every(({ provider }) => provider === 'openai'));
  assert.deepEqual([summary.files, summary.parsed], [1742, 241]);
  const { stdout } = folder.run(['fix', '--no-cache']);
  assert.match(stdout, /^Changed 60 files: 60 raise-timeout\./m);
});

test('threads know who calls across files as one thread does', () => {
  const files: Record<string, string> = {};
  for (let i = 0; i < 1500; i++) files[`plain/p${i}.py`] = 'x = 1\n';
  for (let i = 0; i < 40; i++) {
    files[`llm/a${i}.py`] =
      'from openai import OpenAI\nclient = OpenAI()\n\ndef ask(text):\n    return client.responses.create(model="gpt-5.1", input=text)\n';
    const [from, decorator] =
      i % 2 === 0 ? ['fastapi import FastAPI\napp = FastAPI()', '@app.post("/ask")'] : ['celery import shared_task', '@shared_task'];
    files[`use/u${i}.py`] = `from ${from}\nfrom llm.a${i} import ask\n\n${decorator}\ndef use():\n    return ask("a")\n`;
  }
  const { calls } = new TestFolder(files).check('--no-cache');
  assert.equal(calls.length, 40);
  for (const { path, workload } of calls)
    assert.equal(workload, Number(/\d+/.exec(path)![0]) % 2 === 0 ? 'interactive' : 'background', path);
});
