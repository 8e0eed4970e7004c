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
  const expected = Object.keys(files).filter((name) => name.startsWith('calls/')).sort();
  assert.deepEqual(calls.map(({ path }) => path), expected);
  assert.ok(calls.every(({ provider }) => provider === 'openai'));
  assert.deepEqual([summary.files, summary.parsed], [1742, 241]);
  const { stdout } = folder.run(['fix', '--no-cache']);
  assert.match(stdout, /^Changed 60 files: 60 raise-timeout\./m);
});
