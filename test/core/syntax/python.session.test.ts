import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { pythonFrontEnd } from './pythonFrontEnd';
import { randomSource, type Random } from './random';

const SAMPLE = readFileSync(join(__dirname, '../../fixtures/syntax/kitchen_sink.py'), 'utf8');

const PIECES = [
  ...['x', ' ', '\n', '    ', '(', ')', ':', '# note', '"', "'''", ',', '=', '.', '\\', '@', '\t', '\r\n', '😀'],
  ...['else:\n', '\nfoo(1)\n', '@decorated\n', 'client.go()\n', '        return 1\n', 'import os\n', 'del a', 'await b()', 'async '],
  ...['\n    def added(self):\n        return 2\n', 'class Added:\n    pass\n', 'if a:\n    b()\n', 'except E:\n', 'finally:\n'],
];

/** One edit of the kind people make: typed, deleted, pasted, moved. */
function edited(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  switch (random.below(6)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1 + random.below(3));
    case 1:
      return text.slice(0, lineStart) + random.pick(PIECES) + text.slice(lineStart);
    case 2: {
      const lineEnd = (text.indexOf('\n', at) + 1 || text.length + 1) - 1;
      return text.slice(0, lineEnd) + random.pick(PIECES) + text.slice(lineEnd);
    }
    case 3: {
      const nextLine = text.indexOf('\n', at) + 1 || text.length;
      return text.slice(0, lineStart) + text.slice(nextLine);
    }
    case 4: {
      const nextLine = text.indexOf('\n', at) + 1 || text.length;
      return text.slice(0, nextLine) + text.slice(lineStart, nextLine) + text.slice(nextLine);
    }
    default:
      return text.slice(0, at) + random.pick(PIECES) + text.slice(at);
  }
}

test('after any edit to a text without errors, a session says what a fresh analysis says', async () => {
  const frontEnd = await pythonFrontEnd();
  const random = randomSource(20261122);
  const rounds = Number(process.env['PYTHON_SESSION_ROUNDS'] ?? 40);
  let compared = 0;
  for (let round = 0; round < rounds; round++) {
    const session = frontEnd.open('sample.py');
    let text = SAMPLE;
    session.update(text);
    for (let step = 0; step < 12; step++) {
      const next = edited(text, random);
      const facts = session.update(next);
      const fresh = frontEnd.analyze('sample.py', next);
      if (!fresh.hasErrors) {
        assert.deepEqual(facts, fresh, `round ${round}, step ${step}`);
        compared++;
      }
      // Broken texts are left behind after a while, as a typist does.
      text = fresh.hasErrors && random.below(3) > 0 ? text : next;
    }
    session.dispose();
  }
  assert.ok(compared > rounds * 2, `only ${compared} texts were without errors`);
});

test('typing a statement character by character ends in the facts of the whole', async () => {
  const frontEnd = await pythonFrontEnd();
  const session = frontEnd.open('sample.py');
  const typed = '\n@retry(3)\nasync def typed(client):\n    return await client.responses.create(model="gpt-5", input=[{"a": "b"}])\n\n';
  const at = SAMPLE.indexOf('\nclass ');
  session.update(SAMPLE);
  for (let length = 1; length <= typed.length; length++) session.update(SAMPLE.slice(0, at) + typed.slice(0, length) + SAMPLE.slice(at));
  const text = SAMPLE.slice(0, at) + typed + SAMPLE.slice(at);
  assert.deepEqual(session.update(text), frontEnd.analyze('sample.py', text));
});

test('a text that does not parse is read as if for the first time', async () => {
  const frontEnd = await pythonFrontEnd();
  const session = frontEnd.open('a.py');
  const rest = '\n\ndef after():\n    return later(1)\n\nclass K:\n    def m(self):\n        return much_later(2)\n';
  const texts = [`client = make()\n${rest}`, `client = make(\n${rest}`, `client = make(x.\n${rest}`, `client = make()\nif a:\n${rest}`];
  for (const text of [...texts, ...[...texts].reverse()]) assert.deepEqual(session.update(text), frontEnd.analyze('a.py', text));
});

test('facts handed out before stay as they were', async () => {
  const frontEnd = await pythonFrontEnd();
  const session = frontEnd.open('a.py');
  const before = session.update('a = f(1)\nb = g(2)\n');
  const copy = structuredClone(before);
  session.update('# more\na = f(1)\nb = g(2)\n');
  assert.deepEqual(before, copy);
});
