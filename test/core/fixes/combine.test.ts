import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { combineFixes } from '../../../server/src/core/fixes/combine';
import type { Fix } from '../../../server/src/core/findings/fix';
import { applyEdits, insertion, type TextEdit } from '../../../server/src/core/text/textEdit';

function fix(title: string, edits: readonly TextEdit[], file = '/main.py'): Fix {
  return { id: 'add-flex', kind: 'flex', title, applicability: 'unsafe', changes: [{ file, edits }] };
}

const replace = (start: number, end: number, newText: string): TextEdit => ({ span: { start, end }, newText });

describe('combining fixes', () => {
  it('applies fixes that do not meet', () => {
    const { edits, postponed } = combineFixes([fix('a', [replace(0, 1, 'A')]), fix('c', [replace(2, 3, 'C')])]);
    assert.equal(applyEdits('abc', edits.get('/main.py')!), 'AbC');
    assert.deepEqual(postponed, []);
  });

  it('inserts a shared import once', () => {
    const shared = insertion(0, 'import x\n');
    const { edits, applied } = combineFixes([fix('a', [shared, replace(0, 1, 'A')]), fix('b', [shared, replace(1, 2, 'B')])]);
    assert.equal(applied.length, 2);
    assert.equal(applyEdits('ab', edits.get('/main.py')!), 'import x\nAB');
  });

  it('postpones a fix that changes what another changed, and all of it', () => {
    const second = fix('b', [replace(5, 6, 'F'), replace(1, 3, 'X')]);
    const { edits, applied, postponed } = combineFixes([fix('a', [replace(0, 2, 'A')]), second]);
    assert.deepEqual([applied.length, postponed], [1, [second]]);
    assert.equal(applyEdits('abcdef', edits.get('/main.py')!), 'Acdef');
  });

  it('postpones a second insertion of something else at the same place', () => {
    const { applied, postponed } = combineFixes([fix('a', [insertion(3, 'x')]), fix('b', [insertion(3, 'y')])]);
    assert.deepEqual([applied.length, postponed.length], [1, 1]);
  });

  it('makes a file once, however many fixes need it, and postpones one that would make another of its name', () => {
    const making = (title: string, at: number, text: string): Fix => ({
      ...fix(title, [replace(at, at + 1, 'X')]),
      changes: [
        { file: '/main.py', edits: [replace(at, at + 1, 'X')] },
        { file: '/new.py', creates: true, edits: [insertion(0, text)] },
      ],
    });
    const { edits, created, applied, postponed } = combineFixes([making('a', 0, 'new'), making('b', 1, 'new'), making('c', 2, 'other')]);
    assert.deepEqual([applied.length, postponed.length, [...created]], [2, 1, ['/new.py']]);
    assert.equal(applyEdits('', edits.get('/new.py')!), 'new');
  });

  it('keeps files apart', () => {
    const { edits, postponed } = combineFixes([fix('a', [replace(0, 2, 'A')]), fix('b', [replace(0, 2, 'B')], '/other.py')]);
    assert.deepEqual([...edits.keys()], ['/main.py', '/other.py']);
    assert.deepEqual(postponed, []);
  });

  it('has nothing to do without fixes', () => {
    const { edits, applied, postponed } = combineFixes([]);
    assert.deepEqual([edits.size, applied, postponed], [0, [], []]);
  });
});
