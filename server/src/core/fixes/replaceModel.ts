/** Writes the successor that OpenAI names for a retiring model. Unsafe: another model answers, at another price. */
import type { CallSite } from '../callSite/callSite';
import type { FixContext, FixProvider, Proposal } from './fix';

export const replaceModel: FixProvider = {
  id: 'replace-model',
  kind: 'model',
  summary:
    'Replaces the name of the model by that of the successor in the catalog, where the name is written as a plain string in the same file and the successor takes the tier of the call.',
  safety: {
    applicability: 'unsafe',
    why: 'Another model answers, at another price; parameters such as `temperature` and `max_tokens` may not be taken by it.',
  },
  propose(site: CallSite, { catalog, unit }: FixContext): readonly Proposal[] {
    if (site.model.state !== 'literal' || site.isLegacy) return [];
    const { value } = site.model;
    const { span, file } = site.model.literalAt ?? site.model;
    const successor = catalog.model(value)?.replacement;
    if (!successor || !span || file !== site.file || !takesTier(site, successor, catalog)) return [];
    const written = unit.text.slice(span.start, span.end);
    const quote = written[0]!;
    if (written !== `${quote}${value}${quote}`) return [];
    const prefix = /^(?:openai\/)?/.exec(value)![0];
    const newText = `${quote}${prefix}${successor}${quote}`;
    return [
      {
        title: `Use ${successor} instead of ${value} (check its parameters)`,
        applicability: 'unsafe',
        changes: [{ file: site.file, edits: [{ span, newText }] }],
      },
    ];
  },
};

function takesTier({ tier }: CallSite, successor: string, catalog: FixContext['catalog']): boolean {
  if (tier.state !== 'literal') return true;
  if (tier.value === 'flex') return catalog.tierSupport(successor, 'flex') !== 'no';
  return !['priority', 'fast'].includes(tier.value) || catalog.tierSupport(successor, 'priority') !== 'no';
}
