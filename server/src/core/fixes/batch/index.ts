/** The loop conversions: one converter per language family, two ways to run. */
import type { CallSite } from '../../callSite/callSite';
import { analyzeLoop } from '../../loops';
import type { Fix } from '../../findings/fix';
import type { FixContext, FixProvider } from '../fix';
import type { BatchMode, Conversion } from './conversion';
import { ecmascriptBatch } from './ecmascript';
import { pythonBatch } from './python';

export const loopToBatch = provider(
  'loop-to-batch',
  'wait',
  'Turns the loop into a Batch job: builds all requests, submits them, waits, then runs the rest of the loop body on each answer in the order of the items.',
  'Turn this loop into a Batch job (half the price, within 24 hours)',
);

export const loopToBatchTwoStep = provider(
  'loop-to-batch-two-step',
  'two-step',
  'The same in two steps: one run builds and submits, a later run collects the answers.',
  'Turn this loop into a Batch job: submit now, collect later',
);

/** What converting the loop round a call gives; undefined where no batchable loop repeats it. */
export function convertLoop(site: CallSite, context: FixContext, mode: BatchMode): Conversion | undefined {
  if (site.loop?.verdict !== 'batchable') return undefined;
  const analysis = analyzeLoop(site, context.unit, context.host, context.catalog);
  if (analysis?.verdict !== 'batchable') return undefined;
  if (analysis.place.unit.path !== site.file)
    return { refused: `the loop is in another file (${context.host.shown(analysis.place.unit.path)}).` };
  return (analysis.place.unit.facts.language === 'python' ? pythonBatch : ecmascriptBatch).convert(site, analysis, context, mode);
}

/** Why the loop is not converted, in one sentence; undefined where it is. */
export function conversionRefusal(site: CallSite, context: FixContext): string | undefined {
  const conversion = convertLoop(site, context, 'wait');
  return conversion && 'refused' in conversion ? conversion.refused : undefined;
}

function provider(id: string, mode: BatchMode, summary: string, title: string): FixProvider {
  return {
    id,
    summary,
    safety: {
      applicability: 'unsafe',
      why: 'Answers come within 24 hours instead of seconds, and a request that fails is not sent again.',
    },
    propose(site, context): readonly Fix[] {
      const conversion = convertLoop(site, context, mode);
      if (!conversion || 'refused' in conversion) return [];
      const { changes, needs } = conversion;
      return [{ id, title, applicability: 'unsafe', isRewrite: true, ...(needs && { needs }), changes }];
    },
  };
}
