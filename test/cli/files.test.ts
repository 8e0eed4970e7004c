import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import test from 'node:test';
import { notebook, PYTHON, TestFolder, TYPESCRIPT } from './cli';

const BOM = '\ufeff';

function callPaths(folder: TestFolder, ...args: string[]): string[] {
  return folder.check('--no-cache', ...args).calls.map(({ path }) => path);
}

test('broken, half-typed, empty and odd files neither stop the scan nor hide calls', () => {
  const folder = new TestFolder({
    'broken.py': `${PYTHON}\ndef (((\n  )]}\n`,
    'half.ts': `${TYPESCRIPT}\nfunction f( {\n`,
    'empty.py': '',
    'broken.ipynb': '{"cells": [{"cell_type": "code", "source": ["client.chat.completions.create(',
    'empty.ipynb': '',
    'odd.ipynb': '[1, "completions", "create"]',
    'cr.py': PYTHON.replaceAll('\n', '\r'),
    'crlf.py': PYTHON.replaceAll('\n', '\r\n'),
    'completions.py': 'completions create responses openai\u0000',
  });
  assert.deepEqual(callPaths(folder).sort(), ['broken.py', 'crlf.py', 'half.ts', ...callPaths(folder, 'cr.py')].sort());
});

test('a byte order mark shifts no column', () => {
  const code = 'from openai import OpenAI; OpenAI().responses.create(model="gpt-5.1", input="")\n';
  const folder = new TestFolder({
    'plain.py': code,
    'marked.py': BOM + code,
    'wide.py': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(code, 'utf16le')]),
  });
  assert.deepEqual(
    folder.check().calls.map(({ path, column }) => [path, column]),
    [
      ['marked.py', 28],
      ['plain.py', 28],
      ['wide.py', 28],
    ],
  );
});

test('files that are not UTF-8 are analysed', () => {
  assert.deepEqual(callPaths(new TestFolder({ 'latin1.py': Buffer.from(`# caf\u00e9\n${PYTHON}`, 'latin1') })), ['latin1.py']);
});

test('binary files are left out', () => {
  const folder = new TestFolder({ 'data.py': Buffer.from(`\0\x01\x02${PYTHON}`), 'app.py': PYTHON });
  assert.deepEqual(callPaths(folder), ['app.py']);
});

test('code over 5 MB is left out with one line, large notebooks are read', () => {
  const padding = `# ${'x'.repeat(98)}\n`.repeat(53_000);
  const outputs = JSON.stringify([{ data: { 'image/png': 'iVBOR'.repeat(1_300_000) } }]);
  const folder = new TestFolder({
    'big.py': padding + PYTHON,
    'app.py': PYTHON,
    'plot.ipynb': notebook(PYTHON.split(/(?<=\n)/)).replace('"outputs": []', `"outputs": ${outputs}`),
  });
  const { code, stdout, stderr } = folder.run(['check', '--no-cache', '--format', 'json']);
  assert.equal(code, 0);
  assert.match(stderr, /^tierlint: big\.py: skipped: 6 MB is over the limit of 5 MB\n$/);
  assert.deepEqual(
    (JSON.parse(stdout) as { calls: { path: string }[] }).calls.map(({ path }) => path),
    ['app.py', 'plot.ipynb'],
  );
});

test('a file named by itself that can not be read is an error', () => {
  const folder = new TestFolder({ 'big.py': `# ${'x'.repeat(98)}\n`.repeat(53_000) });
  const { code, stderr } = folder.run(['check', 'big.py']);
  assert.equal(code, 2);
  assert.match(stderr, /^tierlint: big\.py: 6 MB is over the limit of 5 MB\n$/);
});

test('loops of links end, and no file comes twice', () => {
  const folder = new TestFolder({ 'src/app.py': PYTHON });
  fs.symlinkSync('..', folder.file('src/up'));
  fs.symlinkSync('app.py', folder.file('src/again.py'));
  fs.symlinkSync('b', folder.file('a'));
  fs.symlinkSync('a', folder.file('b'));
  assert.deepEqual(callPaths(folder), ['src/app.py']);
  assert.deepEqual(callPaths(folder, 'src/again.py'), ['src/again.py'], 'a link named by itself is followed');
  const { code, stderr } = folder.run(['check', 'a']);
  assert.equal(code, 2);
  assert.match(stderr, /^tierlint: a: too many levels of links\n$/);
});

test('a named pipe does not hang the scan', () => {
  const folder = new TestFolder({ 'app.py': PYTHON });
  if (folder.spawn('mkfifo', ['pipe.py']).code !== 0) return;
  assert.deepEqual(callPaths(folder), ['app.py']);
  assert.equal(folder.run(['check', 'pipe.py']).code, 2);
});

test('unreadable folders and files cost one line each and nothing else', () => {
  const folder = new TestFolder({ 'app.py': PYTHON, 'secret/app.py': PYTHON });
  folder.write('hidden.py', PYTHON);
  fs.chmodSync(folder.file('secret'), 0);
  fs.chmodSync(folder.file('hidden.py'), 0);
  const { code, stdout, stderr } = folder.run(['check', '--no-cache'], { unprivileged: true });
  const named = folder.run(['check', '--no-cache', 'hidden.py'], { unprivileged: true });
  fs.chmodSync(folder.file('secret'), 0o755);
  assert.equal(code, 0);
  assert.equal(stderr, 'tierlint: secret: skipped: permission denied\ntierlint: hidden.py: skipped: permission denied\n');
  assert.match(stdout, /^1 call in/m);
  assert.deepEqual([named.code, named.stderr], [2, 'tierlint: hidden.py: permission denied\n']);
});

test('ignore files hold at every level, named files are taken all the same', () => {
  const folder = new TestFolder({
    '.gitignore': '/generated/\n*_pb.py\n!keep_pb.py\n',
    '.ignore': 'scratch\n',
    '.tierlintignore': '!scratch/wanted.py\nlegacy/*\n',
    'generated/a.py': PYTHON,
    'src/generated/a.py': PYTHON,
    'src/x_pb.py': PYTHON,
    'src/keep_pb.py': PYTHON,
    'src/.gitignore': 'local.py\n!x_pb.py\n',
    'src/local.py': PYTHON,
    'other/local.py': PYTHON,
    'scratch/a.py': PYTHON,
    'legacy/a.py': PYTHON,
    'node_modules/pkg/index.ts': TYPESCRIPT,
    '.venv/lib/a.py': PYTHON,
    'myenv/pyvenv.cfg': '',
    'myenv/lib/a.py': PYTHON,
    'types.d.ts': TYPESCRIPT,
    'lib.min.js': TYPESCRIPT,
    'stub.pyi': PYTHON,
  });
  fs.mkdirSync(folder.file('.git/info'), { recursive: true });
  folder.write('.git/info/exclude', 'other\n');
  assert.deepEqual(callPaths(folder), ['src/keep_pb.py', 'src/x_pb.py', 'src/generated/a.py']);
  assert.deepEqual(callPaths(folder, 'generated/a.py', 'node_modules/pkg/index.ts'), ['generated/a.py', 'node_modules/pkg/index.ts']);
});

test('globs are expanded where the shell does not', () => {
  const folder = new TestFolder({ 'src/a.py': PYTHON, 'src/deep/b.py': PYTHON, 'src/c.ts': TYPESCRIPT, 'lib/d.py': PYTHON });
  assert.deepEqual(callPaths(folder, 'src/**/*.py'), ['src/a.py', 'src/deep/b.py']);
  assert.deepEqual(callPaths(folder, '*/*.{py,ts}'), ['lib/d.py', 'src/a.py', 'src/c.ts']);
});

test('other kinds of files given by name are passed over', () => {
  const { code, stderr } = new TestFolder({ 'README.md': '# x', 'app.py': PYTHON }).run(['check', 'README.md', 'app.py']);
  assert.equal(code, 0);
  assert.match(stderr, /^tierlint: README\.md: skipped: neither Python/);
});
