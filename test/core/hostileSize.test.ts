/** Input of a shape that nobody writes, but that generators and attackers do: the work grows with its size, not with its square. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAnnotations } from '../../server/src/core/annotation/annotation';
import { combineFixes } from '../../server/src/core/fixes/combine';
import { parserText } from '../../server/src/core/syntax/python/parserText';
import { OverBudget, tick, withinBudget } from '../../server/src/core/text/budget';
import { once, onceForText } from '../../server/src/core/text/memo';
import { insertion } from '../../server/src/core/text/textEdit';
import { pythonFrontEnd } from './syntax/pythonFrontEnd';

const HEAD = 'from openai import OpenAI\nclient = OpenAI()\n';
const CALL = 'client.responses.create(model="gpt-5.4", input="x")\n';

/** Milliseconds of this process's time. */
function cost(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('Python with long stretches of comments or continued lines', async () => {
  const frontEnd = await pythonFrontEnd();
  const shapes: Readonly<Record<string, (lines: number) => string>> = {
    'comment lines': (n) => HEAD + '# x = 1\n'.repeat(n) + CALL,
    'comment lines with blank ones between': (n) => HEAD + '# x\n\n'.repeat(n) + CALL,
    'indented comment lines': (n) => `${HEAD}def f():\n    pass\n${'    # x\n'.repeat(n)}${CALL}`,
    'comment lines with CRLF': (n) => (HEAD + '# x\n'.repeat(n) + CALL).replaceAll('\n', '\r\n'),
    'continued lines': (n) => `${HEAD}x = 1 + ${'\\\n'.repeat(n)}2\n${CALL}`,
    'indented continued lines': (n) => `${HEAD}x = 1 + ${'  \\\n'.repeat(n)}2\n${CALL}`,
  };
  for (const [name, make] of Object.entries(shapes)) {
    it(`${name}: twenty times the lines take no more than a hundred times as long, and all is found`, () => {
      const facts = frontEnd.analyze('a.py', make(20_000));
      assert.equal(facts.calls.length, 2);
      assert.equal(facts.hasErrors, false);
      if (name.includes('comment')) assert.equal(facts.comments.length, 20_000);
      const small = cost(() => frontEnd.analyze('a.py', make(1000)));
      const large = cost(() => frontEnd.analyze('a.py', make(20_000)));
      assert.ok(large < 100 * Math.max(small, 8), `${small} ms, ${large} ms`);
    });
  }

  it('keep their comments where they are, and strings that look like them', () => {
    const body = `"""\n${'# in a string\n'.repeat(40)}"""\n${'# a comment\n'.repeat(40)}x = '''\n${'# another {x}\n'.repeat(40)}'''\n${CALL}`;
    const text = HEAD + body;
    const { comments, calls } = frontEnd.analyze('a.py', text);
    assert.equal(comments.length, 40);
    for (const comment of comments) assert.equal(text.slice(comment.span.start, comment.span.end), '# a comment');
    assert.equal(text.slice(calls[1]!.call.span.start, calls[1]!.call.span.end), CALL.trimEnd());
  });

  it('give the parser a text of the same length', () => {
    for (const make of Object.values(shapes)) assert.equal(parserText(make(50)).text.length, make(50).length);
    assert.equal(parserText('a\rb\r\nc').text, 'a\nb\r\nc');
    assert.equal(parserText(HEAD).text, HEAD);
  });
});

describe('an annotation', () => {
  for (const [name, text] of [
    ['with very many ids', `# tier: ignore[${'a,'.repeat(500_000)}] x`],
    ['with very many spaces', `# tier: flex${' '.repeat(500_000)}(x`],
    ['with very many keys', `# tier: flex${', a=b'.repeat(100_000)}`],
    ['in a comment of marks', `#${' # //'.repeat(200_000)} tier: flex`],
    ['repeated', '# tier: flex '.repeat(20_000)],
  ] as const) {
    it(`${name} is read in no time`, () => {
      assert.ok(cost(() => parseAnnotations({ text, span: { start: 0, end: text.length } }, text)) < 1500);
    });
  }
});

describe('fixes of thousands of calls in one file', () => {
  it('are put together in time that grows with their number', () => {
    const fix = (at: number) => ({
      ...({ id: 'add-flex', kind: 'flex', title: '', applicability: 'unsafe' } as const),
      changes: [
        {
          file: '/a.py',
          edits: [insertion(0, 'import x\n'), insertion(at, ', a'), { span: { start: at + 2, end: at + 4 }, newText: 'b' }],
        },
      ],
    });
    const fixes = Array.from({ length: 20_000 }, (_, i) => fix(10 * (i + 1)));
    const milliseconds = cost(() => {
      const { applied, edits } = combineFixes(fixes);
      assert.equal(applied.length, 20_000);
      assert.equal(edits.get('/a.py')!.length, 40_001);
    });
    assert.ok(milliseconds < 3000, `${milliseconds} ms`);
    assert.equal(combineFixes([fix(10), fix(13), fix(12)]).postponed.length, 1);
  });
});

describe('a budget', () => {
  it('ends work that takes too long, and not the work around it', () => {
    let now = 0;
    const clock = () => now;
    const inner = (): void => {
      for (let i = 0; i < 10_000; i++) {
        now++;
        tick();
      }
    };
    withinBudget({ now: clock, most: 500 }, () => {
      assert.throws(() => withinBudget({ now: clock, most: 200 }, inner), OverBudget);
      // What was spent within does not count.
      for (let i = 0; i < 200; i++) tick();
    });
    assert.throws(() => withinBudget({ now: clock, most: 500 }, inner), OverBudget);
    assert.doesNotThrow(() => withinBudget(undefined, inner));
    assert.doesNotThrow(inner);
  });
});

describe('what is made once', () => {
  it('is made once for each object, and for a text as long as no other is asked of', () => {
    let made = 0;
    const size = once((list: readonly number[]) => (made++, list.length));
    const list = [1, 2];
    assert.deepEqual([size(list), size(list), size([1]), made], [2, 2, 1, 2]);
    const length = onceForText((text) => (made++, text.length));
    assert.deepEqual([length('ab'), length('ab'), length('c'), length('ab'), made], [2, 2, 1, 2, 5]);
  });
});
