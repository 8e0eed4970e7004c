import assert from 'node:assert/strict';
import test from 'node:test';
import { applyNotebookEdits, NotebookText, parseNotebook, type CellInput } from '../../../server/src/core/syntax/notebook';
import { applyEdits, insertion, type TextEdit } from '../../../server/src/core/text/textEdit';
import { randomSource } from './random';

const code = (text: string): CellInput => ({ kind: 'code', text });
const lines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function notebookJson(
  sources: readonly (string | string[])[],
  metadata: unknown = { kernelspec: { language: 'python', name: 'python3' } },
): string {
  const cells = sources.map((source) => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source }));
  return JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, undefined, 1) + '\n';
}

function parsed(json: string): NotebookText {
  const { notebook, reason } = parseNotebook(json);
  assert.ok(notebook, reason);
  return notebook;
}

function textOf(source: string): string {
  return new NotebookText('python', [code(source)]).text;
}

test('code cells make one text, each on lines of its own', () => {
  const notebook = new NotebookText('python', [code('a = 1'), { kind: 'markup', text: '# Title' }, code('b = 2\n'), code('c()')]);
  assert.equal(notebook.text, 'a = 1\nb = 2\n\nc()');
});

test('offsets map to cells, counted over all cells, and back', () => {
  const notebook = new NotebookText('python', [code('a = 1'), { kind: 'markup', text: '# Title' }, code('b = 2\n'), code('c()')]);
  assert.deepEqual(notebook.locate(notebook.text.indexOf('b') + 2), { cell: 2, offset: 2 });
  assert.deepEqual(notebook.locate(0), { cell: 0, offset: 0 });
  assert.deepEqual(notebook.locate(5), { cell: 0, offset: 5 });
  assert.deepEqual(notebook.locate(notebook.text.length), { cell: 3, offset: 3 });
  assert.equal(notebook.offsetOf({ cell: 2, offset: 2 }), notebook.text.indexOf('b') + 2);
  assert.equal(notebook.offsetOf({ cell: 1, offset: 0 }), undefined);
});

test('cells in another language are left out', () => {
  const notebook = new NotebookText('python', [
    code('a'),
    { kind: 'code', text: 'SELECT', language: 'sql' },
    { kind: 'code', text: 'b', language: 'python' },
  ]);
  assert.equal(notebook.text, 'a\nb');
});

test('magics, shell and help lines are blanked at equal length', () => {
  const cases: [source: string, blanked: string][] = [
    ['%pip install openai\nx', '                   \nx'],
    ['!ls -la | grep "(\nf()', '                 \nf()'],
    ['?print\nprint?\nx.y??\n%who?', '      \n      \n     \n     '],
    ['files = !ls\nt = %time f()', 'files = _  \nt = _        '],
    ['%%bash\necho (\n', '      \n      \n'],
    ['%%time\nx = f()', '      \nx = f()'],
    ['\n%%capture out\nx = f()', '\n             \nx = f()'],
    ['if a:\n    %pip install b\n', 'if a:\n    pass          \n'],
    ['!curl a \\\n  b\nc()', '         \n   \nc()'],
  ];
  for (const [source, blanked] of cases) {
    assert.equal(textOf(source).trimEnd(), blanked.trimEnd(), source);
    assert.equal(textOf(source).length, source.length, source);
  }
});

test('Python that only looks like a magic is left alone', () => {
  for (const source of [
    'x = ("%s"\n     % f())',
    '"""\n%d items\n!x\n"""',
    'a = b % c\nx %= 2',
    'x = y != z',
    'a = 1 + \\\n  % b',
    '# why?\nx = "a?"',
    'd = {\n  !x\n}',
  ]) {
    assert.equal(textOf(source), source);
  }
});

test("the language is the kernel's", () => {
  const language = (metadata: unknown): string | undefined => parseNotebook(notebookJson(['a'], metadata)).notebook?.language;
  assert.equal(language({ kernelspec: { language: 'python' } }), 'python');
  assert.equal(language({ language_info: { name: 'python' } }), 'python');
  assert.equal(language({ kernelspec: { name: 'deno', language: 'typescript' } }), 'typescript');
  assert.equal(language({ kernelspec: { name: 'tslab' } }), 'typescript');
  assert.equal(language({}), 'python');
  assert.equal(parseNotebook(notebookJson(['a'], { kernelspec: { language: 'R' } })).reason, "the kernel's language is R");
});

test('what is no notebook is refused with a reason', () => {
  for (const json of ['', '{', '[]', '{"a": 1}', '{"cells": 3}', 'null', '{"cells": [}', '['.repeat(100_000)]) {
    const { notebook, reason } = parseNotebook(json);
    assert.equal(notebook, undefined);
    assert.ok(reason !== undefined && reason.length > 0);
  }
});

test('cells of odd shape are empty', () => {
  const notebook = parsed('{"cells": [null, 1, {}, {"cell_type": "code"}, {"cell_type": "code", "source": [1, "a"]}], "metadata": 3}');
  assert.equal(notebook.text.trim(), 'a');
});

test('notebooks of format 3 are read', () => {
  const json = JSON.stringify({
    metadata: {},
    nbformat: 3,
    worksheets: [{ cells: [{ cell_type: 'code', language: 'python', input: ['a = 1\n', 'b'] }] }],
  });
  assert.equal(parsed(json).text, 'a = 1\nb');
});

test('an edit rewrites the lines it touches and no other byte', () => {
  const json = notebookJson([lines('import a\nx = f(1)\ny = 2'), lines('z = "ü"\n')]);
  const notebook = parsed(json);
  const at = notebook.text.indexOf('1)');
  const result = applyNotebookEdits(json, notebook, [{ span: { start: at, end: at + 1 }, newText: '1, tier="flex"' }]);
  assert.equal(result, json.replace('f(1)', 'f(1, tier=\\"flex\\")'));
});

test('inserted lines become elements, in the indentation of the list', () => {
  const json = notebookJson([lines('import a\nx = f(1)')]);
  const notebook = parsed(json);
  const result = applyNotebookEdits(json, notebook, [insertion(9, 'import b\n'), insertion(notebook.text.length, '\ny = 2')]);
  assert.equal(result, notebookJson([lines('import a\nimport b\nx = f(1)\ny = 2')]));
});

test('deleted lines take their elements with them', () => {
  const json = notebookJson([lines('a\nb\nc')]);
  const notebook = parsed(json);
  const without = (start: number, end: number): string => applyNotebookEdits(json, notebook, [{ span: { start, end }, newText: '' }]);
  assert.equal(without(0, 2), notebookJson([lines('b\nc')]));
  assert.equal(without(2, 4), notebookJson([lines('a\nc')]));
  assert.equal(without(4, 5), notebookJson([lines('a\nb\n')]));
  assert.equal(without(1, 2), notebookJson([lines('ab\nc')]));
});

test('a source that is one string stays one', () => {
  const json = notebookJson(['a\nb\n']);
  const result = applyNotebookEdits(json, parsed(json), [insertion(2, 'x = "y"\n')]);
  assert.equal(result, notebookJson(['a\nx = "y"\nb\n']));
});

test('a notebook on one line stays on one line', () => {
  const json = JSON.stringify(JSON.parse(notebookJson([['a\n', 'b']])));
  const result = applyNotebookEdits(json, parsed(json), [insertion(0, 'import c\n')]);
  assert.equal(result, JSON.stringify(JSON.parse(notebookJson([['import c\n', 'a\n', 'b']]))));
});

test('escapes are kept, and used for new text where the cell uses them', () => {
  const json = notebookJson([['X\n', 'b = "Y"\n', 'c']])
    .replace('X', '\\u0061\\u00fc')
    .replace('Y', '\\u00e9\\/');
  const notebook = parsed(json);
  assert.equal(notebook.text, 'aü\nb = "é/"\nc');
  const at = notebook.text.indexOf('c');
  const result = applyNotebookEdits(json, notebook, [insertion(at, 'ö\n')]);
  assert.equal(result, json.replace('"c"', '"\\u00f6\\n",\n    "c"'));
});

test('an empty list is filled in the style of the others', () => {
  const json = notebookJson([[], lines('a\nb')]);
  const result = applyNotebookEdits(json, parsed(json), [insertion(0, 'c\nd')]);
  assert.equal(result, notebookJson([lines('c\nd'), lines('a\nb')]));
});

test('edits that touch are applied as one', () => {
  const json = notebookJson([[], lines('a\nb')]);
  const notebook = parsed(json);
  const edits = [insertion(0, 'x\n'), insertion(0, 'y'), { span: { start: 3, end: 4 }, newText: '' }, insertion(4, 'c\nd')];
  assert.equal(applyNotebookEdits(json, notebook, edits), notebookJson([lines('x\ny'), lines('a\nc\nd')]));
});

test('several edits in several cells are applied together', () => {
  const json = notebookJson([lines('a = f()\nb = g()'), 'c = h()', lines('d')]);
  const notebook = parsed(json);
  const edits = ['f()', 'g()', 'h()'].map((call) => insertion(notebook.text.indexOf(call) + 2, 'x=1'));
  assert.equal(applyNotebookEdits(json, notebook, edits), notebookJson([lines('a = f(x=1)\nb = g(x=1)'), 'c = h(x=1)', lines('d')]));
});

test('random edits give the notebook that was written with the edited sources', () => {
  const random = randomSource(5);
  const pieces = ['x', '\n', 'a\n', '\nb', 'c = "éß"\n', 'a\n\nb\n', ''];
  for (let round = 0; round < 3000; round++) {
    const sources = Array.from({ length: 1 + random.below(3) }, () =>
      Array.from({ length: random.below(5) }, () => random.pick(pieces)).join(''),
    );
    const asList = random.below(4) > 0;
    const json = notebookJson(sources.map((source) => (asList ? lines(source) : source)));
    const notebook = parsed(json);
    const cell = random.below(sources.length);
    const start = random.below(sources[cell]!.length + 1);
    const end = start + random.below(sources[cell]!.length - start + 1);
    const edit: TextEdit = { span: { start, end }, newText: random.pick(pieces) };
    const base = notebook.offsetOf({ cell, offset: 0 })!;
    const result = applyNotebookEdits(json, notebook, [{ ...edit, span: { start: base + start, end: base + end } }]);
    const changed = sources.map((source, index) => (index === cell ? applyEdits(source, [edit]) : source));
    const context = JSON.stringify({ sources, cell, edit });
    const again = parsed(result);
    assert.deepEqual(
      again.cells.map(({ text }) => text),
      changed,
      context,
    );
    if (changed[cell] !== '' && sources[cell] !== '')
      assert.equal(result, notebookJson(changed.map((source) => (asList ? lines(source) : source))), context);
  }
});

test('a notebook of several megabytes is read and edited in a moment', () => {
  const image = 'iVBORw0KGgo'.repeat(100_000);
  const outputs = [{ data: { 'image/png': image }, metadata: {}, output_type: 'display_data' }];
  const cells = Array.from({ length: 5 }, () => ({
    cell_type: 'code',
    execution_count: 1,
    metadata: {},
    outputs,
    source: ['a = f()\n', 'b'],
  }));
  const json = JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, undefined, 1);
  const start = process.cpuUsage();
  const notebook = parsed(json);
  const result = applyNotebookEdits(json, notebook, [insertion(0, 'x')]);
  const { user, system } = process.cpuUsage(start);
  assert.equal(result.length, json.length + 1);
  assert.ok((user + system) / 1000 < 1500, `${(user + system) / 1000} ms`);
});
