/** Writes request parameters and options where each SDK takes them. */
import type { CallSite } from '../link/callSite';
import type { TextEdit } from '../text/textEdit';
import type { FixContext } from './fix';
import { nodeEdits } from './nodeRequest';
import { pythonEdits } from './pythonRequest';

/** Flex answers may take this long: https://developers.openai.com/api/docs/guides/flex-processing, read 2026-11. */
export const FLEX_TIMEOUT_SECONDS = 900;

export interface RequestChange {
  /** The value of `service_tier` to write. */
  readonly tier?: string;
  /** Raise the effective timeout to what flex needs, and in Node lift the limit on response headers. */
  readonly flexTimeout?: true;
}

/** The edits that make the change in the file of the call; undefined where the request is not written in a way that takes it. */
export function requestEdits(site: CallSite, context: FixContext, change: RequestChange): readonly TextEdit[] | undefined {
  if (site.isLegacy) return undefined;
  return site.sdk === 'python' ? pythonEdits(site, context, change) : nodeEdits(site, context, change);
}

/** Whether the effective timeout is known to be long enough for flex already. */
export function waitsLongEnough(site: CallSite): boolean {
  const { value } = site.timeout;
  return value.state === 'literal' && value.value >= FLEX_TIMEOUT_SECONDS;
}

/** Whether the call has a timeout of its own that can't be read: it is left to the reader. */
export function hasUnreadableTimeout(site: CallSite): boolean {
  return site.timeout.from === 'call' && site.timeout.value.state === 'dynamic';
}
