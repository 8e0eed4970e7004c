/** Adds `service_tier: flex` with the timeout that flex needs. Unsafe: answers come later and may be refused with 429. */
import type { CallSite } from '../callSite/callSite';
import type { FixContext, FixProvider, Proposal } from './fix';
import { requestEdits } from './request';
import { hasUnreadableTimeout, isCutFromOutside } from './requestChange';
import { needs, needsUndici } from './transport';

export const addFlex: FixProvider = {
  id: 'add-flex',
  kind: 'flex',
  summary:
    'Adds `service_tier` flex and raises the effective timeout to 15 minutes: in Python on the call, in Node in the second argument, with a transport that outlasts the limit on response headers.',
  safety: { applicability: 'unsafe', why: 'Answers come later, and may be refused with 429 when there is no capacity.' },
  propose(site: CallSite, context: FixContext): readonly Proposal[] {
    if (site.client.provider !== 'openai' || site.endpoint.tier !== 'request') return [];
    if (site.model.state === 'literal' && context.catalog.tierSupport(site.model.value, 'flex') === 'no') return [];
    const edits = requestEdits(site, context, { tier: 'flex', flexTimeout: true });
    if (!edits || edits.length === 0) return [];
    return [
      {
        title: title(site, context),
        applicability: 'unsafe',
        tier: 'flex',
        ...needs(site, context),
        changes: [{ file: site.file, edits }],
      },
    ];
  },
};

function title(site: CallSite, context: FixContext): string {
  const { catalog } = context;
  const notes: string[] = [];
  if (site.model.state !== 'literal') notes.push('check that the model takes it');
  else if (catalog.tierSupport(site.model.value, 'flex') === 'unknown') notes.push(`check that ${site.model.value} takes it`);
  if (needsUndici(site, context)) notes.push('needs the npm package undici');
  if (isCutFromOutside(site, context.unit)) notes.push('check the timeout round it');
  if (hasUnreadableTimeout(site)) notes.push('check its timeout');
  const wait = hasUnreadableTimeout(site) ? '' : ' with a 15-minute timeout';
  return `Run on flex${wait}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
}
