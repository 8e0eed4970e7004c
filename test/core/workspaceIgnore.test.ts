import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import ignore from 'ignore';
import { IgnorePatterns } from '../../server/src/workspace/ignorePatterns';

/** What a walk would do: nothing below an ignored folder is reached. */
function isLeftOut(patterns: IgnorePatterns, path: string): boolean {
  const segments = path.split('/');
  return segments.some((name, i) => patterns.judge(segments.slice(0, i + 1).join('/'), name, 0, i < segments.length - 1) === 'ignored');
}

test('patterns mean what gitignore(5) says', () => {
  const cases: readonly (readonly [pattern: string, path: string, isLeftOut: boolean])[] = [
    ['*.log', 'a/b.log', true],
    ['*.log', 'a/b.log.txt', false],
    ['/a.py', 'a.py', true],
    ['/a.py', 'b/a.py', false],
    ['b/a.py', 'c/b/a.py', false],
    ['build/', 'x/build/a.py', true],
    ['build/', 'x/build', false],
    ['**/gen', 'x/y/gen/a.py', true],
    ['x/**/a.py', 'x/a.py', true],
    ['x/**/a.py', 'x/y/z/a.py', true],
    ['x/**', 'x/y.py', true],
    ['x/**', 'x', false],
    ['a?.py', 'ab.py', true],
    ['a[0-9].py', 'a5.py', true],
    ['a[!0-9].py', 'a5.py', false],
    ['a[^0-9].py', 'ab.py', true],
    ['\\#a.py', '#a.py', true],
    ['\\!a.py', '!a.py', true],
    ['# a.py', '# a.py', false],
    ['a.py   ', 'a.py', true],
    ['*.py\n!keep.py', 'x/keep.py', false],
    ['x/\n!x/keep.py', 'x/keep.py', true],
    ['!keep.py\n*.py', 'keep.py', true],
    ['a.b.*', 'a.b.c', true],
    ['.env*', '.env.local', true],
    ['a[', 'a[', false],
  ];
  for (const [pattern, path, expected] of cases) assert.equal(isLeftOut(new IgnorePatterns(pattern), path), expected, `${JSON.stringify(pattern)} on ${path}`);
});

test('any patterns agree with the ignore package on any path', () => {
  const name = fc.constantFrom('a', 'b', 'a.py', 'b.py', 'ab.py', '.env', 'a.b.py', 'build', 'c-d');
  const piece = fc.constantFrom('a', 'b', '*', '**', '?', '*.py', 'a*', 'b.py', 'build', '[ab]', '[!a].py', '.env', '*.b.py', 'a.b.*');
  const pattern = fc.tuple(fc.constantFrom('', '', '', '!'), fc.constantFrom('', '', '/'), fc.array(piece, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '', '/')).map(([not, root, pieces, folder]) => not + root + pieces.join('/') + folder);
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
  fc.assert(
    fc.property(fc.array(pattern, { minLength: 1, maxLength: 4 }), path, (patterns, file) => {
      const text = patterns.join('\n');
      assert.equal(isLeftOut(new IgnorePatterns(text), file), ignore({ ignorecase: false }).add(text).ignores(file), `${JSON.stringify(text)} on ${file}`);
    }),
    { numRuns: 3000 },
  );
});
