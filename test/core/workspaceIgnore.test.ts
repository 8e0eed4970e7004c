import assert from 'node:assert/strict';
import test from 'node:test';
import type { FileSystem } from '../../server/src/workspace/fileSystem';
import { IgnoreRules } from '../../server/src/workspace/ignoreRules';

/** Ignore files that live in memory. */
function fileSystem(files: Readonly<Record<string, string>>): FileSystem {
  const folders = new Set(Object.keys(files).flatMap((path) => path.split('/').map((_, i, parts) => parts.slice(0, i + 1).join('/'))));
  return { readText: (path) => files[path], exists: (path) => folders.has(path), list: () => [] };
}

/** The rules inside a folder, entered from the root with the ignore files on the way. */
function rulesAt(folder: string, files: Readonly<Record<string, string>>): IgnoreRules {
  const system = fileSystem(files);
  let rules = IgnoreRules.above('/p', system);
  const steps = folder
    .split('/')
    .slice(1)
    .map((_, i, parts) => `/${parts.slice(0, i + 1).join('/')}`);
  for (const step of steps) {
    const names = new Set(
      Object.keys(files).flatMap((path) => (path.startsWith(`${step}/`) ? [path.slice(step.length + 1).split('/')[0]!] : [])),
    );
    rules = rules.enter(
      step,
      [...names].map((name) => ({ name, kind: 'file' as const })),
      system,
    );
  }
  return rules;
}

test('patterns hold below the folder of their file', () => {
  const rules = rulesAt('/p/src', { '/p/.gitignore': '*.gen.py\n/top.py\nlogs/\n' });
  assert.equal(rules.ignores('/p/src/a.gen.py', false), true);
  assert.equal(rules.ignores('/p/src/top.py', false), false);
  assert.equal(rules.ignores('/p/src/logs', true), true);
  assert.equal(rules.ignores('/p/src/logs', false), false);
});

test('a file further down takes back what one above leaves out', () => {
  const rules = rulesAt('/p/src', { '/p/.gitignore': '*.py\n', '/p/src/.gitignore': '!keep.py\n' });
  assert.equal(rules.ignores('/p/src/keep.py', false), false);
  assert.equal(rules.ignores('/p/src/other.py', false), true);
});

test('.tierlintignore is stronger than .ignore, and that than .gitignore', () => {
  const rules = rulesAt('/p', { '/p/.gitignore': '!a.py\n!b.py\n', '/p/.ignore': 'a.py\nb.py\n', '/p/.tierlintignore': '!b.py\n' });
  assert.equal(rules.ignores('/p/a.py', false), true);
  assert.equal(rules.ignores('/p/b.py', false), false);
});

test("git's files end at the border of a repository, the others do not", () => {
  const rules = rulesAt('/p/inner', { '/p/.gitignore': 'a.py\n', '/p/.tierlintignore': 'b.py\n', '/p/inner/.git/HEAD': '' });
  assert.equal(rules.ignores('/p/inner/a.py', false), false);
  assert.equal(rules.ignores('/p/inner/b.py', false), true);
});

test('a folder that is named although it is ignored is taken, with what is in it', () => {
  const rules = IgnoreRules.above(
    '/p/.cache/out',
    fileSystem({ '/p/.git/HEAD': '', '/p/.gitignore': '.cache/\n', '/p/.cache/out/a.py': '' }),
  );
  assert.equal(rules.ignores('/p/.cache/out/a.py', false), false);
});

test('case matters, comments and blank lines do not', () => {
  const rules = rulesAt('/p', { '/p/.gitignore': '# a.py\n\nB.py\n' });
  assert.equal(rules.ignores('/p/a.py', false), false);
  assert.equal(rules.ignores('/p/b.py', false), false);
  assert.equal(rules.ignores('/p/B.py', false), true);
});
