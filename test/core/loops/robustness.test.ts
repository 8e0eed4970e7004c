import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { FileFlow, FlowFunction } from '../../../server/src/core/syntax/flow/flow';
import { accessesIn, callsIn, statementsIn } from '../../../server/src/core/syntax/flow/walk';
import { analyze } from '../../support/analysis';
import { fixturesOf } from '../../support/fixtures';
import { loadFrontEnds } from '../../support/frontEnds';
import { MemoryHost } from '../../support/memoryHost';

before(loadFrontEnds);

const FILES = ['loops', 'batchable-loop'].flatMap((topic) => fixturesOf(topic).flatMap(({ files }) => Object.entries(files)));
/** The same in each run; another seed is for whoever looks for trouble. */
const SEED = Number(process.env.FC_SEED ?? 7);

describe('loops in half-typed code', () => {
  it('are judged without an error wherever the text breaks off', () => {
    const cuts = fc.constantFrom(...FILES).chain(([file, text]) => fc.nat(text.length).map((end) => [file, text.slice(0, end)] as const));
    fc.assert(
      fc.property(cuts, ([file, text]) => check(file, text)),
      { numRuns: 150, seed: SEED },
    );
  });

  it('are judged without an error whatever is missing from the middle', () => {
    const holes = fc
      .constantFrom(...FILES)
      .chain(([file, text]) =>
        fc
          .tuple(fc.nat(text.length), fc.integer({ min: 1, max: 60 }))
          .map(([at, length]) => [file, text.slice(0, at) + text.slice(at + length)] as const),
      );
    fc.assert(
      fc.property(holes, ([file, text]) => check(file, text)),
      { numRuns: 150, seed: SEED },
    );
  });

  it('are judged without an error whatever is inserted', () => {
    const pieces = [
      '(',
      ')',
      '{',
      '}',
      '[',
      ']',
      ':',
      'for x in ',
      'while ',
      'await ',
      'lambda: ',
      '=> ',
      'yield ',
      '"',
      '`',
      '\n',
      '    ',
      'try:',
      'catch',
      '*',
      '**',
      'async ',
    ];
    const grown = fc
      .constantFrom(...FILES)
      .chain(([file, text]) =>
        fc
          .tuple(fc.nat(text.length), fc.constantFrom(...pieces))
          .map(([at, piece]) => [file, text.slice(0, at) + piece + text.slice(at)] as const),
      );
    fc.assert(
      fc.property(grown, ([file, text]) => check(file, text)),
      { numRuns: 150, seed: SEED },
    );
  });

  it('are judged without an error when they nest very deep', () => {
    const deep = 'for x in y:\n'.split('\n')[0]!;
    const python = `from openai import OpenAI\nclient = OpenAI()\n${Array.from({ length: 90 }, (_, depth) => `${' '.repeat(depth)}${deep}`).join('\n')}\n${' '.repeat(90)}client.responses.create(model="gpt-5.4", input=x)\n`;
    const script = `import OpenAI from 'openai';\nconst client = new OpenAI();\n${'for (const x of y) '.repeat(400)}client.responses.create({ model: 'gpt-5.4', input: x });\n`;
    const parentheses = `from openai import OpenAI\nclient = OpenAI()\nfor x in y:\n    client.responses.create(model="gpt-5.4", input=${'('.repeat(3000)}x${')'.repeat(3000)})\n`;
    check('/deep.py', python);
    check('/deep.ts', script);
    check('/deep.py', parentheses);
  });
});

/** Verdicts say why, their spans lie in the text, and the flow's spans nest. */
function check(file: string, text: string): void {
  const host = new MemoryHost({ [file]: text });
  for (const { loop } of analyze(file, host).calls) {
    if (!loop) continue;
    assert.match(loop.reason, /\.$/);
    assert.ok(loop.span.start <= loop.head.start && loop.head.end <= loop.span.end && loop.span.end <= text.length);
  }
  const flow = host.flow(file)!;
  for (const fn of functionsOf(flow, text)) {
    for (const { span } of [...statementsIn(fn.body), ...accessesIn(fn.body), ...callsIn(fn.body)])
      assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
  }
}

function functionsOf(flow: FileFlow, text: string): Set<FlowFunction> {
  const found = new Set([flow.module]);
  for (let offset = 0; offset <= text.length; offset += 97) found.add(flow.functionAt(offset));
  return found;
}
