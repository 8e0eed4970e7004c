import { addFlex } from './addFlex';
import { addTier } from './addTier';
import { annotate } from './annotate';
import { backgroundWindow } from './backgroundWindow';
import { loopToBatch, loopToBatchTwoStep } from './batch';
import type { FixProvider } from './fix';
import { flexFallback } from './flexFallback';
import { raiseTimeout } from './raiseTimeout';
import { correctAnnotation, removeAnnotation } from './removeAnnotation';
import { replaceModel } from './replaceModel';
import { suppress } from './suppress';
import { tierRouter } from './tierRouter';
import { useStandard } from './useStandard';

/** Every fix, in the order in which a menu shows them: what saves money first, silence last. */
export const FIX_PROVIDERS: readonly FixProvider[] = [
  loopToBatch,
  loopToBatchTwoStep,
  raiseTimeout,
  flexFallback,
  addFlex,
  backgroundWindow,
  useStandard,
  addTier,
  tierRouter,
  replaceModel,
  correctAnnotation,
  removeAnnotation,
  annotate,
  suppress,
];

export function fixProvider(id: string): FixProvider | undefined {
  return FIX_PROVIDERS.find((provider) => provider.id === id);
}
