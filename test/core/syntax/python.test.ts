import assert from 'node:assert/strict';
import test from 'node:test';
import type { Expression } from '../../../server/src/core/syntax/expression';
import type { Binding, FileFacts } from '../../../server/src/core/syntax/facts';
import { pythonFrontEnd } from './pythonFrontEnd';
import { written } from './written';

async function analyze(text: string): Promise<FileFacts> {
  return (await pythonFrontEnd()).analyze('a.py', text);
}

function binding(facts: FileFacts, name: string, nth = 0): Binding {
  const found = facts.bindings.filter((candidate) => candidate.name === name)[nth];
  assert.ok(found, `${name} is bound`);
  return found;
}

/** The values that names get, written as source again. */
async function values(text: string, ...names: string[]): Promise<string[]> {
  const facts = await analyze(text);
  return names.map((name) => written(binding(facts, name).value));
}

async function value(source: string): Promise<Expression> {
  const facts = await analyze(`target = ${source}\n`);
  return binding(facts, 'target').value!;
}

async function callsIn(text: string): Promise<string[]> {
  return (await analyze(text)).calls.map(({ call }) => written(call));
}

test('expressions are lowered to the common language', async () => {
  const cases: [source: string, lowered: string][] = [
    ['client.chat.completions', 'client.chat.completions'],
    ['a[0]["k"]', 'a[0]["k"]'],
    ['f(1, *a, b=2, **c)', 'f(1, *a, b=2, **c)'],
    ['(((a)))', 'a'],
    ['await f()', 'f()'],
    ['-15', '-15'],
    ['15 * 60', '(15 * 60)'],
    ['a | b', '(a | b)'],
    ['a or b or c', 'or<a, b, c>'],
    ['a and b', 'and<a, b>'],
    ['a if c() else b', 'conditional<a, b>'],
    ['{"a": 1, **b, k: 2}', '{"a": 1, **b, ?: 2}'],
    ['dict(a=1, **b)', '{"a": 1, **b}'],
    ['getattr(client, "chat")', 'client.chat'],
    ['getattr(client, name)', 'getattr(client, name)'],
    ['__import__("openai.types")', 'import openai *'],
    ['importlib.import_module("openai.types")', 'import openai.types *'],
    ['(1, 2), [3], {4}', '[[1, 2], [3], [4]]'],
    ['[x for x in y]', '?'],
    ['not a', '?'],
    ['a < b', '?'],
    ['(y := f())', 'f()'],
    ['None', 'null'],
    ['True', 'true'],
  ];
  for (const [source, lowered] of cases) assert.equal(written(await value(source)), lowered, source);
});

test('string literals are decoded', async () => {
  const cases: [source: string, decoded: string][] = [
    ['"a\\n\\t\\x41\\u00e9\\101"', 'a\n\tAéA'],
    ["r'a\\n'", 'a\\n'],
    ['b"\\x41\\u0041"', 'A\\u0041'],
    ['"a" \'b\' r"\\c"', 'ab\\c'],
    ['"""a\r\nb"""', 'a\nb'],
    ['"a\\\nb"', 'ab'],
    ['"\\N{BULLET}!"', '\ufffd!'],
    ['"😀\\U0001F600"', '😀😀'],
    ['f"{{}}"', '{}'],
  ];
  for (const [source, decoded] of cases) {
    const lowered = await value(source);
    assert.ok(lowered.kind === 'string', source);
    assert.equal(lowered.value, decoded, source);
  }
});

test('an interpolated string keeps its literal pieces, one more than it has interpolations', async () => {
  const lowered = await value('"a" f"b{c}\\n{d}" "e"');
  assert.ok(lowered.kind === 'string');
  assert.equal(lowered.value, undefined);
  assert.deepEqual(lowered.parts, ['ab', '\n', 'e']);
});

test('number literals of every notation are read', async () => {
  const facts = await analyze('a = 0x1F\nb = 1_000.5e1\nc = 0777\nd = 10L\ne = 2.\nf = 1j\ng = 0b11\n');
  const read = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => written(binding(facts, name).value));
  assert.deepEqual(read, ['31', '10005', '511', '10', '2', 'NaN', '3']);
});

test('unpacking pairs items, and indexes what it cannot take apart', async () => {
  assert.deepEqual(await values('a, b = x, y\n', 'a', 'b'), ['x', 'y']);
  assert.deepEqual(await values('a, (b, c) = f()\n', 'a', 'b', 'c'), ['f()[0]', 'f()[1][0]', 'f()[1][1]']);
  assert.deepEqual(await values('a, *b, c = 1, 2, 3, 4\n', 'a', 'b', 'c'), ['1', '[2, 3]', '4']);
  assert.deepEqual(await values('a, *b, c = f()\n', 'a', 'b', 'c'), ['f()[0]', '-', 'f()[-1]']);
  assert.deepEqual(await values('a, b = *x, y\n', 'a', 'b'), ['-', '-']);
  assert.deepEqual(await values('a = b = OpenAI()\n', 'a', 'b'), ['OpenAI()', 'OpenAI()']);
});

test('a chained assignment lists its call once', async () => {
  assert.deepEqual(await callsIn('a = b = OpenAI()\n'), ['OpenAI()']);
});

test('assignments to members and subscripts are stores', async () => {
  const { stores } = await analyze('self.a = f()\nparams["k"] = 1\nx.y += 2\nself.c: OpenAI\na.b, c[0] = p, q\n');
  assert.deepEqual(
    stores.map(({ target, value, augmented, annotation }) => [written(target), written(value), augmented ?? false, written(annotation)]),
    [
      ['self.a', 'f()', false, '-'],
      ['params["k"]', '1', false, '-'],
      ['x.y', '2', true, '-'],
      ['self.c', '?', false, 'OpenAI'],
      ['a.b', 'p', false, '-'],
      ['c[0]', 'q', false, '-'],
    ],
  );
});

test('annotations are lowered like values, forward references too', async () => {
  const annotation = async (source: string): Promise<string> => written(binding(await analyze(`x: ${source} = None\n`), 'x').annotation);
  assert.equal(await annotation('OpenAI | None'), 'union<OpenAI, null>');
  assert.equal(await annotation('"OpenAI"'), 'OpenAI');
  assert.equal(await annotation('"openai.OpenAI | None"'), 'union<openai.OpenAI, null>');
  assert.equal(await annotation('Optional["OpenAI"]'), 'Optional[OpenAI]');
  assert.equal(await annotation('Dict[str, "A"]'), 'Dict[[str, A]]');
  assert.equal(await annotation('Literal["flex"]'), 'Literal["flex"]');
  assert.equal(await annotation('"not a type at all"'), '?');
});

test('a forward reference lies where its text lies', async () => {
  const text = 'x: "Optional[OpenAI]" = None\n';
  const { annotation } = binding(await analyze(text), 'x');
  assert.ok(annotation?.kind === 'index' && annotation.index.kind === 'name');
  assert.equal(text.slice(annotation.index.span.start, annotation.index.span.end), 'OpenAI');
});

test('Final makes a binding constant', async () => {
  const facts = await analyze('A: Final = 1\nB: typing.Final[int] = 2\nC: int = 3\n');
  assert.deepEqual(
    facts.bindings.map(({ constant }) => constant ?? false),
    [true, true, false],
  );
});

test('imports bind what Python binds', async () => {
  const text =
    'import a.b\nimport a.b as c\nfrom .x import y as z, w\nfrom . import v\nfrom ..p.q import (r)\nfrom s import *\nfrom __future__ import t\n';
  const facts = await analyze(text);
  assert.deepEqual(
    facts.bindings.map(({ name, value: imported }) => `${name} = ${written(imported)}`),
    [
      'a = import a *',
      'c = import a.b *',
      'z = import .x y',
      'w = import .x w',
      'v = import . v',
      'r = import ..p.q r',
      't = import __future__ t',
    ],
  );
  assert.deepEqual(facts.starImports, [{ module: 's', kind: 'import' }]);
});

test('imports under TYPE_CHECKING are for types only', async () => {
  const facts = await analyze('if typing.TYPE_CHECKING:\n    from a import b\nelse:\n    b = None\nimport c\n');
  const only = (name: string): unknown => {
    const imported = binding(facts, name).value;
    return imported?.kind === 'import' && imported.typeOnly;
  };
  assert.equal(only('b'), true);
  assert.equal(only('c'), undefined);
});

test('parameters have kinds, defaults and annotations, and are bound in the scope of their function', async () => {
  const facts = await analyze('def f(a, /, b: int = 1, *c, d, e=2, **g): pass\ndef h(x, *, y): pass\n');
  const [f, h] = facts.functions;
  assert.deepEqual(
    f!.parameters.map((p) => [p.name, p.kind, written(p.annotation), written(p.default)]),
    [
      ['a', 'positional', '-', '-'],
      ['b', 'positional', 'int', '1'],
      ['c', 'rest', '-', '-'],
      ['d', 'keyword-only', '-', '-'],
      ['e', 'keyword-only', '-', '2'],
      ['g', 'keywords', '-', '-'],
    ],
  );
  assert.deepEqual(
    h!.parameters.map((p) => p.kind),
    ['positional', 'keyword-only'],
  );
  const b = binding(facts, 'b');
  assert.deepEqual([b.kind, b.scope, b.parameter, written(b.value)], ['parameter', f!.scope, 1, '1']);
});

test('defaults and decorators are evaluated outside of the function, its body inside', async () => {
  const facts = await analyze('@deco(1)\ndef f(a=default(2)):\n    return body(3)\n');
  const scopes = Object.fromEntries(facts.calls.map(({ call, scope }) => [written(call), scope]));
  assert.deepEqual(scopes, { 'deco(1)': 0, 'default(2)': 0, 'body(3)': facts.functions[0]!.scope });
});

test('returns, yields and decorators of a function are its own', async () => {
  const text = `
class A:
    @functools.cached_property
    def client(self) -> "OpenAI":
        def inner():
            return 1
        return OpenAI()
    @staticmethod
    async def many(x):
        yield x
        yield from x
        return
`;
  const { functions, classes, scopes } = await analyze(text);
  const [client, inner, many] = functions;
  assert.deepEqual([client!.returns.map(written), inner!.returns.map(written)], [['OpenAI()'], ['1']]);
  assert.deepEqual([client!.isGetter, many!.isGetter, many!.isStatic, many!.isAsync], [true, false, true, true]);
  assert.deepEqual(many!.yields.map(written), ['x']);
  assert.equal(written(client!.returnAnnotation), 'OpenAI');
  assert.deepEqual([client!.class, inner!.class, many!.class], [0, undefined, 0]);
  assert.equal(scopes[classes[0]!.scope]!.class, 0);
});

test('classes list their bases without keywords', async () => {
  const { classes } = await analyze('@deco\nclass A(B, Generic[T], metaclass=M, *more): pass\n');
  assert.deepEqual(
    [classes[0]!.name, classes[0]!.bases.map(written), classes[0]!.decorators.map(written)],
    ['A', ['B', 'Generic[T]', '?'], ['deco']],
  );
});

test('a lambda is a function with one return value', async () => {
  const facts = await analyze('f = lambda x, y=1: g(x)\n');
  assert.deepEqual([facts.functions[0]!.returns.map(written), facts.functions[0]!.parameters.length], [['g(x)'], 2]);
  assert.equal(facts.calls[0]!.scope, facts.functions[0]!.scope);
});

test('a comprehension is a scope of its own, but its first iterable stands outside', async () => {
  const facts = await analyze('def f(xs):\n    return [g(x, (last := x)) for x in h(xs) if k(x)]\n');
  const scope = facts.functions[0]!.scope;
  const comprehension = binding(facts, 'x').scope;
  assert.equal(facts.scopes[comprehension]!.parent, scope);
  const at = Object.fromEntries(facts.calls.map((call) => [written(call.call.callee), call.scope]));
  assert.deepEqual(at, { g: comprehension, h: scope, k: comprehension });
  assert.equal(binding(facts, 'last').scope, scope);
});

test('global and nonlocal names are bound in the scope they name', async () => {
  const text = `
def outer():
    def inner():
        global a
        nonlocal b
        a = 1
        b = 2
    b = 0
`;
  const facts = await analyze(text);
  assert.equal(binding(facts, 'a').scope, 0);
  assert.equal(binding(facts, 'b').scope, facts.functions[0]!.scope);
});

test('what may not run is conditional; a with body and finally always run', async () => {
  const text = `
if c: a = 1
for l in xs: b = 1
while c: d = 1
try: e = 1
except E as f: g = 1
finally: h = 1
with w as i: j = 1
match m:
    case k: n = 1
def o():
    p = 1
q = r and (s := t)
`;
  const facts = await analyze(text);
  const conditional = facts.bindings.filter((b) => b.conditional).map(({ name }) => name);
  assert.deepEqual(conditional, ['a', 'b', 'd', 'e', 'f', 'g', 'k', 'n', 's']);
});

test('with, loop and exception targets say what kind they are', async () => {
  const facts = await analyze(
    'with f() as a, (g()) as (b, c): pass\nfor d in xs: pass\nfor e, h in ys: pass\ntry: pass\nexcept E as i: pass\n',
  );
  assert.deepEqual(
    facts.bindings.map((b) => `${b.name} ${b.kind} ${written(b.value)}`),
    ['a with f()', 'b with -', 'c with -', 'd loop xs', 'e loop -', 'h loop -', 'i catch -'],
  );
  assert.deepEqual(
    facts.calls.map(({ inWith }) => inWith),
    [true, true],
  );
});

test('awaited calls are marked, their arguments are not', async () => {
  const { calls } = await analyze('async def f():\n    await (g(h()))\n    k()\n');
  assert.deepEqual(
    calls.map(({ call, awaited }) => [written(call.callee), awaited ?? false]),
    [
      ['g', true],
      ['h', false],
      ['k', false],
    ],
  );
});

test('a call knows its statement and the span of its arguments', async () => {
  const text = 'if a:\n    x = f(g(1),  b = 2 ) ; y = 3\n';
  const { calls } = await analyze(text);
  const slice = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  assert.deepEqual(
    calls.map(({ call, statement }) => [slice(call.span), slice(call.argumentsSpan), slice(statement)]),
    [
      ['f(g(1),  b = 2 )', '(g(1),  b = 2 )', 'x = f(g(1),  b = 2 )'],
      ['g(1)', '(1)', 'x = f(g(1),  b = 2 )'],
    ],
  );
});

test('calls in strings and comments are none, calls in interpolations are', async () => {
  assert.deepEqual(await callsIn('"f()"\n# g()\n"""h()"""\nf"{k(1)!r:>{w(2)}}"\n'), ['k(1)', 'w(2)']);
});

test('Python 2 is understood as far as calls go', async () => {
  assert.deepEqual(
    await callsIn('print a(1), b(2)\nprint >>c(3), `d(4)`\ntry: pass\nexcept E, e: f(5)\nexec "x" in g(6)\nraise H(7), "x"\n'),
    [...['a(1)', 'b(2)', 'c(3)', 'd(4)', 'f(5)', 'g(6)', 'H(7)']],
  );
});

test('what the grammar misreads is put right', async () => {
  assert.deepEqual(await callsIn('x = [*f(1)], *a.g(2)\ntype(self).y = h(3)\n'), ['f(1)', 'a.g(2)', 'type(self)', 'h(3)']);
  const { stores, calls } = await analyze('type(self).y = 1\nwith (\n    f() as x,\n): pass\n');
  assert.equal(written(stores[0]!.target), 'type(self).y');
  assert.equal(calls[1]!.inWith, true);
});

test('Python 3.12 type parameters and aliases are bound', async () => {
  const facts = await analyze('def f[T: Base, *Ts](x: T) -> T: ...\nclass A[K]: ...\ntype Pair[V] = tuple[V, V]\n');
  assert.equal(written(binding(facts, 'T').annotation), 'Base');
  assert.equal(binding(facts, 'T').scope, facts.functions[0]!.scope);
  assert.equal(binding(facts, 'K').scope, facts.classes[0]!.scope);
  assert.equal(written(binding(facts, 'Pair').value), 'tuple[[V, V]]');
});

test('spans count UTF-16 units, whatever stands before', async () => {
  for (const head of ['\ufeff', '# 😀\n', 's = "😀é"\r\n', '\tx\n', '\f\n']) {
    const text = `${head}y = call(1)\n`;
    const { calls } = await analyze(text);
    assert.deepEqual(
      calls.map(({ call }) => text.slice(call.span.start, call.span.end)),
      ['call(1)'],
      JSON.stringify(head),
    );
  }
});

test('half-typed calls are seen, with the arguments they have so far', async () => {
  for (const [text, expected] of [
    ['x = client.create(model="a",\n', 'client.create(model="a")'],
    ['x = client.create(\n', 'client.create()'],
    ['x = client.create(model=\n', 'client.create(model=?)'],
    ['def f():\n    return client.create(model="a"\n', 'client.create(model="a")'],
  ] as const) {
    const facts = await analyze(text);
    assert.equal(facts.hasErrors, true);
    assert.ok(
      facts.calls.some(({ call }) => written(call) === expected),
      `${text} gives ${facts.calls.map(({ call }) => written(call)).join('; ')}`,
    );
  }
});

test('imports are inserted behind the head of the file', async () => {
  const cases: [before: string, after: string, blank: boolean][] = [
    ['', 'x = 1\n', true],
    ['#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n', 'x = 1\n', true],
    ['# Licence\n# of two lines\n', '\nx = 1\n', true],
    ['#!/bin/sh\n', '# about x\nx = 1\n', true],
    ['"""Docs."""\n', '\nx = 1\n', true],
    ['"""Docs."""\nfrom __future__ import a\n\nimport b  # why\n', '\nx = 1\nimport late\n', false],
    ['import a; y = [\n  1]\n', 'x = 1\n', false],
    ['\ufeff', 'x = 1\n', true],
    ['import a', '', false],
  ];
  for (const [before, after, needsBlankLine] of cases) {
    const { importInsertion } = await analyze(before + after);
    assert.deepEqual(importInsertion, { offset: before.length, needsBlankLine, style: 'import' }, before + after);
  }
});

test('comments are listed with their text', async () => {
  const text = '# tier: flex\nx = f()  # here\r\n"# not this"\n';
  const { comments } = await analyze(text);
  assert.deepEqual(
    comments.map((c) => c.text),
    ['# tier: flex', '# here'],
  );
  for (const { span, text: comment } of comments) assert.equal(text.slice(span.start, span.end), comment);
});
