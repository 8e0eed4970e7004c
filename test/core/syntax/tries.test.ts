import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { FileFacts } from '../../../server/src/core/syntax/facts';
import { loadFrontEnds, testFrontEnds } from '../../support/frontEnds';

before(loadFrontEnds);

function written(text: string, { tries }: FileFacts): unknown {
  const slice = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  return tries.map(({ body, handlers }) => [
    slice(body),
    ...handlers.map(({ caught, rethrows, span }) => [
      slice(span).split(/\s/)[0],
      caught ? slice(caught.span) : '*',
      ...(rethrows ? ['rethrows'] : []),
    ]),
  ]);
}

function ofPython(text: string): unknown {
  return written(text, testFrontEnds.get('python')!.analyze('/main.py', text));
}

function ofNode(text: string): unknown {
  return written(text, testFrontEnds.get('ecmascript')!.analyze('/main.ts', text));
}

describe('try statements', () => {
  it('in Python tell what each clause catches', () => {
    assert.deepEqual(
      ofPython(
        'try:\n    a()\nexcept (A, b.B) as e:\n    pass\nexcept C:\n    pass\nexcept:\n    pass\nelse:\n    d()\nfinally:\n    e()\n',
      ),
      [['a()', ['except', '(A, b.B)'], ['except', 'C'], ['except:', '*']]],
    );
  });

  it('in Python tell when the error is only passed on', () => {
    const again = (handler: string): unknown => (ofPython(`try:\n    a()\nexcept E as e:\n${handler}`) as unknown[][])[0]!.at(-1);
    assert.deepEqual(again('    log(e)\n    raise\n'), ['except', 'E', 'rethrows']);
    assert.deepEqual(again('    raise e\n'), ['except', 'E', 'rethrows']);
    assert.deepEqual(again('    if e.code == 1:\n        return\n    raise\n'), ['except', 'E']);
    assert.deepEqual(again('    raise Other() from e\n'), ['except', 'E']);
    assert.deepEqual(again('    pass\n'), ['except', 'E']);
  });

  it('in JavaScript are those that catch', () => {
    assert.deepEqual(
      ofNode('try { a(); } finally { b(); }\ntry { c(); } catch (e) { log(e); throw e; }\ntry { d(); } catch { throw e; }'),
      [
        ['{ c(); }', ['catch', '*', 'rethrows']],
        ['{ d(); }', ['catch', '*']],
      ],
    );
  });

  it('are listed outer first, whatever is half typed', () => {
    assert.deepEqual(ofNode('try { try { a(); } catch (e) {} } catch (e) {}'), [
      ['{ try { a(); } catch (e) {} }', ['catch', '*']],
      ['{ a(); }', ['catch', '*']],
    ]);
    assert.doesNotThrow(() => [ofPython('try:\n    a(\nexcept'), ofPython('except E:\n    raise'), ofNode('try { a( } catch (')]);
  });
});
