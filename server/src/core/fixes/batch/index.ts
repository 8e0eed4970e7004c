/** The loop conversion: one converter per language family. */
import type { CallSite } from '../../callSite/callSite';
import { analyzeLoop } from '../../loops';
import type { FixContext, Proposal } from '../fix';
import type { BatchMode, Conversion } from './conversion';
import { ecmascriptBatch } from './ecmascript';
import { pythonBatch } from './python';

/** Why a converted loop needs a person's word, for the rule pages. */
export const BATCH_SAFETY = {
  applicability: 'unsafe',
  why: 'Answers come within 24 hours instead of seconds, and whether a request fails is known only then.',
} as const;

/** What converting the loop round a call gives; undefined where no batchable loop repeats it. */
export function convertLoop(site: CallSite, context: FixContext, mode: BatchMode): Conversion | undefined {
  if (site.loop?.verdict !== 'batchable') return undefined;
  const cannot = site.library.cannot['loop-to-batch'];
  if (cannot !== undefined) return { refused: cannot };
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

/** The conversion as a fix, where there is one. */
export function proposeBatch(site: CallSite, context: FixContext, mode: BatchMode, title: string): readonly Proposal[] {
  const conversion = convertLoop(site, context, mode);
  if (!conversion || 'refused' in conversion) return [];
  const { changes, needs } = conversion;
  return [{ title, applicability: 'unsafe', isRewrite: true, ...(needs && { needs }), changes }];
}
