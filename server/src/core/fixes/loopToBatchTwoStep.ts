/** Turns a loop of independent requests into a Batch job that one run submits and a later one collects. Unsafe: answers come within 24 hours. */
import { BATCH_SAFETY, batchProposals } from './batch';
import type { FixProvider } from './fix';

export const loopToBatchTwoStep: FixProvider = {
  id: 'loop-to-batch-two-step',
  kind: 'batch',
  summary: 'The same in two steps: one run builds and submits, a later run collects the answers.',
  safety: BATCH_SAFETY,
  ...batchProposals('two-step', 'Turn this loop into a Batch job: submit now, collect later'),
};
