import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import test from 'node:test';
import { TestFolder } from './cli';

interface Line {
  readonly custom_id: string;
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const line = (id: string, model = 'gpt-5.4', url = '/v1/responses', body: object = { input: 'Hi' }): string =>
  `${JSON.stringify({ custom_id: id, method: 'POST', url, body: { model, ...body } })}\n`;
const linesIn = (text: string): readonly Line[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((each) => JSON.parse(each) as Line);

test('validate says what a file holds, and exits with 0', () => {
  const folder = new TestFolder({ 'requests.jsonl': line('a') + line('b') });
  const { code, stdout } = folder.run(['batch', 'validate', 'requests.jsonl']);
  assert.equal(code, 0);
  assert.equal(stdout, 'requests.jsonl: 2 requests to /v1/responses, gpt-5.4, 192 bytes: no problems\n');
});

test('validate lists problems by line, and exits with 1', () => {
  const folder = new TestFolder({ 'requests.jsonl': line('a') + line('a', 'o3'), 'right.jsonl': line('a') });
  const { code, stdout } = folder.run(['batch', 'validate', 'requests.jsonl', 'right.jsonl']);
  assert.equal(code, 1);
  assert.match(
    stdout,
    /^requests\.jsonl:2:2  error  custom_id "a" was used on line 1.*\nrequests\.jsonl:2:\d+  error  The model is o3, but line 1 has gpt-5\.4.*\nrequests\.jsonl: 2 requests .*: 2 problems\nright\.jsonl: .*no problems\n$/,
  );
  assert.equal(folder.run(['batch', 'validate', '--fail-on', 'never', 'requests.jsonl']).code, 0);
});

test('validate checks a file whatever it begins with: who names it means it', () => {
  const folder = new TestFolder({ 'requests.txt': '{"prompt": "Hi"}\n' });
  const { code, stdout } = folder.run(['batch', 'validate', '--format', 'json', 'requests.txt']);
  const { files } = JSON.parse(stdout) as {
    files: { path: string; lines: number; requests: number; findings: { messageId: string; line: number }[] }[];
  };
  assert.equal(code, 1);
  assert.deepEqual(
    files[0]?.findings.map(({ messageId, line: at }) => [messageId, at]),
    [
      ['noCustomId', 1],
      ['noMethod', 1],
      ['noUrl', 1],
      ['unknownKey', 1],
      ['noBody', 1],
    ],
  );
});

test('an empty file has no requests', () => {
  const { code, stdout } = new TestFolder({ 'requests.jsonl': '' }).run(['batch', 'validate', 'requests.jsonl']);
  assert.deepEqual([code, stdout], [1, 'requests.jsonl: 0 requests, 0 bytes: no requests\n']);
});

for (const args of [
  ['batch', 'validate', 'missing.jsonl'],
  ['batch', 'validate', '.'],
  ['batch', 'split', 'missing.jsonl'],
  ['batch', 'validate'],
  ['batch', 'split', '--max-lines', 'many', 'a.jsonl'],
  ['batch', 'nonsense'],
]) {
  test(`tierlint ${args.join(' ')}: one line, exit code 2`, () => {
    const { code, stdout, stderr } = new TestFolder().run(args);
    assert.equal(code, 2, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, /^tierlint: .+\n$/);
  });
}

test('split parts by endpoint and model, keeps the order, and the parts are valid', () => {
  const folder = new TestFolder({
    'requests.jsonl': `\ufeff${line('a')}${line('b', 'gpt-5.4-mini')}\n${line('c', 'text-embedding-3-small', '/v1/embeddings')}${line('d')}`,
  });
  const { code, stdout, stderr } = folder.run(['batch', 'split', 'requests.jsonl', '--out-dir', 'parts']);
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /^parts\/requests\.responses\.gpt-5\.4\.jsonl: 2 requests to \/v1\/responses, gpt-5\.4, \d+ bytes\n/);
  const names = fs.readdirSync(folder.file('parts')).sort();
  assert.deepEqual(names, [
    'requests.embeddings.text-embedding-3-small.jsonl',
    'requests.responses.gpt-5.4-mini.jsonl',
    'requests.responses.gpt-5.4.jsonl',
  ]);
  assert.deepEqual(
    linesIn(folder.read('parts/requests.responses.gpt-5.4.jsonl')).map((each) => each.custom_id),
    ['a', 'd'],
  );
  assert.equal(folder.run(['batch', 'validate', ...names.map((name) => `parts/${name}`)]).code, 0);
});

test('split keeps to lines and bytes, loses no request and repeats none', () => {
  const all = Array.from({ length: 1000 }, (_, index) => line(`r${index}`, 'gpt-5.4', '/v1/responses', { input: 'é'.repeat(index % 90) }));
  const folder = new TestFolder({ 'requests.jsonl': all.join('') });
  assert.equal(folder.run(['batch', 'split', 'requests.jsonl', '--max-lines', '300', '--max-bytes', '40k']).code, 0);
  const parts = fs
    .readdirSync(folder.path)
    .filter((name) => /\.\d+\.jsonl$/.test(name))
    .sort((a, b) => Number(a.split('.')[1]) - Number(b.split('.')[1]));
  assert.equal(parts.map((name) => folder.read(name)).join(''), all.join(''));
  for (const name of parts) {
    assert.ok(folder.bytes(name).length <= 40_000, name);
    assert.ok(linesIn(folder.read(name)).length <= 300, name);
  }
  assert.deepEqual(
    fs.readdirSync(folder.path).filter((name) => name.includes('.tmp')),
    [],
  );
});

test('split keeps to 50,000 lines and 50,000 texts to embed by itself', () => {
  const folder = new TestFolder({
    'many.jsonl': Array.from({ length: 50_001 }, (_, index) => line(`r${index}`)).join(''),
    'texts.jsonl': Array.from({ length: 60 }, (_, index) =>
      line(`r${index}`, 'text-embedding-3-small', '/v1/embeddings', { input: Array.from({ length: 1000 }, () => 'a') }),
    ).join(''),
  });
  const { stdout } = folder.run(['batch', 'split', '--format', 'json', 'many.jsonl', 'texts.jsonl']);
  const { files } = JSON.parse(stdout) as { files: { parts: { lines: number }[] }[] };
  assert.deepEqual(
    files.map(({ parts }) => parts.map((part) => part.lines)),
    [
      [50_000, 1],
      [50, 10],
    ],
  );
});

test('split leaves a file alone that goes as it is', () => {
  const folder = new TestFolder({ 'requests.jsonl': line('a') + line('b') });
  assert.deepEqual(folder.run(['batch', 'split', 'requests.jsonl']), {
    code: 0,
    stdout: 'requests.jsonl: needs no splitting\n',
    stderr: '',
  });
  assert.deepEqual(fs.readdirSync(folder.path), ['requests.jsonl']);
});

test('split writes nothing where a line is wrong', () => {
  const folder = new TestFolder({ 'requests.jsonl': line('a') + line('b', 'o3') + '{"custom_id": \n' + line('a') });
  const { code, stdout } = folder.run(['batch', 'split', 'requests.jsonl']);
  assert.equal(code, 1);
  assert.match(stdout, /requests\.jsonl:3:\d+  error  This line is no JSON/);
  assert.match(stdout, /requests\.jsonl:4:2  error  custom_id "a" was used on line 1/);
  assert.match(stdout, /nothing was written/);
  assert.deepEqual(fs.readdirSync(folder.path), ['requests.jsonl']);
});

test('split replaces no file unless told to', () => {
  const folder = new TestFolder({ 'requests.jsonl': line('a') + line('b', 'o3'), 'requests.o3.jsonl': 'mine' });
  const { code, stderr } = folder.run(['batch', 'split', 'requests.jsonl']);
  assert.equal(code, 2);
  assert.match(stderr, /requests\.o3\.jsonl is there already, and nothing was written/);
  assert.deepEqual(fs.readdirSync(folder.path).sort(), ['requests.jsonl', 'requests.o3.jsonl']);
  assert.equal(folder.run(['batch', 'split', '--force', 'requests.jsonl']).code, 0);
  assert.equal(linesIn(folder.read('requests.o3.jsonl')).length, 1);
});

test('models whose names differ in signs alone get files of their own', () => {
  const folder = new TestFolder({ 'requests.jsonl': line('a', 'ft:gpt-5.4:me::1') + line('b', 'ft-gpt-5.4-me-1') });
  assert.equal(folder.run(['batch', 'split', 'requests.jsonl']).code, 0);
  assert.deepEqual(fs.readdirSync(folder.path).sort(), [
    'requests.ft-gpt-5.4-me-1-2.jsonl',
    'requests.ft-gpt-5.4-me-1.jsonl',
    'requests.jsonl',
  ]);
});
