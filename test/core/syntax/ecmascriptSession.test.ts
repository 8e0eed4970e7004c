import assert from 'node:assert/strict';
import test from 'node:test';
import ts from 'typescript';
import { createEcmaScriptFrontEnd } from '../../../server/src/core/syntax/ecmascript';
import { analyze, frontEnd, pseudoRandom, sourcesBelow } from './ecmascriptSupport';

const sources = [
  ...sourcesBelow('node_modules/openai/src/lib', 8),
  ...sourcesBelow('node_modules/undici/lib/core', 6),
  ...sourcesBelow('node_modules/vscode-languageserver/lib/common', 6),
  ...sourcesBelow('server/src/core/syntax/ecmascript', 12),
].filter(({ text }) => text.length < 40_000);

const snippets = [
  'x',
  ' ',
  '\n',
  '(',
  ')',
  '{',
  '}',
  '`',
  '${',
  '"',
  "'",
  '/',
  '//',
  '/*',
  '*/',
  '<',
  '=>',
  'await ',
  'new ',
  '.create(',
  'import ',
  'async ',
  '#',
  ';',
];

function edited(text: string, random: (below: number) => number): string {
  const at = random(text.length);
  const removed = random(3) === 0 ? random(30) : 0;
  return text.slice(0, at) + (random(4) === 0 ? '' : snippets[random(snippets.length)]!) + text.slice(at + removed);
}

test('after any edit a session says what a fresh analysis says', () => {
  const random = pseudoRandom(11);
  for (const { path, text } of sources) {
    const session = frontEnd.open(path);
    let current = text;
    session.update(current);
    for (let i = 0; i < 12; i++) {
      // Now and then the edit is taken back, as people do.
      current = random(3) === 0 ? text : edited(current, random);
      assert.deepEqual(session.update(current), frontEnd.analyze(path, current), `${path}, edit ${i}`);
    }
    session.dispose();
  }
});

test('a session that is told the same text again answers the same facts', () => {
  const session = frontEnd.open('a.ts');
  assert.equal(session.update('run();'), session.update('run();'));
  assert.equal(session.update('').calls.length, 0);
});

test('truncated and mutilated files never make the front end fail', () => {
  const random = pseudoRandom(23);
  for (const { path, text } of sources) {
    for (let i = 0; i < 6; i++) {
      const from = random(text.length);
      frontEnd.analyze(path, text.slice(0, from));
      frontEnd.analyze(path, text.slice(from));
      frontEnd.analyze(path.replace(/\.\w+$/, '.tsx'), text.slice(0, from) + text.slice(from + random(200)));
    }
  }
});

test('any sequence of tokens is survived, in every dialect', () => {
  const random = pseudoRandom(5);
  const words = [
    ...snippets,
    'class ',
    'function ',
    'export ',
    'default ',
    'interface ',
    'type ',
    'enum ',
    'namespace ',
    'for (',
    'of ',
    'if ',
    'else ',
    'case ',
    'switch ',
    'try ',
    'catch ',
    'return ',
    'yield ',
    '@',
    '...',
    '=',
    '??=',
    '?.',
    ',',
    ':',
    '?',
    '[',
    ']',
    '1',
    'a',
    'require(',
    'module.exports',
    'get ',
    'static ',
    'using ',
    '!',
    '|',
    '&',
  ];
  for (let i = 0; i < 1500; i++) {
    let text = '';
    for (let length = random(25); length >= 0; length--) text += words[random(words.length)];
    analyze(text, `a${['.js', '.jsx', '.ts', '.tsx', '.mjs', '.cjs', '.mts', '.cts'][i % 8]}`);
  }
});

test('Flow types and merge conflicts do not stop the rest from being read', () => {
  const flow =
    '// @flow\nimport typeof X from "x";\nopaque type T = {| a: ?string |};\nfunction f(x: ?T, y: * ): %checks { return g(x); }\nrun();';
  assert.ok(analyze(flow, 'a.js').calls.some(({ call }) => flow.slice(call.span.start, call.span.end) === 'run()'));
  const conflict = 'a();\n<<<<<<< HEAD\nb();\n=======\nc();\n>>>>>>> theirs\nd();\n';
  assert.deepEqual(
    analyze(conflict).calls.map(({ call }) => conflict.slice(call.span.start, call.span.end)),
    ['a()', 'b()', 'd()'],
  );
});

test('nesting that would exhaust the stack becomes opaque, and the code around it is still read', () => {
  const tolerant = createEcmaScriptFrontEnd(ts);
  const deep = (open: string, close: string, count: number): string =>
    `before();\nconst x = ${open.repeat(count)}1${close.repeat(count)};\nafter();\n`;
  for (const [open, close] of [
    ['(', ')'],
    ['f(', ')'],
    ['[', ']'],
    ['{a:', '}'],
    ['(() => ', ')'],
    ['function () { ', '}'],
  ] as const) {
    const text = deep(open, close, 5000);
    const names = tolerant.analyze('a.ts', text).calls.map(({ call }) => text.slice(call.span.start, call.span.end));
    assert.ok(names.includes('before()') && names.includes('after()'), open);
    const session = tolerant.open('a.ts');
    session.update(text);
    assert.equal(session.update(`${text}more();`).calls.at(-1)!.call.span.end, text.length + 6);
  }
});

test('long chains keep all their calls, though not all of their values', () => {
  const sum = `const x = ${Array.from({ length: 20_000 }, (_, i) => `t${i}()`).join(' + ')};`;
  const facts = analyze(sum);
  assert.equal(facts.calls.length, 20_000);
  assert.equal(facts.hasErrors, false);
  const builder = `build()${'.step(make())'.repeat(2_000)};`;
  assert.equal(analyze(builder).calls.length, 4_001);
  const ladder = `${'if (test()) { run(); } else '.repeat(1_000)} { last(); }`;
  assert.equal(analyze(ladder).calls.length, 2_001);
  const session = frontEnd.open('a.ts');
  session.update(sum);
  assert.deepEqual(session.update(`${sum}\nmore();`), frontEnd.analyze('a.ts', `${sum}\nmore();`));
});
