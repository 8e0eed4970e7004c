/** Moves a tier from where the library ignores it to where it counts. Unsafe: the call runs on that tier from then on. */
import type { CallSite } from '../callSite/callSite';
import { FLEX_TIMEOUT_SECONDS } from '../catalog/serviceTier';
import type { FixContext, FixProvider, Proposal } from './fix';
import { RequestWriter } from './places/requestWriter';
import { hasUnreadableTimeout, waitsLongEnough } from './requestChange';

export const moveTier: FixProvider = {
  id: 'move-tier',
  kind: 'place',
  summary: 'Moves the tier to the place where the library takes it; a tier `flex` gets the timeout that it needs as well.',
  safety: { applicability: 'unsafe', why: 'The call runs on that tier from then on: answers may come later, be refused, or cost more.' },
  propose(site: CallSite, { unit }: FixContext): readonly Proposal[] {
    const { misplacedTier } = site;
    if (!misplacedTier || misplacedTier.at === 'elsewhere' || site.client.provider !== 'openai') return [];
    const writer = new RequestWriter(site, unit);
    const isMoved =
      writer.isWrittenHere &&
      writer.move(misplacedTier.place, 'service_tier', { text: misplacedTier.value }) &&
      (misplacedTier.value !== 'flex' || waitsForFlex(writer, site));
    const edits = isMoved ? writer.edits() : undefined;
    if (!edits) return [];
    const title = `Move service tier "${misplacedTier.value}" to where ${site.library.name} takes it`;
    return [{ title, applicability: 'unsafe', tier: misplacedTier.value, changes: [{ file: site.file, edits }] }];
  },
};

function waitsForFlex(writer: RequestWriter, site: CallSite): boolean {
  if (site.headerLimit === 'applies') return false;
  if (waitsLongEnough(site) || hasUnreadableTimeout(site)) return true;
  return writer.set('timeout', { seconds: FLEX_TIMEOUT_SECONDS }, site.written.timeout);
}
