import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markdownCode, markdownText, printable, printableData } from '../../../server/src/core/text/printable';

describe('printable text', () => {
  const cases: readonly (readonly [says: string, text: string, expected: string])[] = [
    ['keeps ordinary text', 'src/api/größe-表.py:3', 'src/api/größe-表.py:3'],
    ['spells line ends out', 'a\nb\r\nc\td', 'a\\nb\\r\\nc\\td'],
    [
      'spells escape sequences of terminals out, those of one character too',
      '\u001b[31m\u0007\u009b31m\u007f',
      '\\x1b[31m\\x07\\x9b31m\\x7f',
    ],
    ['spells what turns text round out', 'a\u202eb\u2066c', 'a\\u202eb\\u2066c'],
    ['spells other line separators out', 'a\u2028b\u0085c', 'a\\u2028b\\x85c'],
    ['spells halves of characters out', 'a\ud800b😀', 'a\\ud800b😀'],
    ['begins no workflow command', '::error file=a::b', '\\x3a:error file=a::b'],
    ['begins no workflow command behind spaces', '  ::add-mask::x', '  \\x3a:add-mask::x'],
    ['holds no command of a CI system', 'a ##[set-output name=x;]y ##vso[task.x]z', 'a #\\x23[set-output name=x;]y #\\x23vso[task.x]z'],
  ];
  for (const [says, text, expected] of cases) it(says, () => assert.equal(printable(text), expected));

  it('reaches every string of data', () => {
    assert.deepEqual(printableData({ a: ['x\n', { b: 'y\r', c: 1, d: undefined }], e: null }), {
      a: ['x\\n', { b: 'y\\r', c: 1, d: undefined }],
      e: null,
    });
  });
});

describe('text in Markdown', () => {
  const cases: readonly (readonly [says: string, text: string, expected: string])[] = [
    ['keeps code', 'a comment `tier: standard` here', 'a comment `tier: standard` here'],
    ['shows no image', '![x](http://evil.example/a.png)', '!\\[x\\](http:\u2060//evil.example/a.png)'],
    ['shows no HTML', '<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['shows no address and mentions nobody', 'www.evil.example @everyone', 'w\u2060ww.evil.example @\u2060everyone'],
    ['ends no cell, in code neither', 'a | `b | c`', 'a \\| \\`b \\| c\\`'],
    ['takes a backtick alone as it is', 'a ` b <i>', 'a \\` b &lt;i&gt;'],
    ['takes code as Markdown does, by equal runs of backticks', '`` a ` b `` <i> `', '`` a ` b `` &lt;i&gt; \\`'],
    ['leaves an entity as it is written', '&lt;b&gt; & c', '&amp;lt;b&amp;gt; & c'],
    ['makes nothing of emphasis', '*a* _b_ ~~c~~ \\', '\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\\\'],
  ];
  for (const [says, text, expected] of cases) it(says, () => assert.equal(markdownText(text), expected));

  it('is linear in long runs of backticks', () => {
    assert.equal(markdownText('`'.repeat(200_001)).length, 400_002);
    assert.ok(markdownText('` `` '.repeat(50_000)).length > 0);
  });

  it('shows a name as code where that can be', () => {
    assert.equal(markdownCode('src/a.py:3'), '`src/a.py:3`');
    assert.equal(markdownCode('a`<img>`.py'), 'a\\`&lt;img&gt;\\`.py');
    assert.equal(markdownCode('a|b'), 'a\\|b');
    assert.equal(markdownCode('a\n::error::b'), '`a\\n::error::b`');
  });
});
