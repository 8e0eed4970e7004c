/** Says in a comment what the call is meant to run on, and why. Safe: nothing but a comment changes. */
import type { IntendedTier } from '../intent/intent';
import { intendedTierOf } from '../policy/satisfies';
import type { CallSite } from '../callSite/callSite';
import { completionWindow } from '../link/requestParameters';
import { annotationEdit } from './annotationEdit';
import type { FixContext, FixProvider, Proposal } from './fix';

interface Statement {
  readonly tier: IntendedTier;
  readonly reason: string;
}

export const annotate: FixProvider = {
  id: 'annotate',
  kind: 'statement',
  summary: 'Writes what the call is meant to run on, with a reason, above the statement: `tier: standard (a person waits)`.',
  safety: { applicability: 'safe', why: 'Only a comment changes.' },
  propose(site: CallSite, { unit, rule }: FixContext): readonly Proposal[] {
    const statement = STATEMENTS[rule]?.(site);
    const edit = statement && annotationEdit(site, unit, `${statement.tier} (${statement.reason})`);
    if (!statement || !edit) return [];
    const title = `Say that it is meant for ${statement.tier}: ${statement.reason}`;
    return [{ title, applicability: 'safe', changes: [{ file: site.file, edits: [edit] }] }];
  },
};

/** What a person may mean that leaves the call as it is, by the rule that would change it. */
const STATEMENTS: Readonly<Record<string, (site: CallSite) => Statement | undefined>> = {
  'missing-service-tier': ({ workload: { workload } }) => ({
    tier: 'standard',
    reason: workload === 'offline' || workload === 'background' ? 'the answer is needed soon' : 'a person waits',
  }),
  'overpaid-tier': () => ({ tier: 'priority', reason: 'speed is worth its price here' }),
  'flex-in-request-path': (site) => ({
    tier: completionWindow(site) === undefined ? 'flex' : 'background',
    reason: 'a late answer is fine here',
  }),
  'tier-policy': (site) => {
    const tier = intendedTierOf(site);
    // What an annotation says is corrected there.
    return tier && site.intent?.from.kind === 'config' ? { tier, reason: 'unlike tierlint.json, on purpose' } : undefined;
  },
};
