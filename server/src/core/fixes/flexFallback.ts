/** Sends a refused flex request once more on standard. Unsafe: the answer may cost the standard price. */
import type { CallSite } from '../callSite/callSite';
import type { SourceUnit } from '../link/moduleHost';
import { familyOf, type Family } from '../syntax/family';
import type { TextEdit } from '../text/textEdit';
import { nodeFallback } from './fallback/node';
import { pythonFallback } from './fallback/python';
import type { FixContext, FixProvider, Proposal } from './fix';
import { isPlainCall } from './reroute';

const WRITERS: Readonly<Record<Family, (site: CallSite, unit: SourceUnit) => readonly TextEdit[] | undefined>> = {
  python: pythonFallback,
  ecmascript: nodeFallback,
};

export const flexFallback: FixProvider = {
  id: 'flex-fallback',
  kind: 'fallback',
  summary:
    'Sends the call through a small helper in the same file, which repeats the request once with `service_tier` `default` when flex refuses it: 429 for want of capacity, or 400 where the tier is not allowed. Any other error is raised as it was, and arguments are evaluated once. Calls that stream are left out.',
  safety: { applicability: 'unsafe', why: 'A refused request is sent again on standard, at the standard price.' },
  propose(site: CallSite, context: FixContext): readonly Proposal[] {
    if (
      site.client.provider !== 'openai' ||
      site.tier.state !== 'literal' ||
      site.tier.value !== 'flex' ||
      site.library.cannot['flex-fallback'] !== undefined ||
      !isPlainCall(site, context.unit)
    )
      return [];
    const edits: readonly TextEdit[] | undefined = WRITERS[familyOf(site.language)](site, context.unit);
    if (!edits) return [];
    return [
      {
        title: 'Fall back to standard when flex refuses the request',
        applicability: 'unsafe',
        changes: [{ file: site.file, edits }],
      },
    ];
  },
};
