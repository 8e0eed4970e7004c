import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import test from 'node:test';
import { FLEX, notebook, PYTHON, TestFolder, TYPESCRIPT } from './cli';

test('without --apply only safe fixes are applied, and none that only silences', () => {
  const folder = new TestFolder({ 'app.py': PYTHON, 'flex.py': FLEX });
  const { code, stdout } = folder.run(['fix']);
  assert.equal(code, 0);
  assert.match(stdout, /^Changed 1 file: 1 raise-timeout\. 2 findings left\.$/m);
  assert.equal(folder.read('app.py'), PYTHON);
  assert.equal(folder.read('flex.py'), FLEX.replace('"flex")', '"flex", timeout=900.0)'));
});

test('a fix is idempotent: a second run changes nothing', () => {
  const folder = new TestFolder({
    'app.py': PYTHON,
    'flex.py': FLEX,
    'label.ts': TYPESCRIPT,
    'package.json': '{"dependencies":{"openai":"^7.0.0","undici":"^7.0.0"}}',
  });
  for (const args of [['fix'], ['fix', '--apply', 'add-flex']]) {
    assert.match(folder.run(args).stdout, /^Changed/);
    const after = ['app.py', 'flex.py', 'label.ts'].map((name) => folder.read(name));
    assert.match(folder.run(args).stdout, /^Nothing to fix\./);
    assert.deepEqual(
      ['app.py', 'flex.py', 'label.ts'].map((name) => folder.read(name)),
      after,
    );
  }
  assert.deepEqual(new Set(folder.check().findings.map(({ rule }) => rule)), new Set(['flex-without-fallback']));
});

test('--tier writes the tier that is named', () => {
  for (const [tier, value] of [
    ['standard', 'default'],
    ['priority', 'priority'],
    ['fast', 'priority'],
    ['auto', 'auto'],
    ['flex', 'flex'],
  ] as const) {
    const folder = new TestFolder({ 'app.py': PYTHON });
    folder.run(['fix', '--tier', tier]);
    assert.match(folder.read('app.py'), new RegExp(`service_tier="${value}"`));
  }
});

test('several findings of one file are fixed in one run', () => {
  const folder = new TestFolder({ 'app.py': PYTHON + PYTHON + PYTHON });
  folder.run(['fix', '--apply', 'add-flex']);
  assert.equal(folder.read('app.py').split('service_tier="flex"').length, 4);
});

test('--diff writes nothing and can be applied by git', () => {
  const files = {
    'app.py': PYTHON,
    'crlf.py': PYTHON.replaceAll('\n', '\r\n'),
    'no-newline.py': PYTHON.trimEnd(),
    'label.ts': TYPESCRIPT,
    'deep/er/marked.py': `\ufeff${PYTHON}`,
    'notes.ipynb': notebook(PYTHON.split(/(?<=\n)/)),
  };
  const folder = new TestFolder(files);
  const { stdout } = folder.run(['fix', '--apply', 'add-flex', '--diff']);
  for (const [name, content] of Object.entries(files)) assert.equal(folder.read(name), content, `${name} was written`);
  assert.equal(folder.spawn('git', ['init', '-q']).code, 0);
  const applied = folder.spawn('git', ['-c', 'core.autocrlf=false', 'apply', '--whitespace=nowarn', '-'], stdout);
  assert.equal(applied.code, 0, applied.stderr);
  const patched = Object.keys(files).map((name) => folder.read(name));
  for (const [name, content] of Object.entries(files)) folder.write(name, content);
  folder.run(['fix', '--apply', 'add-flex']);
  assert.deepEqual(
    Object.keys(files).map((name) => folder.read(name)),
    patched,
  );
});

test('line ends, byte order mark, missing last newline and file mode stay', () => {
  const folder = new TestFolder({ 'crlf.py': FLEX.replaceAll('\n', '\r\n'), 'marked.py': `\ufeff${FLEX}`, 'open.py': FLEX.trimEnd() });
  fs.chmodSync(folder.file('open.py'), 0o750);
  folder.run(['fix']);
  const fixed = FLEX.replace('"flex")', '"flex", timeout=900.0)');
  assert.equal(folder.read('crlf.py'), fixed.replaceAll('\n', '\r\n'));
  assert.equal(folder.read('marked.py'), `\ufeff${fixed}`);
  assert.equal(folder.read('open.py'), fixed.trimEnd());
  assert.equal(fs.statSync(folder.file('open.py')).mode & 0o777, 0o750);
  assert.deepEqual(fs.readdirSync(folder.path).sort(), ['crlf.py', 'marked.py', 'open.py'], 'nothing is left behind');
});

test('bytes of files that are not UTF-8 stay', () => {
  const head = Buffer.from('# caf\u00e9 \u00ff\u0080\n', 'latin1');
  const folder = new TestFolder({ 'a.py': Buffer.concat([head, Buffer.from(FLEX)]) });
  folder.run(['fix']);
  assert.deepEqual(folder.bytes('a.py'), Buffer.concat([head, Buffer.from(FLEX.replace('"flex")', '"flex", timeout=900.0)'))]));
});

test('a link stays a link', () => {
  const folder = new TestFolder({ 'real/app.py': FLEX });
  fs.symlinkSync('real/app.py', folder.file('link.py'));
  folder.run(['fix', 'link.py']);
  assert.ok(fs.lstatSync(folder.file('link.py')).isSymbolicLink());
  assert.match(folder.read('real/app.py'), /timeout=900\.0/);
});

test('a notebook changes in its source alone', () => {
  const cells = notebook(
    ['%pip install openai\n', 'from openai import OpenAI\n', 'client = OpenAI()'],
    ['r = client.responses.create(model="gpt-5.1", input="é", service_tier="flex")\n', 'r'],
  ).replace('"outputs": []', '"outputs": [{"data": {"text/plain": ["1.0E+5"]}, "x": 1.50}]');
  const folder = new TestFolder({ 'notes.ipynb': cells });
  folder.run(['fix']);
  assert.equal(folder.read('notes.ipynb'), cells.replace('service_tier=\\"flex\\")', 'service_tier=\\"flex\\", timeout=900.0)'));
});

test('a read-only file is left alone, said in one line', () => {
  const folder = new TestFolder({ 'app.py': FLEX });
  fs.chmodSync(folder.file('app.py'), 0o444);
  const { code, stderr } = folder.run(['fix'], { unprivileged: true });
  assert.equal(code, 2);
  assert.equal(stderr, 'tierlint: app.py: left alone: EACCES\n');
  assert.equal(folder.read('app.py'), FLEX);
});

test('a fix that makes a module makes it once, and a later file of the folder uses it', () => {
  const folder = new TestFolder({ 'app.py': PYTHON, 'other.py': PYTHON.replaceAll('"', "'") });
  assert.match(folder.run(['fix', '--apply', 'tier-router']).stdout, /^Changed 3 files: 2 tier-router\. 0 findings left\.$/m);
  const made = folder.read('tier_router.py');
  for (const name of ['app.py', 'other.py']) assert.match(folder.read(name), /^from tier_router import route$/m);
  folder.write('later.py', PYTHON);
  folder.write('tier_router.py', `${made}# The table is ours.\n`);
  assert.match(folder.run(['fix', '--apply', 'tier-router']).stdout, /^Changed 1 file: 1 tier-router\./m);
  assert.equal(folder.read('tier_router.py'), `${made}# The table is ours.\n`);
  assert.deepEqual(fs.readdirSync(folder.path).sort(), ['app.py', 'later.py', 'other.py', 'tier_router.py']);
});

test('a new module is shown as a new file, in a form that git applies', () => {
  const folder = new TestFolder({ 'app.py': PYTHON.replaceAll('\n', '\r\n') });
  const { stdout } = folder.run(['fix', '--apply', 'tier-router', '--diff']);
  assert.match(stdout, /^--- \/dev\/null\n\+\+\+ b\/tier_router\.py$/m);
  assert.deepEqual(fs.readdirSync(folder.path), ['app.py']);
  assert.equal(folder.spawn('git', ['init', '-q']).code, 0);
  const applied = folder.spawn('git', ['-c', 'core.autocrlf=false', 'apply', '--whitespace=nowarn', '-'], stdout);
  assert.equal(applied.code, 0, applied.stderr);
  const patched = ['app.py', 'tier_router.py'].map((name) => folder.read(name));
  fs.rmSync(folder.file('tier_router.py'));
  folder.write('app.py', PYTHON.replaceAll('\n', '\r\n'));
  folder.run(['fix', '--apply', 'tier-router']);
  assert.deepEqual(
    ['app.py', 'tier_router.py'].map((name) => folder.read(name)),
    patched,
  );
  assert.ok(
    patched.every((text) => !/(?<!\r)\n/.test(text)),
    'the line ends of the project',
  );
});

test('a file of the same name that is no router is left alone, and the call with it', () => {
  const folder = new TestFolder({ 'app.py': PYTHON, 'tier_router.py': 'TIERS = ["gold", "silver"]\n' });
  assert.match(folder.run(['fix', '--apply', 'tier-router']).stdout, /^Nothing to fix\./);
  assert.equal(folder.read('app.py'), PYTHON);
  assert.equal(folder.read('tier_router.py'), 'TIERS = ["gold", "silver"]\n');
});

test('loops that stay as they are are listed with the reason, once each, when their fix is asked for by name', () => {
  const folder = new TestFolder({
    'good.py': `from openai import OpenAI\n\nclient = OpenAI()\nfor word in ["a", "b"]:\n    print(client.responses.create(model="gpt-5.4", input=word).output_text)\n`,
    'left.py': `from openai import OpenAI\n\nclient = OpenAI()\n\n\ndef ask(word):\n    return client.responses.create(model="gpt-5.4", input=word).output_text\n\n\nprint([ask(word) for word in ["a", "b"]])\nprint(ask("c"))\n`,
  });
  const { stdout, stderr } = folder.run(['fix', '--apply', 'loop-to-batch']);
  // The file, and the module that its loop shares with others.
  assert.match(stdout, /^Changed 2 files: 1 loop-to-batch\./m);
  assert.match(stderr, /^tierlint: left\.py:7: loop-to-batch left out: `ask` is used in line 10 and in line 11$/m);
  assert.equal(stderr.match(/left out/g)?.length, 1);
  assert.doesNotMatch(folder.run(['fix', '--diff']).stderr, /left out/);
});
