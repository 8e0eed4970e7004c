import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import test, { before } from 'node:test';
import fc from 'fast-check';
import { decode, encode } from '../../server/src/workspace/encoding';
import { EditableFile } from '../../server/src/workspace/editableFile';
import { Workspace } from '../../server/src/workspace/workspace';
import { loadFrontEnds, testFrontEnds } from '../support/frontEnds';
import { memoryFileSystem } from '../support/memoryFileSystem';

before(loadFrontEnds);

test('any text that is read is written back byte for byte', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (array) => {
      const bytes = Buffer.from(array);
      const decoded = decode(bytes);
      if (decoded) assert.deepEqual(encode(decoded.text, decoded), bytes);
    }),
  );
  for (const text of ['é', '\ufeffé', 'a\r\nb']) {
    const bytes = Buffer.from(text);
    assert.deepEqual(encode(decode(bytes)!.text, decode(bytes)!), bytes);
  }
});

test('what an encoding can not hold is not written', () => {
  assert.equal(encode('→', { encoding: 'latin1', hasByteOrderMark: false }), undefined);
});

test('a file that changed since it was read is left alone', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tierlint-'));
  const file = path.join(folder, 'a.py');
  fs.writeFileSync(file, 'x = 1\n');
  const editable = EditableFile.open(file, () => {})!;
  editable.apply([{ span: { start: 4, end: 5 }, newText: '2' }]);
  fs.writeFileSync(file, 'y = 1\n');
  assert.throws(() => editable.save(), /changed while it was fixed/);
  assert.equal(fs.readFileSync(file, 'utf8'), 'y = 1\n');
  fs.rmSync(folder, { recursive: true });
});

function open(files: Record<string, string>): Workspace {
  return new Workspace({ fileSystem: memoryFileSystem(files), frontEnds: testFrontEnds, roots: ['/p'] });
}

test('facts are made once per text', () => {
  const files: Record<string, string> = { '/p/a.py': 'x = 1\n' };
  const workspace = open(files);
  const first = workspace.source('/p/a.py');
  assert.equal(workspace.source('/p/a.py'), first);
  workspace.invalidate('/p/a.py');
  assert.equal(workspace.source('/p/a.py'), first, 'the text is as it was');
  files['/p/a.py'] = 'y = 1\n';
  workspace.invalidate('/p/a.py');
  assert.equal(workspace.source('/p/a.py')?.facts.bindings[0]?.name, 'y');
  delete files['/p/a.py'];
  workspace.invalidate('/p/a.py');
  assert.equal(workspace.source('/p/a.py'), undefined);
});

test('an open document stands before the file', () => {
  const workspace = open({ '/p/a.py': 'x = 1\n' });
  workspace.setOverlay('/p/a.py', 'typed = 1\n');
  assert.equal(workspace.source('/p/a.py')?.facts.bindings[0]?.name, 'typed');
  workspace.setOverlay('/p/a.py', 'typed_on = 1\n');
  assert.equal(workspace.source('/p/a.py')?.facts.bindings[0]?.name, 'typed_on');
  workspace.closeOverlay('/p/a.py');
  assert.equal(workspace.source('/p/a.py')?.facts.bindings[0]?.name, 'x');
});

test('imports lead to files on disk and to documents that were never saved', () => {
  const files: Record<string, string> = { '/p/a.py': '', '/p/b.py': '', '/p/web/a.ts': '', '/p/web/c/index.ts': '' };
  const workspace = open(files);
  assert.equal(workspace.resolve('/p/a.py', 'b', 'python'), '/p/b.py');
  assert.equal(workspace.resolve('/p/web/a.ts', './c', 'typescript'), '/p/web/c/index.ts');
  assert.equal(workspace.resolve('/p/a.py', 'new', 'python'), undefined);
  workspace.setOverlay('/p/new.py', 'x = 1\n');
  assert.equal(workspace.resolve('/p/a.py', 'new', 'python'), '/p/new.py');
  files['/p/late.py'] = '';
  workspace.invalidate('/p/late.py');
  assert.equal(workspace.resolve('/p/a.py', 'late', 'python'), '/p/late.py');
});

test('a notebook is the text of its cells in the language of its kernel', () => {
  const cells = (language: string, source: string) =>
    JSON.stringify({ metadata: { kernelspec: { language } }, cells: [{ cell_type: 'code', source }] });
  const workspace = open({
    '/p/a.ipynb': cells('python', 'x = 1'),
    '/p/b.ipynb': cells('typescript', 'const y = 1;'),
    '/p/c.ipynb': cells('julia', 'z = 1'),
  });
  assert.equal(workspace.source('/p/a.ipynb')?.facts.language, 'python');
  assert.equal(workspace.source('/p/a.ipynb')?.isNotebook, true);
  assert.equal(workspace.source('/p/b.ipynb')?.facts.language, 'typescript');
  assert.equal(workspace.source('/p/c.ipynb'), undefined);
  assert.equal(workspace.notebook('/p/c.ipynb'), undefined);
});
