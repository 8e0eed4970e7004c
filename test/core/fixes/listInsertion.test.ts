import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { appendItems } from '../../../server/src/core/fixes/listInsertion';
import { applyEdits } from '../../../server/src/core/text/textEdit';

/** Appends `x=1` and `y=2` to a list whose items are single letters. */
function appended(text: string, { comment = '#', padding = '' }: { comment?: '#' | '//'; padding?: '' | ' ' } = {}): string | undefined {
  const code = text.replace(/#.*|\/\/.*|\/\*[^]*?\*\//g, (found) => ' '.repeat(found.length));
  const items = [...code.matchAll(/[a-z]/g)].map(({ index }) => ({ start: index, end: index + 1 }));
  const edits = appendItems({ text, brackets: { start: 0, end: text.length }, items, lineComment: comment, padding, newline: '\n' }, [
    'x=1',
    'y=2',
  ]);
  return edits && applyEdits(text, edits);
}

describe('items are appended', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['to an empty list', '()', '(x=1, y=2)'],
    ['to a list of white space', '(\n)', '(x=1, y=2)'],
    ['on one line', '(a, b)', '(a, b, x=1, y=2)'],
    ['after a comma on one line', '(a, b,)', '(a, b, x=1, y=2,)'],
    ['on lines of their own', '(\n  a,\n  b,\n)', '(\n  a,\n  b,\n  x=1,\n  y=2,\n)'],
    ['without a final comma where there was none', '(\n  a,\n  b\n)', '(\n  a,\n  b,\n  x=1,\n  y=2\n)'],
    ['below a comment that belongs to the last item', '(\n  a,  # why\n)', '(\n  a,  # why\n  x=1,\n  y=2,\n)'],
    ['below a comment, with a comma before it', '(\n  a  # why, (so\n)', '(\n  a,  # why, (so\n  x=1,\n  y=2\n)'],
    ['with the indentation of a hanging list', '(a,\n b)', '(a,\n b,\n x=1,\n y=2)'],
    ['below a line that several items share', '(\n  a, b\n)', '(\n  a, b,\n  x=1,\n  y=2\n)'],
  ];
  for (const [how, before, after] of cases) it(how, () => assert.equal(appended(before), after));

  it('inside padded braces', () => {
    assert.equal(appended('{}', { comment: '//', padding: ' ' }), '{ x=1, y=2 }');
    assert.equal(appended('{ a }', { comment: '//', padding: ' ' }), '{ a, x=1, y=2 }');
  });

  it('below a block comment that starts on the last line', () => {
    assert.equal(appended('{\n  a, /* goes\n  on, } */\n}', { comment: '//' }), '{\n  a, /* goes\n  on, } */\n  x=1,\n  y=2,\n}');
  });
});

describe('nothing is appended', () => {
  it('to a list that is not closed', () => assert.equal(appended('(a, b'), undefined));
  it('to a list that holds only a comment', () => assert.equal(appended('(\n  # nothing yet\n)'), undefined));
});
