/** Says in a comment what the call is meant to run on, and why. Safe: nothing but a comment changes. */
import type { CallSite } from '../callSite/callSite';
import { annotationEdit } from './annotationEdit';
import type { FixContext, FixProvider, Proposal } from './fix';

export const annotate: FixProvider = {
  id: 'annotate',
  kind: 'statement',
  summary: 'Writes what the call is meant to run on, with a reason, above the statement: `tier: standard (a person waits)`.',
  safety: { applicability: 'safe', why: 'Only a comment changes.' },
  propose(site: CallSite, { unit, statement }: FixContext): readonly Proposal[] {
    const edit = statement && annotationEdit(site, unit, `${statement.tier} (${statement.reason})`);
    if (!statement || !edit) return [];
    const title = `Say that it is meant for ${statement.tier}: ${statement.reason}`;
    return [{ title, applicability: 'safe', changes: [{ file: site.file, edits: [edit] }] }];
  },
};
