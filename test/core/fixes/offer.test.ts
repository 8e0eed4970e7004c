import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { defaultCatalog } from '../../../server/src/core/catalog/catalog';
import type { FixProvider } from '../../../server/src/core/fixes/fix';
import { offerOf } from '../../../server/src/core/fixes/offer';
import { insertion, type TextEdit } from '../../../server/src/core/text/textEdit';
import { analyze } from '../../support/analysis';
import { convertLoops, loopOutcomes } from '../../support/convertLoops';
import { loadFrontEnds } from '../../support/frontEnds';
import { MemoryHost } from '../../support/memoryHost';

const TEXT = 'from openai import OpenAI\n\nclient = OpenAI()\nclient.responses.create(model="gpt-5.4", input="hi")\n';

function provider(id: string, propose: FixProvider['propose']): FixProvider {
  return { id, kind: 'flex', summary: '', safety: { applicability: 'unsafe', why: '' }, propose };
}

const writing = (id: string, ...edits: readonly TextEdit[]): FixProvider =>
  provider(id, () => [{ title: id, applicability: 'unsafe', changes: [{ file: '/job.py', edits }] }]);

describe('fixes that are offered', () => {
  before(loadFrontEnds);

  it('lose the one that fails, or that can not be applied, and keep the others', () => {
    const host = new MemoryHost({ '/job.py': TEXT });
    const [site] = analyze('/job.py', host).calls;
    const context = { catalog: defaultCatalog, unit: host.source('/job.py')!, project: host.project(), host, rule: 'missing-service-tier' };
    const overlapping: readonly TextEdit[] = [
      { span: { start: 0, end: 9 }, newText: 'a' },
      { span: { start: 5, end: 12 }, newText: 'b' },
    ];
    const providers = [
      writing('right', insertion(0, '# ')),
      writing('overlapping', ...overlapping),
      writing('outside', insertion(TEXT.length + 1, 'x')),
      provider('broken', () => {
        throw new TypeError('no such thing');
      }),
      { ...provider('silent', () => []), whyNot: () => 'the moon is full' },
    ];
    const { fixes, missing } = offerOf(providers, site!, context);
    assert.deepEqual(
      fixes.map(({ id }) => id),
      ['right'],
    );
    assert.deepEqual(
      missing.map(({ id, isFault }) => [id, isFault === true]),
      [
        ['overlapping', true],
        ['outside', true],
        ['broken', true],
        ['silent', false],
      ],
    );
    assert.match(missing[0]!.reason, /overlaps another/);
    assert.match(missing[2]!.reason, /TypeError: no such thing/);
    assert.equal(missing[3]!.reason, 'the moon is full');
  });
});

describe('a converted loop', () => {
  before(loadFrontEnds);
  const LOOP =
    'from openai import OpenAI\n\nclient = OpenAI()\nfor word in ["a", "b"]:\n    answer = client.responses.create(model="gpt-5.4", input=word)\n    print(answer.output_text)\n';

  it('is offered beside a syntax error that was there before', () => {
    const text = `${LOOP}\n\ndef later(:\n    pass\n`;
    const after = convertLoops({ '/job.py': text }, '/job.py')['/job.py']!;
    assert.notEqual(after, text);
  });

  it('keeps what stands in a branch that skips the request', () => {
    const text = LOOP.replace('    answer =', '    if word == "a":\n        print("none")\n        continue\n    answer =');
    assert.deepEqual(
      loopOutcomes({ '/job.py': text }, '/job.py').map(({ reason }) => reason),
      [undefined],
    );
  });
});
