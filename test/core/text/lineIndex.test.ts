import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LineIndex } from '../../../server/src/core/text/lineIndex';

const text = fc.string({ unit: fc.constantFrom('a', 'é', '🦀', '\n', '\r', '\r\n', ' ') });

describe('a line index', () => {
  it('knows LF, CRLF and CR', () => {
    const lines = new LineIndex('a\nbb\r\nccc\rd');
    assert.equal(lines.lineCount, 4);
    assert.deepEqual(
      [0, 1, 2, 3].map((line) => lines.lineText(line)),
      ['a', 'bb', 'ccc', 'd'],
    );
  });

  it('counts columns in UTF-16 units', () => {
    assert.deepEqual(new LineIndex('🦀x').positionAt(3), { line: 0, character: 3 });
  });

  it('has one line in an empty text, and an empty one after a final line end', () => {
    assert.equal(new LineIndex('').lineCount, 1);
    assert.deepEqual(new LineIndex('a\n').positionAt(2), { line: 1, character: 0 });
  });

  it('clamps what lies outside', () => {
    const lines = new LineIndex('ab\ncd');
    assert.deepEqual(lines.positionAt(-1), { line: 0, character: 0 });
    assert.deepEqual(lines.positionAt(99), { line: 1, character: 2 });
    assert.equal(lines.offsetAt({ line: 0, character: 99 }), 3);
    assert.equal(lines.offsetAt({ line: 9, character: 0 }), 5);
    assert.equal(lines.offsetAt({ line: -1, character: 4 }), 0);
  });

  it('gives back every offset it made a position of', () => {
    fc.assert(
      fc.property(text, fc.nat(), (source, at) => {
        const lines = new LineIndex(source);
        const offset = at % (source.length + 1);
        assert.equal(lines.offsetAt(lines.positionAt(offset)), offset);
      }),
    );
  });

  it('finds the line whose start is the last one at or before the offset', () => {
    fc.assert(
      fc.property(text, fc.nat(), (source, at) => {
        const lines = new LineIndex(source);
        const offset = at % (source.length + 1);
        const { line } = lines.positionAt(offset);
        assert.ok(lines.lineStart(line) <= offset);
        if (line + 1 < lines.lineCount) assert.ok(offset < lines.lineStart(line + 1));
      }),
    );
  });
});
