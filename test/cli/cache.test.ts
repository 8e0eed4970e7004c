import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import test from 'node:test';
import { FLEX, PYTHON, TestFolder } from './cli';

const project = {
  'client.py': 'from openai import OpenAI\nllm = OpenAI()\n',
  'app.py': 'from client import llm\nllm.responses.create(model="gpt-5.1", input="")\n',
  'other.py': FLEX,
};

function summary(folder: TestFolder): unknown {
  const { summary, calls, findings } = folder.check();
  return { ...summary, seconds: 0, calls, findings };
}

function cacheFiles(folder: TestFolder): string[] {
  return fs.existsSync(folder.cacheFolder) ? fs.readdirSync(folder.cacheFolder) : [];
}

test('a second run reports the same from the cache', () => {
  const folder = new TestFolder(project);
  folder.age();
  const first = summary(folder);
  assert.equal(cacheFiles(folder).length, 1);
  assert.deepEqual(summary(folder), first);
});

test('a changed file, also one that is only imported, is seen', () => {
  const folder = new TestFolder(project);
  folder.age();
  assert.deepEqual(
    folder.check().calls.map(({ provider }) => provider),
    ['openai', 'openai'],
  );
  folder.write('client.py', 'from openai import AzureOpenAI\nllm = AzureOpenAI()\n');
  assert.deepEqual(
    folder.check().calls.map(({ provider }) => provider),
    ['azure', 'openai'],
  );
});

test('a file that appears or vanishes changes what imports mean', () => {
  const folder = new TestFolder({ ...project, 'client.py': '' });
  fs.rmSync(folder.file('client.py'));
  folder.age();
  folder.check();
  folder.write('client.py', 'from openai import AzureOpenAI\nllm = AzureOpenAI()\n');
  folder.age();
  assert.equal(folder.check().calls[0]!['provider'], 'azure');
  fs.rmSync(folder.file('client.py'));
  assert.notEqual(folder.check().calls[0]!['provider'], 'azure');
});

test('a changed manifest changes what is plausible', () => {
  const folder = new TestFolder({
    'app.py': 'def f(client):\n    client.responses.create(model="gpt-5.1", input="")\n',
    'requirements.txt': 'openai\n',
  });
  folder.age();
  assert.equal(folder.check().calls[0]!['provider'], 'openai');
  folder.write('requirements.txt', 'openai\ngroq\n');
  assert.equal(folder.check().calls[0]!['provider'], 'unknown');
});

test('a changed caller changes who waits, and so does a new one', () => {
  const route =
    'from flask import Flask\nfrom llm import ask\napp = Flask(__name__)\n\n@app.post("/ask")\ndef route():\n    return ask("a")\n';
  const folder = new TestFolder({
    'llm.py':
      'from openai import OpenAI\nclient = OpenAI()\n\ndef ask(text):\n    return client.responses.create(model="gpt-5.1", input=text)\n',
    'web.py': route,
    'web/__init__.py': '',
  });
  const workload = () => folder.check().calls[0]!['workload'];
  folder.age();
  assert.equal(workload(), 'interactive');
  assert.equal(workload(), 'interactive');
  folder.write('web.py', route.replace('ask("a")', '"a"'));
  folder.age();
  assert.equal(workload(), 'unknown');
  folder.write('web.py', route.replace('@app.post("/ask")', '').replace('from llm import ask', ''));
  folder.age();
  assert.equal(workload(), 'unknown');
  folder.write('job.py', 'from celery import shared_task\nfrom llm import ask\n\n@shared_task\ndef job():\n    ask("a")\n');
  folder.age();
  assert.equal(workload(), 'background');
});

test('a changed workflow changes who waits', () => {
  const workflow = (on: string): string => `on:\n  ${on}\njobs:\n  run:\n    steps:\n      - run: python label.py\n`;
  const folder = new TestFolder({
    'label.py': 'from openai import OpenAI\nOpenAI().responses.create(model="gpt-5.1", input="a")\n',
    '.github/workflows/nightly.yml': workflow('push:'),
  });
  folder.age();
  assert.equal(folder.check().calls[0]!['workload'], 'offline');
  folder.write('.github/workflows/nightly.yml', workflow('schedule:\n    - cron: "0 3 * * *"'));
  folder.age();
  const [call] = folder.check().calls;
  assert.deepEqual(
    [call!['workload'], (call!['evidence'] as string[])[0]],
    ['background', '.github/workflows/nightly.yml runs this file on a schedule'],
  );
});

test('a file rewritten within the tick of the clock is read again', () => {
  const folder = new TestFolder({ 'app.py': PYTHON });
  const now = new Date();
  fs.utimesSync(folder.file('app.py'), now, now);
  folder.check();
  folder.write('app.py', PYTHON.replace('gpt-5.1', 'gpt-4.1'));
  fs.utimesSync(folder.file('app.py'), now, now);
  assert.equal(folder.check().calls[0]!['model'], 'gpt-4.1');
});

test('a broken cache is no error', () => {
  const folder = new TestFolder(project);
  folder.age();
  const first = summary(folder);
  for (const content of ['', '{', 'null', '{"started":1}', '{"started":1,"shape":"x","files":null}', '[]']) {
    fs.writeFileSync(path.join(folder.cacheFolder, cacheFiles(folder)[0]!), content);
    assert.deepEqual(summary(folder), first);
  }
});

test('--no-cache leaves no trace', () => {
  const folder = new TestFolder(project);
  folder.check('--no-cache');
  assert.deepEqual(cacheFiles(folder), []);
});

test('a cache folder that can not be written to is no error', () => {
  const folder = new TestFolder(project);
  assert.equal(folder.run(['check'], { env: { XDG_CACHE_HOME: '/proc/none' } }).code, 1);
});
