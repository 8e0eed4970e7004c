/** Signals, full disks, links, caches of any content: nothing is left half, nothing fails in silence. */
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, it, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { FLEX, PYTHON, TestFolder } from './cli';

const CLI = path.resolve(__dirname, '../../dist/cli.js');

describe('the cache', () => {
  const KEY = 'sk-SECRETSECRET';
  const source = `from openai import OpenAI

client = OpenAI(api_key="${KEY}")


def label(text):
    return client.responses.create(
        model="gpt-5.1", input="my private words", extra_headers={"authorization": "${KEY}"}, service_tier="flex"
    )
`;

  function cached(): { readonly folder: TestFolder; readonly file: string } {
    const folder = new TestFolder({ 'evals/a.py': source });
    folder.age();
    assert.equal(folder.run(['check']).code, 1);
    return { folder, file: path.join(folder.cacheFolder, fs.readdirSync(folder.cacheFolder)[0]!) };
  }

  it('holds no source text, and nobody else may read it', () => {
    const { folder, file } = cached();
    assert.doesNotMatch(fs.readFileSync(file, 'utf8'), /SECRET|private words|extra_headers/);
    assert.equal(fs.statSync(file).mode & 0o777, 0o600);
    assert.equal(fs.statSync(folder.cacheFolder).mode & 0o777, 0o700);
  });

  it('of a version that kept more is removed, and its folder closed', () => {
    const { folder, file } = cached();
    const old = path.join(folder.cacheFolder, 'old.json');
    fs.writeFileSync(old, KEY, { mode: 0o644 });
    fs.chmodSync(folder.cacheFolder, 0o755);
    folder.write('evals/b.py', source);
    folder.run(['check']);
    assert.ok(!fs.existsSync(old) && fs.existsSync(file));
    assert.equal(fs.statSync(folder.cacheFolder).mode & 0o777, 0o700);
  });

  it('gives the same fixes as a run without it', () => {
    const { folder } = cached();
    const fresh = folder.run(['fix', '--apply', 'raise-timeout,suppress', '--diff', '--no-cache']);
    const kept = folder.run(['fix', '--apply', 'raise-timeout,suppress', '--diff']);
    assert.match(fresh.stdout, /timeout=900/);
    assert.equal(kept.stdout, fresh.stdout);
  });

  it('of any content is rebuilt', () => {
    const { folder, file } = cached();
    const expected = folder.run(['check']).stdout;
    const good = fs.readFileSync(file, 'utf8');
    const scan = (JSON.parse(good) as { scan: { files: Record<string, { report?: unknown }> } }).scan;
    const [name] = Object.keys(scan.files);
    const contents: unknown[] = [
      null,
      [],
      5,
      'x',
      {},
      scan,
      { scan },
      { sha256: 'x', scan },
      { ...scan, files: { [name!]: null } },
      { scan: { ...scan, files: { [name!]: { ...scan.files[name!], report: {} } } } },
    ];
    for (const content of [
      ...contents.map((each) => JSON.stringify(each)),
      good.slice(0, -9),
      good.replace('flex-timeout', 'flex-timeouts'),
      '\u0000',
      '['.repeat(100_000),
    ]) {
      fs.writeFileSync(file, content, { mode: 0o600 });
      const run = folder.run(['check']);
      assert.equal(run.stdout, expected);
      assert.doesNotMatch(run.stderr, /internal error/);
      assert.equal(fs.readFileSync(file, 'utf8').startsWith('{"sha256":'), true);
    }
  });
});

describe('what is written', () => {
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) {
    it(`leaves no temporary file behind after ${signal}`, { skip: process.platform === 'win32' }, async () => {
      const folder = new TestFolder(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`m${i}.py`, FLEX])));
      const child = spawn(process.execPath, [CLI, 'fix', '--no-cache'], { cwd: folder.path, stdio: 'ignore' });
      const isWriting = (): boolean => fs.readdirSync(folder.path).some((name) => name.endsWith('.py') && folder.read(name) !== FLEX);
      while (child.exitCode === null && !isWriting()) await sleep(5);
      child.kill(signal);
      await new Promise((resolve) =>
        child.exitCode === null && child.signalCode === null ? child.once('exit', resolve) : resolve(undefined),
      );
      const names = fs.readdirSync(folder.path);
      assert.deepEqual(
        names.filter((name) => !name.endsWith('.py')),
        [],
      );
      const fixed = FLEX.replace('"flex")', '"flex", timeout=900.0)');
      for (const name of names) assert.ok([FLEX, fixed].includes(folder.read(name)), name);
    });
  }

  test('leaves nothing where there is no room', { skip: process.getuid?.() !== 0 || process.platform !== 'linux' }, (context) => {
    const folder = new TestFolder({});
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', folder.path]).status !== 0) return context.skip('no mount');
    try {
      folder.write('a.py', FLEX);
      try {
        fs.writeFileSync(folder.file('fill'), Buffer.alloc(1_000_000));
      } catch {
        // That is the point.
      }
      const run = folder.run(['init', '.']);
      assert.equal(run.code, 2);
      assert.match(run.stderr, /ENOSPC/);
      for (const args of [
        ['check', '--no-cache', '-o', 'report.txt'],
        ['check', '--no-cache', '--write-baseline'],
      ])
        assert.equal(folder.run(args).code, 2);
      const fixed = folder.run(['fix', '--no-cache']);
      assert.equal(fixed.code, 2);
      assert.match(fixed.stdout, /^Fixed nothing: 1 file could not be written\./);
      assert.deepEqual(fs.readdirSync(folder.path).sort(), ['a.py', 'fill']);
      assert.equal(folder.read('a.py'), FLEX);
    } finally {
      execFileSync('umount', [folder.path]);
    }
  });

  it('is said to have failed when no file can be written', () => {
    const folder = new TestFolder({ 'a.py': FLEX, 'b.py': FLEX });
    for (const name of ['a.py', 'b.py']) fs.chmodSync(folder.file(name), 0o444);
    const { stdout, stderr, code } = folder.run(['fix'], { unprivileged: true });
    assert.equal(code, 2);
    assert.match(stdout, /^Fixed nothing: 2 files could not be written\./);
    assert.match(stderr, /a\.py: left alone/);
  });

  it('names a file whose other names keep the old text', { skip: process.platform === 'win32' }, () => {
    const folder = new TestFolder({ 'a.py': FLEX });
    fs.linkSync(folder.file('a.py'), folder.file('other-name'));
    const { stderr, code } = folder.run(['fix']);
    assert.match(stderr, /a\.py: was a hard link/);
    assert.notEqual(code, 2);
    assert.match(folder.read('a.py'), /timeout=900/);
  });
});

test('a reader that goes away leaves the exit code of the findings', { skip: process.platform === 'win32' }, () => {
  const folder = new TestFolder(Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`m${i}.py`, FLEX])));
  for (const [level, code] of [
    ['warning', '1'],
    ['never', '0'],
  ]) {
    const { stdout } = folder.spawn('bash', [
      '-c',
      `"${process.execPath}" "${CLI}" check --no-cache --fail-on ${level} . | head -1 >/dev/null; echo \${PIPESTATUS[0]}`,
    ]);
    assert.equal(stdout.trim(), code);
  }
});

describe('a linked tierlint.json', () => {
  it('means what a file means, its errors too', { skip: process.platform === 'win32' }, () => {
    const folder = new TestFolder({ 'ws/a.py': PYTHON, 'ws/vendor/b.py': PYTHON, 'shared.json': '{ "exclude": ["vendor/**"] }' });
    fs.symlinkSync('../shared.json', folder.file('ws/tierlint.json'));
    const calls = (): readonly unknown[] =>
      (JSON.parse(folder.run(['check', '--format', 'json', '--fail-on', 'never', 'ws']).stdout) as { calls: { path: string }[] }).calls.map(
        ({ path: each }) => each,
      );
    assert.deepEqual(calls(), ['ws/a.py']);
    folder.write('shared.json', '{ "rulez": {} }');
    const { code, stderr } = folder.run(['check', 'ws']);
    assert.equal(code, 2);
    assert.match(stderr, /unknown key "rulez"/);
  });

  it('that leads nowhere is none', { skip: process.platform === 'win32' }, () => {
    const folder = new TestFolder({ 'a.py': PYTHON });
    fs.symlinkSync('nowhere.json', folder.file('tierlint.json'));
    assert.equal(folder.run(['check', '--fail-on', 'never']).code, 0);
  });
});

test('a name that is not UTF-8 is named as skipped', { skip: process.platform !== 'linux' }, () => {
  const folder = new TestFolder({ 'a.py': PYTHON });
  const name = Buffer.concat([Buffer.from(`${folder.path}/caf`), Buffer.from([0xe9]), Buffer.from('.py')]);
  fs.writeFileSync(name, PYTHON);
  fs.mkdirSync(Buffer.concat([Buffer.from(`${folder.path}/d`), Buffer.from([0xff])]));
  const { stderr, stdout } = folder.run(['check', '--fail-on', 'never']);
  assert.match(stderr, /caf\ufffd\.py: skipped: its name is not UTF-8/);
  assert.match(stderr, /d\ufffd: skipped: its name is not UTF-8/);
  assert.match(stdout, /1 call in 1 file/);
});

test('configuration and ignore files of any content are an error or nothing, never an internal one', () => {
  const deep = '['.repeat(100_000);
  const cases: Readonly<Record<string, string>>[] = [
    { 'tierlint.json': deep },
    { 'tierlint.json': `{"paths": ${'{"a":'.repeat(50_000)}` },
    {
      'tierlint.json': `{"exclude": ["${'*'.repeat(12)}z", "${'+(*)'.repeat(12)}z", "${'*([a-z]*)'.repeat(12)}", "${'*(?|a)'.repeat(18)}"]}`,
    },
    { 'tierlint.json': `{"paths": {"${'{a,b}'.repeat(30)}": {"tier": "flex"}}}` },
    { '.gitignore': 'a'.repeat(1_000_000) },
    { '.tierlintignore': '/'.repeat(50_000) },
    { '.gitignore': `a${'\\ '.repeat(50_000)}` },
    { 'package.json': deep, 'tsconfig.json': deep, 'a.ts': 'import x from "./b";' },
    { 'a.ipynb': deep, 'b.jsonl': `{"custom_id":"a","method":"POST","url":"/v1/responses","body":${deep}}\n` },
  ];
  for (const files of cases) {
    const folder = new TestFolder({ [`${'a'.repeat(120)}.py`]: PYTHON, ...files });
    const { stderr, code } = folder.run(['check', '--no-cache', '--fail-on', 'never']);
    assert.doesNotMatch(stderr, /internal error/, Object.keys(files).join());
    assert.ok(code === 0 || code === 2);
    assert.ok(stderr.length < 2000);
  }
});

test('a working directory that is gone is said in words', { skip: process.platform === 'win32' }, () => {
  const folder = new TestFolder({ 'gone/a.py': PYTHON });
  const { stdout } = folder.spawn('bash', ['-c', `cd gone && rm -r ../gone && "${process.execPath}" "${CLI}" check 2>&1; echo $?`]);
  assert.match(stdout, /working directory is gone[^]*\n2\n$/);
});

describe('a file that is nested too deeply', () => {
  const deep = (open: string, close: string): string => open.repeat(20_000) + close.repeat(20_000);

  it('is read as far as it goes in Python, calls above and below included', () => {
    const folder = new TestFolder({ 'deep.py': `${PYTHON}x = ${deep('[', ']')}\nclient.responses.create(model="gpt-5.4", input="a")\n` });
    assert.match(folder.run(['check', '--no-cache', '--fail-on', 'never']).stdout, /2 calls in 1 file/);
  });

  it('is named where its parser gives up, not passed over', () => {
    const text = `import OpenAI from "openai";\nnew OpenAI().responses.create({ model: "gpt-5.4", input: ${deep('(', ')')} });\n`;
    const { stderr, code } = new TestFolder({ 'deep.ts': text }).run(['check', '--no-cache', '--fail-on', 'never', '.']);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /deep\.ts: (?:skipped|read in part): it is nested too deeply/);
  });
});
