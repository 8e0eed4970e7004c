import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { truthOf, type Meaning } from '../../../server/src/core/polling/condition';

const meaning: Meaning = {
  what: (path) =>
    path === 'batch' || path === 'self.batch' ? 'batch' : path === 'status' || path === 'batch.status' ? 'status' : undefined,
  texts: (path) => ({ ENDED: ['completed', 'failed'], FAILED: ['failed'] })[path],
};

describe('a condition on the status of a batch, for one that failed', () => {
  for (const [condition, expected] of [
    ['status == "failed"', true],
    ["batch.status !== 'failed'", false],
    ['batch?.status === `completed`', false],
    ['self.batch.status in ("completed", "failed")', true],
    ['status not in {"completed", "expired"}', true],
    ["!['completed', 'failed'].includes(status)", false],
    ["new Set(['completed']).has(batch.status)", false],
    ['ENDED.includes(status)', true],
    ['status in ENDED', true],
    ['status is not FAILED', false],
    ['status == FAILED', true],
    ['not (status == "completed" or status == "failed")', false],
    ['status != "completed" and status != "expired"', true],
    ["status === 'completed' || status === 'cancelled'", false],
    ['status.lower() == "failed"', true],
    ['getattr(batch, "status", None) == "completed"', false],
    ['batch["status"] == "completed"', false],
    ['"failed" == status', true],
    ['True', true],
    ['1', true],
    ['batch.status', true],
    // One side that is not known decides only where the other does not.
    ['status == "failed" or tries > 3', true],
    ['status != "failed" and tries > 3', false],
    // Unknown: somebody else's words, numbers, names, calls.
    ['status != "failed" or tries > 3', undefined],
    ['tries < 5', undefined],
    ['done', undefined],
    ['is_done(batch)', undefined],
    ['status.upper() == "FAILED"', undefined],
    ['batch.errors', undefined],
    ['status in load_ends()', undefined],
    ['status == BatchStatus.FAILED', undefined],
    ['(status := batch.status) == "failed"', undefined],
    ['status == "failed" if strict else False', undefined],
    ['status == ', undefined],
    ['((((', undefined],
    ['', undefined],
  ] as const) {
    it(condition, () => assert.equal(truthOf(condition, 'failed', meaning), expected));
  }
});
