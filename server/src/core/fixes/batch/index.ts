/** The loop conversion: one converter per language. */
import type { CallSite } from '../../callSite/callSite';
import { analyzeLoop } from '../../loops';
import type { Language } from '../../syntax/facts';
import type { FixContext, FixProvider, Proposal } from '../fix';
import { rethrowOverBudget } from '../../text/budget';
import { faultOf } from '../fault';
import type { BatchConverter, BatchMode, Conversion } from './conversion';
import { ecmascriptBatch } from './ecmascript';
import { pythonBatch } from './python';
import { Declined } from './shared/declined';
import { reread } from './shared/reread';

const CONVERTERS: Readonly<Record<Language, BatchConverter>> = {
  python: pythonBatch,
  javascript: ecmascriptBatch,
  typescript: ecmascriptBatch,
};

/** Why a converted loop needs a person's word, for the rule pages. */
export const BATCH_SAFETY = {
  applicability: 'unsafe',
  why: 'Answers come within 24 hours instead of seconds, and whether a request fails is known only then.',
} as const;

/** What converting the loop round a call gives; undefined where no batchable loop repeats it. Never throws. */
export function convertLoop(site: CallSite, context: FixContext, mode: BatchMode): Conversion | undefined {
  if (site.loop?.verdict !== 'batchable') return undefined;
  const cannot = site.library.cannot['loop-to-batch'];
  if (cannot !== undefined) return { declined: cannot };
  try {
    const analysis = analyzeLoop(site, context.unit, context.host, context.catalog);
    if (analysis?.verdict !== 'batchable') return undefined;
    const { unit } = analysis.place;
    if (unit.path !== site.file) return { declined: `the loop is in another file (${context.host.shown(unit.path)})` };
    const conversion = CONVERTERS[unit.facts.language].convert(site, analysis, context, mode);
    reread(conversion, context.host);
    return conversion;
  } catch (error) {
    rethrowOverBudget(error);
    // Half-typed code may have shapes that nobody thought of: such a loop is left alone, and everything else goes on.
    return error instanceof Declined ? { declined: error.message } : { declined: faultOf(error), isFault: true };
  }
}

/** Why the loop is not converted, in one sentence; undefined where it is. */
export function conversionDeclined(site: CallSite, context: FixContext): string | undefined {
  const conversion = convertLoop(site, context, 'wait');
  return conversion && 'declined' in conversion ? conversion.declined : undefined;
}

/** What the fix of one mode proposes, and why it proposes nothing. */
export function batchProposals(mode: BatchMode, title: string): Pick<FixProvider, 'propose' | 'whyNot'> {
  return {
    propose(site, context): readonly Proposal[] {
      const conversion = convertLoop(site, context, mode);
      if (!conversion || 'declined' in conversion) return [];
      const { changes, needs } = conversion;
      return [{ title, applicability: 'unsafe', isRewrite: true, ...(needs && { needs }), changes }];
    },
    whyNot(site, context): string | undefined {
      const conversion = convertLoop(site, context, mode);
      return conversion && 'declined' in conversion ? conversion.declined : undefined;
    },
  };
}
