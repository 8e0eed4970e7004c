import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { describe, it } from 'node:test';
import { notebook, TestFolder } from './cli';

const HEAD = 'from openai import OpenAI\n\nclient = OpenAI()\n';
const ASK = `${HEAD}\n\ndef ask(text):\n    return client.responses.create(model="gpt-5.4", input=text)\n`;

interface Report {
  readonly summary: { added: number; removed: number; changed: number; dearer: number };
  readonly changes: readonly {
    readonly kind: string;
    readonly before: { path: string; tier: string } | null;
    readonly after: { path: string; line: number } | null;
    readonly differences: readonly { what: string; before: string; after: string }[];
    readonly costChangePercent: number | null;
  }[];
}

/** A repository with these files committed. */
function repository(files: Record<string, string>): TestFolder {
  const folder = new TestFolder(files);
  for (const args of [
    ['init', '-q', '-b', 'main'],
    ['add', '-A'],
    ['-c', 'user.name=T', '-c', 'user.email=t@example.org', 'commit', '-q', '-m', 'first'],
  ]) {
    const { code, stderr } = folder.spawn('git', args);
    assert.equal(code, 0, stderr);
  }
  return folder;
}

function diff(folder: TestFolder, ...args: readonly string[]): Report {
  const { code, stdout, stderr } = folder.run(['diff', 'main', '--format', 'json', ...args]);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as Report;
}

describe('tierlint diff', () => {
  it('is silent about calls that only moved', () => {
    const folder = repository({ 'a.py': ASK });
    folder.write('a.py', `"""Asks."""\nimport os\n${ASK}`);
    assert.deepEqual(diff(folder).changes, []);
    assert.equal(folder.run(['diff', 'main']).stdout, 'No OpenAI call differs from main.\n');
  });

  it('tells a changed model, tier and timeout, with what 1,000 calls cost before and after', () => {
    const folder = repository({ 'a.py': ASK });
    folder.write('a.py', ASK.replace('gpt-5.4', 'gpt-5.5'));
    const [model] = diff(folder).changes;
    assert.deepEqual(model?.differences, [{ what: 'model', before: 'gpt-5.4', after: 'gpt-5.5' }]);
    assert.equal(model?.costChangePercent, 100);
    folder.write('a.py', ASK.replace('input=text', 'input=text, service_tier="flex", timeout=900.0'));
    const [tier] = diff(folder).changes;
    assert.deepEqual(
      tier?.differences.map(({ what }) => what),
      ['tier', 'timeout'],
    );
    assert.equal(tier?.costChangePercent, -50);
  });

  it('finds added and removed calls, untracked and deleted files included', () => {
    const folder = repository({ 'a.py': ASK, 'old.py': ASK });
    folder.write('new/b.py', ASK);
    fs.rmSync(folder.file('old.py'));
    folder.write('a.py', `${ASK}\n\ndef more(text):\n    return client.embeddings.create(model="text-embedding-3-small", input=text)\n`);
    const { changes, summary } = diff(folder);
    assert.deepEqual([summary.added, summary.removed, summary.changed], [2, 1, 0]);
    assert.deepEqual(changes.map(({ kind, before, after }) => `${kind} ${(after ?? before)?.path}`).sort(), [
      'added a.py',
      'added new/b.py',
      'removed old.py',
    ]);
  });

  it('follows a renamed file', () => {
    const folder = repository({ 'a.py': ASK });
    fs.rmSync(folder.file('a.py'));
    folder.write('b.py', ASK);
    folder.spawn('git', ['add', '-A']);
    assert.deepEqual(diff(folder).changes, []);
  });

  it('sees what a client in another file does to calls that did not change', () => {
    const folder = repository({ 'client.py': HEAD, 'a.py': ASK.replace(HEAD, 'from client import client\n') });
    folder.write('client.py', HEAD.replace('OpenAI()', 'OpenAI(timeout=30)'));
    assert.deepEqual(
      diff(folder).changes.map(({ after, differences }) => [after?.path, differences]),
      [['a.py', [{ what: 'timeout', before: '600 s', after: '30 s' }]]],
    );
  });

  it('counts lines of a notebook within its cell', () => {
    const cells = (model: string): string =>
      notebook(['from openai import OpenAI\n', 'client = OpenAI()'], [`client.responses.create(model="${model}", input="Hello")`]);
    const folder = repository({ 'a.ipynb': cells('gpt-5.4') });
    folder.write('a.ipynb', cells('gpt-5.5'));
    assert.match(folder.run(['diff', 'main']).stdout, /^~ a\.ipynb:cell 2:1 {2}model gpt-5\.4 → gpt-5\.5/);
  });

  it('writes Markdown for a pull request', () => {
    const folder = repository({ 'a.py': ASK });
    folder.write('a.py', ASK.replace('gpt-5.4', 'gpt-5.5'));
    const { stdout } = folder.run(['diff', 'main', '--format', 'markdown']);
    assert.match(stdout, /^### OpenAI calls\n\nAgainst `main`: 1 changed\. 1 call costs more than before\./);
    assert.match(stdout, /\| `a\.py:7` \| model gpt-5\.4 → gpt-5\.5 \| ≈ \$[\d.]+ → ≈ \$[\d.]+ \(\+100 %\) \|/);
  });

  it('fails on a cost increase when asked to, and on nothing else', () => {
    const folder = repository({ 'a.py': ASK });
    const code = (): number | null => folder.run(['diff', 'main', '--fail-on', 'cost-increase']).code;
    assert.equal(code(), 0);
    folder.write('b.py', ASK);
    assert.equal(code(), 0, 'a new call is no increase of one');
    folder.write('a.py', ASK.replace('gpt-5.4', 'gpt-5.5'));
    assert.equal(code(), 1);
    assert.equal(folder.run(['diff', 'main']).code, 0);
  });

  it('compares the working directory alone, and works in a folder below the root', () => {
    const folder = repository({ 'x/a.py': ASK, 'y/a.py': ASK });
    for (const name of ['x/a.py', 'y/a.py']) folder.write(name, ASK.replace('gpt-5.4', 'gpt-5.5'));
    const { stdout, code } = folder.run(['diff', 'main', '--format', 'json'], { cwd: folder.file('x') });
    assert.equal(code, 0);
    assert.deepEqual(
      (JSON.parse(stdout) as Report).changes.map(({ after }) => after?.path),
      ['a.py'],
    );
  });

  it('refuses what is no commit or no repository in one line', () => {
    const folder = repository({ 'a.py': ASK });
    const outside = new TestFolder({ 'a.py': ASK });
    for (const [where, ref, message] of [
      [folder, 'nowhere', /no commit, branch or tag "nowhere"/],
      [folder, '--help-me', /.+/],
      [outside, 'main', /is not in a git repository/],
    ] as const) {
      const { code, stderr } = where.run(['diff', ref]);
      assert.equal(code, 2);
      assert.match(stderr, message);
      assert.match(stderr, /^tierlint: [^\n]+\n$/);
    }
    assert.match(folder.run(['diff', 'main'], { env: { PATH: '' } }).stderr, /git is not installed/);
  });
});
