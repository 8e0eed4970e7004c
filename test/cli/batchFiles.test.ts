import assert from 'node:assert/strict';
import test from 'node:test';
import { PYTHON, TestFolder } from './cli';

const line = (id: string, body: object = {}): string =>
  `${JSON.stringify({ custom_id: id, method: 'POST', url: '/v1/responses', body: { model: 'gpt-5.4', input: 'Hi', ...body } })}\n`;

test('check reports what is wrong in Batch input, beside the code', () => {
  const folder = new TestFolder({
    'app.py': PYTHON,
    'data/requests.jsonl': line('a') + line('a', { stream: true }),
    'data/training.jsonl': '{"messages": []}\n{\n',
  });
  const { findings, summary } = folder.check();
  assert.equal(summary.files, 3);
  assert.deepEqual(
    findings.map(({ rule, severity, path, line: at, column, endColumn }) => [rule, severity, path, at, column, endColumn]),
    [
      ['missing-service-tier', 'info', 'app.py', 7, 12, 64],
      ['batch-jsonl', 'error', 'data/requests.jsonl', 2, 95, 108],
      ['batch-jsonl', 'error', 'data/requests.jsonl', 2, 2, 17],
    ],
  );
  assert.equal(new Set(findings.map(({ fingerprint }) => fingerprint)).size, 3);
  assert.equal(folder.run(['check']).code, 1);
});

test('a Batch file that is right has nothing to say, nor has one that is named and is none', () => {
  const folder = new TestFolder({ 'requests.jsonl': line('a') + line('b'), 'other.jsonl': '{"a": 1}\n', 'empty.jsonl': '' });
  for (const name of ['requests.jsonl', 'other.jsonl', 'empty.jsonl']) {
    const { code, stdout, stderr } = folder.run(['check', name]);
    assert.deepEqual([code, stderr], [0, ''], stdout);
  }
});

test('a byte order mark, bytes that are no UTF-8 and an empty line are told by their line', () => {
  const folder = new TestFolder({
    'requests.jsonl': Buffer.concat([
      Buffer.from(`\ufeff${line('a')}`),
      Buffer.from(line('b', { input: '\u00e9' }), 'latin1'),
      Buffer.from(`\n${line('c')}`),
    ]),
  });
  assert.deepEqual(
    folder.check().findings.map(({ line: at, severity, message }) => [at, severity, message.split(':')[0]!.slice(0, 28)]),
    [
      [1, 'warning', 'The file starts with a byte '],
      [2, 'error', 'This line is not valid UTF-8'],
      [3, 'warning', 'This line is empty. Batch re'],
    ],
  );
});

test('the rule has the severity tierlint.json gives it', () => {
  const files = { 'requests.jsonl': line('a') + line('a'), 'tierlint.json': '{"rules": {"batch-jsonl": "hint"}}' };
  assert.deepEqual(
    new TestFolder(files).check().findings.map(({ severity }) => severity),
    ['hint'],
  );
  assert.deepEqual(new TestFolder({ ...files, 'tierlint.json': '{"rules": {"batch-jsonl": "off"}}' }).check().findings, []);
});

test('unchanged Batch files are remembered, changed ones are read again', () => {
  const folder = new TestFolder({ 'requests.jsonl': line('a') + line('a') });
  folder.age();
  assert.equal(folder.check().findings.length, 1);
  assert.equal(folder.check().findings.length, 1);
  folder.write('requests.jsonl', line('a') + line('b'));
  assert.equal(folder.check().findings.length, 0);
});

test('a finding keeps its fingerprint when lines are added above', () => {
  const folder = new TestFolder({ 'requests.jsonl': line('a') + line('a') });
  const [before] = folder.check().findings;
  folder.write('requests.jsonl', line('x') + line('a') + line('a'));
  const [after] = folder.check().findings;
  assert.deepEqual([after?.line, after?.fingerprint], [3, before?.fingerprint]);
});

test('fix leaves Batch files alone', () => {
  const folder = new TestFolder({ 'requests.jsonl': line('a') + line('a') });
  folder.run(['fix']);
  assert.equal(folder.read('requests.jsonl'), line('a') + line('a'));
});

test('fix puts right how lines are written, and leaves what they ask for', () => {
  const folder = new TestFolder({
    'requests.jsonl': `\ufeff${line('a').trimEnd()},\n\n{'custom_id': 'b', 'method': 'post', 'url': 'https://api.openai.com/v1/responses', 'body': {'model': 'gpt-5.4', 'input': 'Hi'}}\n`,
    'array.jsonl': `[${line('a').trimEnd()},\n${line('b').trimEnd()}]`,
    'rest.jsonl': line('a', { max_tokens: 3 }),
  });
  const before = folder.read('requests.jsonl');
  const shown = folder.run(['fix', '--diff', 'requests.jsonl']);
  assert.match(shown.stdout, /^--- a\/requests\.jsonl\n\+\+\+ b\/requests\.jsonl\n@@ /);
  assert.equal(folder.read('requests.jsonl'), before);
  const { stdout, code } = folder.run(['fix']);
  assert.equal(stdout, 'Changed 2 files: 4 mend-batch-line. 1 finding left.\n');
  assert.equal(code, 1);
  assert.equal(folder.read('requests.jsonl'), line('a') + line('b'));
  assert.equal(folder.read('array.jsonl'), line('a') + line('b'));
  assert.equal(folder.read('rest.jsonl'), line('a', { max_tokens: 3 }));
  assert.match(folder.run(['fix']).stdout, /^Nothing to fix\. 1 finding left/);
});

test('fix --apply names what is put right, and Windows line ends stay', () => {
  const text = `${line('a').trimEnd()},\r\n${line('b').trimEnd()}\r\n`;
  const folder = new TestFolder({ 'requests.jsonl': text });
  folder.run(['fix', '--apply', 'add-flex']);
  assert.equal(folder.read('requests.jsonl'), text);
  folder.run(['fix', '--apply', 'mend-batch-line']);
  assert.equal(folder.read('requests.jsonl'), text.replace(',\r', '\r'));
});

test('a file that is no valid UTF-8 is not rewritten', () => {
  const bytes = Buffer.concat([Buffer.from(`${line('a').trimEnd()},\n`), Buffer.from(line('b', { input: '\u00e9' }), 'latin1')]);
  const folder = new TestFolder({ 'requests.jsonl': bytes });
  folder.run(['fix']);
  assert.match(folder.read('requests.jsonl'), /,\n/);
});

test('a program that waits for a batch is looked at, whoever gave it its client', () => {
  const text =
    'import time\nfrom .clients import client\n\n\ndef wait(id):\n    while client.batches.retrieve(id).status != "completed":\n        time.sleep(30)\n';
  const { findings } = new TestFolder({ 'jobs/wait.py': text }).check();
  assert.deepEqual(
    findings.map(({ rule, line: at, severity }) => [rule, at, severity]),
    [['batch-poll', 6, 'warning']],
  );
});
