import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import type { FileFacts } from '../../../server/src/core/syntax/facts';
import { pythonFrontEnd } from './pythonFrontEnd';
import { randomSource } from './random';

const SAMPLE = readFileSync(join(__dirname, '../../fixtures/syntax/kitchen_sink.py'), 'utf8');

/** What holds of any text: the analysis went through, and every position lies within the text. */
function assertSound(facts: FileFacts, text: string): void {
  assert.equal(facts.language, 'python');
  // Facts that could not be made at all have no scope but the module's; the sample always has more.
  for (const span of [
    ...facts.calls.map(({ call }) => call.span),
    ...facts.bindings.map(({ span }) => span),
    ...facts.scopes.map(({ span }) => span),
  ]) {
    assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length, JSON.stringify(span));
  }
  for (const { parent } of facts.scopes) assert.ok(parent < facts.scopes.length);
  JSON.stringify(facts);
}

test('truncated files are analysed', async () => {
  const frontEnd = await pythonFrontEnd();
  for (let end = 0; end < SAMPLE.length; end += 11) {
    const text = SAMPLE.slice(0, end);
    const facts = frontEnd.analyze('a.py', text);
    assertSound(facts, text);
    // A failed analysis would know nothing at all.
    if (end > 1000) assert.ok(facts.bindings.length > 5);
  }
});

test('files with characters missing or replaced are analysed', async () => {
  const frontEnd = await pythonFrontEnd();
  const random = randomSource(7);
  for (let round = 0; round < 250; round++) {
    let text = SAMPLE;
    for (let i = 0; i < 8; i++) {
      const at = random.below(text.length);
      const inserted = random.below(2) === 0 ? '' : String.fromCharCode(random.below(random.pick([128, 65536])));
      text = text.slice(0, at) + inserted + text.slice(at + 1 + random.below(4));
    }
    assertSound(frontEnd.analyze('a.py', text), text);
  }
});

test('random bytes are analysed', async () => {
  const frontEnd = await pythonFrontEnd();
  const random = randomSource(11);
  for (let round = 0; round < 60; round++) {
    const text = Array.from({ length: random.below(600) }, () => String.fromCharCode(random.below(random.pick([64, 256, 65536])))).join('');
    assertSound(frontEnd.analyze('a.py', text), text);
  }
});

test('deep nesting overflows no stack and loses no call', async () => {
  const frontEnd = await pythonFrontEnd();
  const depth = 5000;
  const cases: [text: string, calls: number][] = [
    [`x = ${'('.repeat(depth)}f()${')'.repeat(depth)}\n`, 1],
    [`x = ${'f('.repeat(depth)}${')'.repeat(depth)}\n`, depth],
    [`x = ${'['.repeat(depth)}f()${']'.repeat(depth)}\n`, 1],
    [`x = a${'.b()'.repeat(depth)}\n`, depth],
    [`x = ${Array.from({ length: 20_000 }, (_, i) => (i % 1000 === 0 ? 'f()' : 'a')).join(' + ')}\n`, 20],
    [`x = ${'not '.repeat(depth)}f()\n`, 1],
    [`x = ${'lambda: '.repeat(1000)}f()\n`, 1],
    [`${Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}if a:\n`).join('')}${' '.repeat(300)}f()\n`, 1],
    [`if a:\n  f()\n${'elif b:\n  f()\n'.repeat(2000)}`, 2001],
    [`x = ${'('.repeat(depth)}\n`, 0],
  ];
  for (const [text, calls] of cases) {
    const facts = frontEnd.analyze('a.py', text);
    assert.equal(facts.calls.length, calls, text.slice(0, 30));
    structuredClone(facts);
    JSON.stringify(facts);
  }
});
