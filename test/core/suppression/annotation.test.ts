import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { parseAnnotation } from '../../../server/src/core/annotation/annotation';
import { formatVolume, parseVolume } from '../../../server/src/core/intent/volume';
import { loadFrontEnds, testFrontEnds } from '../../support/frontEnds';

before(loadFrontEnds);

function annotationIn(text: string) {
  const python = testFrontEnds.get('python')!.analyze('/main.py', text);
  return python.comments.map((comment) => parseAnnotation(comment, text)).find((each) => each !== undefined);
}

describe('an annotation', () => {
  it('names one rule', () => {
    assert.deepEqual(annotationIn('x = 1  # tier: ignore[flex-timeout]')?.rules, ['flex-timeout']);
  });

  it('names several rules, with or without spaces', () => {
    assert.deepEqual(annotationIn('# tier: ignore[flex-timeout,missing-service-tier , tier-policy]')?.rules, [
      'flex-timeout',
      'missing-service-tier',
      'tier-policy',
    ]);
  });

  it('names all rules when it has no list', () => {
    const annotation = annotationIn('# tier: ignore');
    assert.equal(annotation?.value, 'ignore');
    assert.equal(annotation?.rules, undefined);
  });

  it('names no rule when its list is empty', () => {
    assert.deepEqual(annotationIn('# tier: ignore[]')?.rules, []);
  });

  it('may carry a reason', () => {
    assert.deepEqual(annotationIn('# tier: ignore[flex-timeout] late answers are dropped')?.rules, ['flex-timeout']);
    assert.equal(annotationIn('# tier: standard (a person waits)')?.value, 'standard');
    assert.equal(annotationIn('# tier: flex, volume=20k/day')?.value, 'flex');
  });

  it('knows whether it has its line to itself', () => {
    assert.equal(annotationIn('    # tier: ignore')?.ownLine, true);
    assert.equal(annotationIn('x = 1  # tier: ignore')?.ownLine, false);
  });

  it('may follow the comment of another tool', () => {
    const text = 'x = 1  # type: ignore[arg-type]  # tier: ignore[flex-timeout]';
    const annotation = annotationIn(text);
    assert.deepEqual(annotation?.rules, ['flex-timeout']);
    assert.equal(text[annotation.listEnd!], ']');
  });

  it('has a comment mark right before it', () => {
    assert.equal(annotationIn('# the tier: ignore it'), undefined);
    assert.equal(annotationIn('# write `# tier: ignore` there'), undefined);
  });

  it('is not read from a string', () => {
    assert.equal(annotationIn('text = "# tier: ignore"'), undefined);
  });
});

describe('the words of an annotation', () => {
  const words = (text: string) => {
    const annotation = annotationIn(text)!;
    const { value, volume, volumeWord, reason, span } = annotation;
    return {
      value,
      ...(volume && { volume: `${volume.requests}/${volume.per}` }),
      ...(volumeWord && !volume && { volumeWord: volumeWord.text }),
      ...(reason !== undefined && { reason }),
      span: text.slice(span.start, span.end),
    };
  };

  it('are a tier and a reason', () => {
    assert.deepEqual(words('# tier: standard (a person waits)'), {
      value: 'standard',
      reason: 'a person waits',
      span: 'tier: standard (a person waits)',
    });
    assert.deepEqual(words('# tier: batch: nightly evals'), {
      value: 'batch',
      reason: 'nightly evals',
      span: 'tier: batch: nightly evals',
    });
    assert.deepEqual(words('x = 1  # tier: flex  # noqa'), { value: 'flex', span: 'tier: flex' });
  });

  it('are a tier, a volume and a reason', () => {
    assert.deepEqual(words('# tier: flex, volume=20k/day'), { value: 'flex', volume: '20000/day', span: 'tier: flex, volume=20k/day' });
    assert.deepEqual(words('# tier: flex, volume = 1.5M/month (the help desk)'), {
      value: 'flex',
      volume: '1500000/month',
      reason: 'the help desk',
      span: 'tier: flex, volume = 1.5M/month (the help desk)',
    });
  });

  it('may be a volume alone', () =>
    assert.deepEqual(words('# tier: volume=500/hour'), { value: '', volume: '500/hour', span: 'tier: volume=500/hour' }));

  it('keep a volume that is none', () => assert.equal(words('# tier: flex, volume=lots').volumeWord, 'lots'));

  it('of a reason may look like a pair', () =>
    assert.deepEqual(words('# tier: batch where n=20'), { value: 'batch', reason: 'where n=20', span: 'tier: batch where n=20' }));

  it('of a suppression are rules and a reason', () =>
    assert.equal(words('# tier: ignore[flex-timeout] late answers are dropped').reason, 'late answers are dropped'));
});

describe('a volume', () => {
  const read = (text: string) => {
    const volume = parseVolume(text);
    return volume && `${volume.requests} ${volume.per} ${formatVolume(volume)}`;
  };
  it('has a number, a scale and a time', () => {
    assert.equal(read('20k/day'), '20000 day 20k/day');
    assert.equal(read('1.5M/month'), '1500000 month 1.5M/month');
    assert.equal(read(' 200_000 / month '), '200000 month 200k/month');
    assert.equal(read('750/hour'), '750 hour 750/hour');
    assert.equal(read('1,234/week'), '1234 week 1234/week');
    assert.equal(read('1250/week'), '1250 week 1250/week');
  });
  it('is nothing else', () => {
    for (const text of ['', '20k', 'k/day', '20k/year', '0/day', '-5/day', 'lots', '1e5/day', '20 k k/day'])
      assert.equal(read(text), undefined, text);
  });
});
