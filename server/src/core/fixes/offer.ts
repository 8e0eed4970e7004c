/** Asks fix providers for what fits a finding. Whatever goes wrong with one fix stays with that fix. */
import type { CallSite } from '../callSite/callSite';
import type { Fix, MissingFix } from '../findings/fix';
import { rethrowOverBudget } from '../text/budget';
import { problemOfEdits } from '../text/textEdit';
import { faultOf } from './fault';
import { fixBy, type FixContext, type FixProvider } from './fix';

export interface Offer {
  readonly fixes: readonly Fix[];
  readonly missing: readonly MissingFix[];
}

/** The fixes of the providers for a finding, in their order, each checked to be applicable to the texts it changes. */
export function offerOf(providers: readonly FixProvider[], site: CallSite, context: FixContext): Offer {
  const fixes: Fix[] = [];
  const missing: MissingFix[] = [];
  for (const provider of providers) {
    const { id } = provider;
    try {
      const proposed = provider.propose(site, context).map((proposal) => fixBy(provider, proposal));
      for (const fix of proposed) {
        const problem = problemOf(fix, context);
        if (problem === undefined) fixes.push(fix);
        else missing.push({ id, reason: problem, isFault: true });
      }
      const reason = proposed.length === 0 ? provider.whyNot?.(site, context) : undefined;
      if (reason !== undefined) missing.push({ id, reason });
    } catch (error) {
      rethrowOverBudget(error);
      missing.push({ id, reason: faultOf(error), isFault: true });
    }
  }
  return { fixes, missing };
}

function problemOf({ changes }: Fix, { host }: FixContext): string | undefined {
  for (const { file, edits, creates } of changes) {
    const text = creates ? '' : host.source(file)?.text;
    const problem = text === undefined ? 'the file can not be read' : problemOfEdits(text, edits);
    if (problem !== undefined) return faultOf(new RangeError(problem));
  }
  return undefined;
}
