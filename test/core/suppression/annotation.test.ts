import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { parseAnnotation } from '../../../server/src/core/annotation/annotation';
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
    assert.deepEqual(annotationIn('# tier: ignore[flex-timeout,missing-service-tier , tier-policy]')?.rules, ['flex-timeout', 'missing-service-tier', 'tier-policy']);
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
