import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileGlob, escapeGlob, GlobError, isGlob } from '../../../server/src/core/text/glob';

describe('a glob of a path', () => {
  const cases: readonly (readonly [glob: string, matches: readonly string[], leaves: readonly string[]])[] = [
    ['src/*.py', ['src/a.py', 'src/.a.py'], ['src/a/b.py', 'a.py', 'src/a.pyc']],
    ['**/evals/**', ['evals', 'evals/a.py', 'x/y/evals/b/c.py'], ['evil/a.py', 'xevals/a.py']],
    ['a/**/b/**/c', ['a/b/c', 'a/x/b/b/y/c'], ['a/c/b', 'a/b', 'b/c']],
    ['?.p[yx]', ['a.py', 'b.px'], ['ab.py', '.py', 'a.pz']],
    ['[!a-c0-9]x', ['dx', '_x'], ['ax', '5x', 'x']],
    ['[]a]x', [']x', 'ax'], ['bx']],
    ['[[:upper:]_]*', ['Readme', '_x', 'Ärger'], ['readme', '1']],
    ['{src,lib/{a,b}}/*.ts', ['src/x.ts', 'lib/a/x.ts', 'lib/b/x.ts'], ['lib/x.ts', 'lib/c/x.ts']],
    ['v{1..3}/{a..c}.ts', ['v1/a.ts', 'v3/c.ts'], ['v4/a.ts', 'v1/d.ts']],
    ['{a}.py', ['{a}.py'], ['a.py']],
    ['+(ab|c)', ['ab', 'c', 'abcab'], ['', 'abx', 'a']],
    ['*(a)b', ['b', 'aab'], ['ab/b', 'c']],
    ['?(un)known', ['known', 'unknown'], ['ununknown']],
    ['@(a|b*).js', ['a.js', 'bcd.js'], ['ab.js', '.js']],
    ['!(*.test).ts', ['a.ts', '.ts'], ['a.test.ts']],
    ['\\*\\{a\\}', ['*{a}'], ['xa', 'x{a}']],
  ];
  for (const [glob, matches, leaves] of cases) {
    it(`${glob} matches what it says, and nothing else`, () => {
      const test = compileGlob(glob);
      for (const path of matches) assert.equal(test(path), true, path);
      for (const path of leaves) assert.equal(test(path), false, path);
    });
  }

  for (const [glob, problem] of [
    ['src/[a', /closing \] is missing/],
    ['+(a', /closing \) is missing/],
    ['{a,b', /closing } is missing/],
    ['a}b{', /opening { is missing|closing } is missing/],
    ['+(a/b)', /can't stand within/],
    ['{0..999999}', /more than 500 globs/],
    ['{a,b}'.repeat(20), /more than 500 globs/],
    ['+('.repeat(50) + 'a' + ')'.repeat(50), /brackets in brackets/],
    ['a'.repeat(5000), /longer than/],
  ] as const) {
    it(`${glob.slice(0, 20)} is refused in words`, () =>
      assert.throws(
        () => compileGlob(glob),
        (error) => error instanceof GlobError && problem.test(error.message),
      ));
  }

  it('that is escaped means one path', () => {
    for (const path of ['app/[slug]/page.tsx', 'a{b,c}.py', '+(x)/*?.py', 'a\\b', '!a@b|c'])
      assert.equal(compileGlob(escapeGlob(path))(path), true, path);
    assert.equal(compileGlob(escapeGlob('app/[slug]/page.tsx'))('app/s/page.tsx'), false);
  });

  it('is told from a path', () => {
    for (const glob of ['*.py', 'a/?', 'src/{a,b}', '[ab].py', '+(a)']) assert.equal(isGlob(glob), true, glob);
    for (const path of ['src/a.py', 'a+b', '(x)', 'a]b']) assert.equal(isGlob(path), false, path);
  });
});

describe('a hostile glob', () => {
  const long = `${'a'.repeat(200)}/${'ab'.repeat(100)}.pyq`;
  const globs = [
    '*'.repeat(12) + 'z',
    '*a'.repeat(300) + 'z',
    '+(*)'.repeat(12) + 'z',
    '*([a-z]*)'.repeat(12),
    '*(?|a)'.repeat(18),
    '+(+(+(+(+(a)))))z',
    '*(a|aa|aaa|aaaa)z',
    '!(!(!(a*)b*)c*)z',
    '**/*a/'.repeat(60) + 'z',
    '!(*a*)!(*b*)!(*c*)z',
  ];
  for (const glob of globs) {
    it(`${glob.slice(0, 24)} is answered at once`, () => {
      const test = compileGlob(glob);
      const { user } = process.cpuUsage();
      for (let i = 0; i < 50; i++) test(long + i);
      const milliseconds = (process.cpuUsage().user - user) / 1000;
      assert.ok(milliseconds < 2500, `${milliseconds} ms for 50 paths`);
    });
  }
});
