import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { contains, touches } from '../../../server/src/core/text/span';
import { applyEdits, insertion, overlaps, type TextEdit } from '../../../server/src/core/text/textEdit';

const replace = (start: number, end: number, newText: string): TextEdit => ({ span: { start, end }, newText });

describe('edits', () => {
  it('are applied wherever they stand in the list', () => {
    assert.equal(applyEdits('abcdef', [replace(4, 5, 'E'), replace(0, 1, 'A')]), 'AbcdEf');
  });

  it('mean offsets of the text as it was', () => {
    assert.equal(applyEdits('abc', [insertion(0, '123'), replace(1, 2, ''), insertion(3, '!')]), '123ac!');
  });

  it('keep the order of insertions at one place', () => {
    assert.equal(applyEdits('ab', [insertion(1, '1'), insertion(1, '2')]), 'a12b');
  });

  it('may insert where a replacement starts or ends', () => {
    assert.equal(applyEdits('abc', [replace(1, 2, 'B'), insertion(1, '<'), insertion(2, '>')]), 'a<B>c');
  });

  it('that overlap are refused', () => {
    assert.throws(() => applyEdits('abcd', [replace(0, 2, ''), replace(1, 3, '')]), RangeError);
  });

  it('outside of the text are refused', () => {
    assert.throws(() => applyEdits('ab', [replace(1, 3, '')]), RangeError);
    assert.throws(() => applyEdits('ab', [replace(2, 1, '')]), RangeError);
  });

  it('that touch do not overlap', () => {
    assert.equal(overlaps(replace(0, 2, ''), replace(2, 4, '')), false);
    assert.equal(overlaps(insertion(1, 'a'), insertion(1, 'b')), false);
    assert.equal(overlaps(replace(0, 3, ''), insertion(1, 'b')), true);
  });

  it('turn a text into any other', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => assert.equal(applyEdits(a, [replace(0, a.length, b)]), b)));
  });

  it('leave a text alone when they put back what is there', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.nat()), (text, cuts) => {
        const offsets = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
        const edits = offsets.slice(1).map((end, index) => replace(offsets[index]!, end, text.slice(offsets[index]!, end)));
        assert.equal(applyEdits(text, edits), text);
      }),
    );
  });
});

describe('a span', () => {
  it('contains itself and what lies within', () => {
    assert.equal(contains({ start: 1, end: 4 }, { start: 1, end: 4 }), true);
    assert.equal(contains({ start: 1, end: 4 }, { start: 0, end: 2 }), false);
  });

  it('is touched at both of its ends', () => {
    assert.deepEqual(
      [0, 1, 4, 5].map((offset) => touches({ start: 1, end: 4 }, offset)),
      [false, true, true, false],
    );
  });
});
