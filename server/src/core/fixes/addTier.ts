/** Writes the tier a person names: standard, priority (fast) or auto. Unsafe: price and speed change. */
import type { CallSite } from '../callSite/callSite';
import type { FixContext, FixProvider, Proposal } from './fix';
import { requestEdits } from './request';

interface Choice {
  readonly value: string;
  readonly title: string;
}

const CHOICES: readonly Choice[] = [
  { value: 'default', title: 'Say that it runs on standard: service_tier "default"' },
  { value: 'priority', title: 'Run on priority (fast): service_tier "priority"' },
  { value: 'auto', title: 'Leave the tier to the project: service_tier "auto"' },
];

export const addTier: FixProvider = {
  id: 'add-tier',
  kind: 'tier',
  summary: 'Writes the tier that is named: `default` (standard), `priority` or `auto`.',
  safety: { applicability: 'unsafe', why: 'Price and speed change.' },
  propose(site: CallSite, context: FixContext): readonly Proposal[] {
    if (site.client.provider !== 'openai' || site.endpoint.tier !== 'request') return [];
    return CHOICES.flatMap(({ value, title }): readonly Proposal[] => {
      if (!site.endpoint.tierValues?.includes(value)) return [];
      if (value === 'priority' && site.model.state === 'literal' && context.catalog.tierSupport(site.model.value, 'priority') === 'no')
        return [];
      if (site.tier.state === 'literal' && site.tier.value === value) return [];
      const edits = requestEdits(site, context, { tier: value });
      return edits && edits.length > 0 ? [{ title, applicability: 'unsafe', tier: value, changes: [{ file: site.file, edits }] }] : [];
    });
  },
};
