/** Gives a request a tier, and the wait that flex needs, where its library takes them. */
import type { CallSite } from '../callSite/callSite';
import { FLEX_TIMEOUT_SECONDS } from '../catalog/serviceTier';
import type { SourceUnit } from '../link/moduleHost';
import { parameter } from '../link/requestParameters';
import type { TextEdit } from '../text/textEdit';
import type { FixContext } from './fix';
import { RequestWriter, type ParameterValue } from './places/requestWriter';
import { hasUnreadableTimeout, timeoutInChain, waitsLongEnough, type RequestChange } from './requestChange';
import { transportEdits } from './transport';

/** The edits that make the change in the file of the call; undefined where the request is not written in a way that takes it. */
export function requestEdits(site: CallSite, context: FixContext, change: RequestChange): readonly TextEdit[] | undefined {
  if (site.isLegacy) return undefined;
  const writer = new RequestWriter(site, context.unit);
  if (!writer.isWrittenHere) return undefined;
  const isDone = change.flexTimeout ? waitForFlex(writer, site, context.unit, change.tier) : setTier(writer, site, change.tier);
  const edits = isDone ? writer.edits() : undefined;
  if (!edits || !change.flexTimeout || site.headerLimit !== 'applies') return edits;
  const transport = transportEdits(site, context);
  return transport && [...edits, ...transport];
}

function setTier(writer: RequestWriter, { written }: CallSite, tier: string | undefined): boolean {
  return tier === undefined || writer.set('service_tier', { text: tier }, written.tier);
}

/** The tier, and a timeout that flex can live with; one that stands where it does nothing moves to where it counts. */
function waitForFlex(writer: RequestWriter, site: CallSite, unit: SourceUnit, tier: string | undefined): boolean {
  const { misplacedTimeout, written } = site;
  if (misplacedTimeout?.at === 'elsewhere') return false;
  const takesItsPlace = tier !== undefined && !written.tier;
  if (misplacedTimeout && !takesItsPlace && writer.removeAt(misplacedTimeout.place) !== 'removed') return false;
  if (tier !== undefined && !writer.set('service_tier', { text: tier }, written.tier, misplacedTimeout?.place)) return false;
  if (waitsLongEnough(site) || hasUnreadableTimeout(site)) return true;
  return (
    raiseOtherClocks(writer, site) &&
    writer.set('timeout', moved(site, unit) ?? { seconds: FLEX_TIMEOUT_SECONDS }, written.timeout ?? timeoutInChain(site, unit.path))
  );
}

/** Limits besides the timeout, where a use of the object runs under them. */
function raiseOtherClocks(writer: RequestWriter, site: CallSite): boolean {
  const running = (site.library.otherClocks ?? []).filter(({ methods }) => site.uses?.some(({ method }) => methods.includes(method ?? '')));
  return running.every(({ parameter: name }) => writer.set(name, { seconds: FLEX_TIMEOUT_SECONDS }, parameter(site, name)));
}

/** A timeout that was meant for its place already, if flex can wait for it. */
function moved({ misplacedTimeout, written }: CallSite, { text }: SourceUnit): ParameterValue | undefined {
  if (!misplacedTimeout || written.timeout || misplacedTimeout.at === 'elsewhere' || misplacedTimeout.value.state !== 'literal')
    return undefined;
  const { at, value } = misplacedTimeout;
  return value.value >= FLEX_TIMEOUT_SECONDS ? { code: text.slice(at.span.start, at.span.end) } : undefined;
}
