/** Turns a loop of independent requests into a Batch job that the program waits for. Unsafe: answers come within 24 hours. */
import { BATCH_SAFETY, batchProposals } from './batch';
import type { FixProvider } from './fix';

export const loopToBatch: FixProvider = {
  id: 'loop-to-batch',
  kind: 'batch',
  summary:
    'Turns the loop into a Batch job: builds all requests, submits them, waits, then runs the rest of the loop body on each answer in the order of the items.',
  safety: BATCH_SAFETY,
  ...batchProposals('wait', 'Turn this loop into a Batch job (half the price, within 24 hours)'),
};
