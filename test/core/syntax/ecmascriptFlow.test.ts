import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FlowAccess, FlowFunction, FlowStatement } from '../../../server/src/core/syntax/flow/flow';
import { frontEnd } from './ecmascriptSupport';

/** The body of the only function of a text, with the text for reading spans. */
function bodyOf(body: string): {
  readonly statements: readonly FlowStatement[];
  readonly fn: FlowFunction;
  text(span: { start: number; end: number }): string;
} {
  const text = `async function run(this: Job, docs: string[], limit: Limit) {\n${body}\n}\n`;
  const fn = frontEnd.flow('run.ts', text).functionAt(text.indexOf('{\n') + 1);
  return { statements: fn.body.statements, fn, text: ({ start, end }) => text.slice(start, end) };
}

function only<Kind extends FlowStatement['kind']>(body: string, kind: Kind): FlowStatement & { readonly kind: Kind } {
  const [statement, ...rest] = bodyOf(body).statements;
  assert.equal(rest.length, 0);
  assert.equal(statement?.kind, kind);
  return statement as FlowStatement & { readonly kind: Kind };
}

const show = (accesses: readonly FlowAccess[]): string =>
  accesses
    .map(
      ({ kind, path, method, deferred, passedTo }) =>
        `${deferred ? 'later ' : ''}${kind} ${path}${method ? '()' : ''}${passedTo ? ' as argument' : ''}`,
    )
    .join(', ');

const touched = (expression: string): string => show(only(`void (${expression});`, 'expression').value.accesses);

describe('the flow of JavaScript and TypeScript', () => {
  it('gives each statement its whole text, the semicolon included', () => {
    const { statements, text } = bodyOf('const a = f(docs); // note\n  let b = 1, c;\n  a.total ??= b\n  if (a) return a; else throw b;');
    assert.deepEqual(
      statements.map((statement) => `${statement.kind} ${text(statement.span)}`),
      ['assign const a = f(docs);', 'assign b = 1', 'assign c', 'assign a.total ??= b', 'if if (a) return a; else throw b;'],
    );
  });

  it('tells reads, writes, stores and calls apart, root and path', () => {
    assert.equal(
      touched('out.items[docs.length].push(a.b, c)'),
      'read docs.length, read out.items(), read a.b as argument, read c as argument',
    );
    assert.equal(touched('x = y += z[0].w'), 'read y, read z, write y, write x');
    assert.equal(touched('this.count++'), 'read this.count, store this.count');
    assert.equal(touched('delete seen[key]'), 'read key, store seen');
    assert.equal(touched('load()!.then(done)'), 'read load, read done as argument');
  });

  it('leaves out names that inner functions and blocks bind themselves, and says what happens later', () => {
    assert.equal(touched('(x) => { const y = x + a; { let b = y; b++ } return b }'), 'later read a, later read b');
    assert.equal(touched('items.map(({ id, name = fallback }) => id + name + suffix)'), 'read items.map(), read fallback, read suffix');
    assert.equal(
      touched('() => { for (const x of xs) { try { f(x) } catch (e) { g(e) } } return e }'),
      'later read xs, later read f, later read g, later read e',
    );
    assert.equal(touched('{ a, b: c, [d]: 1, m() { return this.x + a } }'), 'read a, read c, read d, later read a');
  });

  it('lists targets of patterns with the names they bind', () => {
    const { targets, declares } = only('const { a, b: { c = z }, ...rest } = docs;', 'assign');
    assert.deepEqual(targets[0]?.names, ['a', 'c', 'rest']);
    assert.equal(declares, 'const');
    assert.deepEqual(
      only('first = second = docs;', 'assign').targets.map(({ names }) => names),
      [['first'], ['second']],
    );
    assert.equal(only('out[key] = docs;', 'assign').targets[0]?.form, 'index');
  });

  it('sees loops of every form, with label and head', () => {
    const { statements, text } = bodyOf(
      'outer: for (const [i, d] of docs.entries()) {}\nfor await (const d of docs) {}\nfor (const k in docs) {}\nfor (let i = 0; i < docs.length; i++) {}\nwhile (docs.pop()) {}\ndo {} while (docs.length)',
    );
    const loops = statements.map((statement) => (statement as FlowStatement & { kind: 'loop' }).loop);
    assert.deepEqual(
      loops.map(({ form }) => form),
      ['for', 'for-await', 'for-in', 'for-count', 'while', 'do-while'],
    );
    assert.equal(loops[0]!.label, 'outer');
    assert.equal(text(loops[0]!.head), 'for (const [i, d] of docs.entries())');
    assert.deepEqual(loops[0]!.clauses[0]!.targets.names, ['i', 'd']);
    assert.equal(text(loops[3]!.head), 'for (let i = 0; i < docs.length; i++)');
  });

  it('sees calls that repeat a function as loops, through await and Promise.all', () => {
    const { value } = only('const all = await Promise.all(docs.map(async (doc, i) => limit(() => send(doc, i))));', 'assign');
    assert.equal(value?.shape, 'loop');
    const [loop] = value!.loops;
    assert.deepEqual(loop?.clauses[0]?.targets.names, ['doc', 'i']);
    assert.equal(loop?.call?.kind, 'map');
    const [body] = loop!.body.statements;
    assert.equal(body?.kind, 'return');
    assert.equal(
      show((body as FlowStatement & { kind: 'return' }).value!.accesses),
      'read limit, later read send, later read doc as argument, later read i as argument',
    );
    assert.equal(only('docs.forEach(send);', 'expression').value.loops[0]?.call?.named, 0);
  });

  it('says which call is awaited', () => {
    const { value } = only('const a = (await send(docs)).text;', 'assign');
    assert.ok(value!.calls[0]!.awaited);
    assert.equal(value!.calls[0]!.callee, 'send');
  });

  it('finds functions by offset and by span, methods and arrow functions too', () => {
    const text = 'class A { go = async () => this.x; async run(a = b()) { return [1].map((z) => z * 2); } }';
    const flow = frontEnd.flow('a.ts', text);
    assert.equal(flow.functionAt(text.indexOf('this.x')).name, 'go');
    assert.equal(flow.functionAt(text.indexOf('return')).name, 'run');
    assert.equal(flow.functionAt(text.indexOf('b()')).form, 'module');
    const inner = flow.functionAt(text.indexOf('z * 2'));
    assert.equal(inner.isExpression, true);
    assert.equal(inner.outer?.name, 'run');
    assert.equal(flow.functionOf(inner.span), inner);
  });

  it('never throws, and marks what the parser could not read', () => {
    const text =
      'async function f(xs) { for (const x of xs) { const r = await g({ a: `${x}`, b: [x, ...y] }); out.push(r) } switch (r) { case 1: h() } class B { m() { return 1 } } }';
    for (let end = 0; end <= text.length; end++) {
      const flow = frontEnd.flow('a.js', text.slice(0, end));
      JSON.stringify(flow.functionAt(text.indexOf('await')).body, (key, value) => (key === 'outer' ? undefined : value));
    }
    const broken = frontEnd.flow('a.js', 'async function f(xs) { const r = await g({ a: ; out.push(r) }');
    assert.match(JSON.stringify(broken.functionAt(30).body), /"isBroken":true/);
  });
});
