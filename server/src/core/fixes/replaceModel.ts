/** Writes the successor that OpenAI names for a retiring model. Unsafe: another model answers, at another price. */
import type { CallSite } from '../callSite/callSite';
import type { Catalog } from '../catalog/catalog';
import { formatPrice } from '../estimate/money';
import { rateOf } from '../estimate/rate';
import { tierOf } from '../estimate/tierNow';
import type { TextEdit } from '../text/textEdit';
import { requestEdits } from './request';
import { needs } from './transport';
import type { FixContext, FixProvider, Proposal } from './fix';

export const replaceModel: FixProvider = {
  id: 'replace-model',
  kind: 'model',
  summary:
    'Replaces the name of the model by that of the successor in the catalog, where the name is written as a plain string in the same file and the successor takes the tier of the call. Where the call names no tier and a successor with flex costs less, it writes both.',
  safety: {
    applicability: 'unsafe',
    why: 'Another model answers, at another price; parameters such as `temperature` and `max_tokens` may not be taken by it.',
  },
  propose(site: CallSite, context: FixContext): readonly Proposal[] {
    const { catalog, unit } = context;
    if (site.model.state !== 'literal' || site.isLegacy) return [];
    const { value } = site.model;
    const { span, file } = site.model.literalAt ?? site.model;
    const successor = catalog.model(value)?.replacement;
    if (!successor || !span || file !== site.file) return [];
    const written = unit.text.slice(span.start, span.end);
    const quote = written[0]!;
    if (written !== `${quote}${value}${quote}`) return [];
    const prefix = /^(?:openai\/)?/.exec(value)![0];
    const renamed = { span, newText: `${quote}${prefix}${successor}${quote}` };
    if (context.rule !== 'missing-service-tier')
      return takesTier(site, successor, catalog) ? [proposal(site, successor, [renamed], context)] : [];
    // Without a tier of its own the successor would be reported in its turn.
    if (!catalog.model(successor)?.takes.flex) return [];
    const flex = requestEdits(site, context, { tier: 'flex', flexTimeout: true });
    return flex && flex.length > 0
      ? [{ ...proposal(site, successor, [renamed, ...flex], context, 'flex'), tier: 'flex', ...needs(site, context) }]
      : [];
  },
};

function proposal(site: CallSite, successor: string, edits: readonly TextEdit[], { catalog }: FixContext, tier?: 'flex'): Proposal {
  const old = site.model.state === 'literal' ? site.model.value : '';
  return {
    title: `Use ${successor}${tier ? ` on ${tier}` : ''} instead of ${old} (${[...prices(site, successor, catalog, tier), 'check its parameters'].join('; ')})`,
    applicability: 'unsafe',
    changes: [{ file: site.file, edits }],
  };
}

/** What both cost, on the tier of the call or the one that is written with the new name. */
function prices(site: CallSite, successor: string, catalog: Catalog, tier: 'flex' | undefined): readonly string[] {
  const current = tierOf(site.tier) ?? 'standard';
  const priced = current === 'flex' || current === 'priority' ? current : 'standard';
  const old = site.model.state === 'literal' ? catalog.model(site.model.value) : undefined;
  const next = catalog.model(successor);
  const [now, then] = [old && rateOf(old, priced), next && rateOf(next, tier ?? priced)];
  if (!then) return [];
  return [`${formatPrice(then)} per 1M tokens${now ? ` instead of ${formatPrice(now)}` : ''}`];
}

function takesTier({ tier }: CallSite, successor: string, catalog: Catalog): boolean {
  if (tier.state !== 'literal') return true;
  if (tier.value === 'flex') return catalog.tierSupport(successor, 'flex') !== 'no';
  return !['priority', 'fast'].includes(tier.value) || catalog.tierSupport(successor, 'priority') !== 'no';
}
