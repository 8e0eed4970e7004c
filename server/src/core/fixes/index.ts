// Written by `npm run docs` from the files of core/fixes. Do not edit.
import { addFlex } from './addFlex';
import { addTier } from './addTier';
import { annotate } from './annotate';
import { backgroundWindow } from './backgroundWindow';
import { correctAnnotation } from './correctAnnotation';
import { endPolling } from './endPolling';
import type { FixProvider } from './fix';
import { flexFallback } from './flexFallback';
import { loopToBatch } from './loopToBatch';
import { loopToBatchTwoStep } from './loopToBatchTwoStep';
import { mendBatchLine } from './mendBatchLine';
import { moveTier } from './moveTier';
import { raiseTimeout } from './raiseTimeout';
import { removeAnnotation } from './removeAnnotation';
import { replaceModel } from './replaceModel';
import { slowPolling } from './slowPolling';
import { suppress } from './suppress';
import { tierRouter } from './tierRouter';
import { useStandard } from './useStandard';

const PROVIDERS = {
  'loop-to-batch': loopToBatch,
  'loop-to-batch-two-step': loopToBatchTwoStep,
  'raise-timeout': raiseTimeout,
  'flex-fallback': flexFallback,
  'add-flex': addFlex,
  'background-window': backgroundWindow,
  'use-standard': useStandard,
  'add-tier': addTier,
  'move-tier': moveTier,
  'tier-router': tierRouter,
  'replace-model': replaceModel,
  'mend-batch-line': mendBatchLine,
  'end-polling': endPolling,
  'slow-polling': slowPolling,
  'correct-annotation': correctAnnotation,
  'remove-annotation': removeAnnotation,
  annotate: annotate,
  suppress: suppress,
};

export type FixId = keyof typeof PROVIDERS;

/** Every fix, in the order of their kinds. */
export const FIX_PROVIDERS: readonly FixProvider[] = Object.values(PROVIDERS);

export function fixProvider(id: FixId): FixProvider {
  return PROVIDERS[id];
}
