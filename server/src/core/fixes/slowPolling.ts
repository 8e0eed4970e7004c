/** Asks for a batch less often. `batch-poll` makes these fixes itself: they are about no call that costs. */
import type { Fix } from '../findings/fix';
import type { BatchFlow } from '../polling/batchFlow';
import type { Pause } from '../polling/pauses';
import { fixBy, type FixProvider } from './fix';

export const slowPolling: FixProvider = {
  id: 'slow-polling',
  kind: 'polling',
  summary: 'Waits 10 seconds between two questions about a batch.',
  safety: { applicability: 'unsafe', why: 'The program learns of the end of the batch up to 10 seconds later.' },
  propose: () => [],
};

export function slowingPoll({ number, isMilliseconds }: Pause, { unit }: BatchFlow): readonly Fix[] {
  if (!number) return [];
  const edits = [{ span: number, newText: isMilliseconds ? '10_000' : '10' }];
  return [
    fixBy(slowPolling, { title: 'Wait 10 seconds between two questions', applicability: 'unsafe', changes: [{ file: unit.path, edits }] }),
  ];
}
