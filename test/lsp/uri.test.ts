import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { pathOfUri, uriOfPath } from '../../server/src/lsp/uri';

describe('URIs and paths', () => {
  const pairs = [
    ['file:///home/a/b.py', '/home/a/b.py'],
    ['file:///home/a%20b/%C3%A9%23%3F%25.py', '/home/a b/é#?%.py'],
    ['file:///c%3A/work/a.py', 'c:/work/a.py'],
    ['file://server/share/a.py', '//server/share/a.py'],
    ['untitled:Untitled-1', '/~tierlint~/untitled:Untitled-1'],
    ['vscode-vfs://github/o/r/a.py', '/~tierlint~/vscode-vfs:/::github/o/r/a.py'],
  ] as const;

  for (const [uri, path] of pairs) {
    it(`turn ${uri} into a path and back`, () => {
      assert.equal(pathOfUri(uri), path);
      assert.equal(uriOfPath(path), uri);
    });
  }

  it('take the spellings of other clients for the same file', () => {
    assert.equal(pathOfUri('file:///C:/work/a.py'), 'c:/work/a.py');
    assert.equal(pathOfUri('file:/home/a.py'), '/home/a.py');
    assert.equal(pathOfUri('FILE://localhost/home/a(1).py'), '/home/a(1).py');
  });

  it('take a path that is not encoded as it stands', () => {
    assert.equal(pathOfUri('file:///100%/a.py'), '/100%/a.py');
  });
});
