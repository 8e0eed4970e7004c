/** Writes request parameters and options where each SDK takes them. */
import type { CallSite } from '../callSite/callSite';
import type { TextEdit } from '../text/textEdit';
import type { FixContext } from './fix';
import { nodeEdits } from './nodeRequest';
import { pythonEdits } from './pythonRequest';
import type { RequestChange } from './requestChange';

/** The edits that make the change in the file of the call; undefined where the request is not written in a way that takes it. */
export function requestEdits(site: CallSite, context: FixContext, change: RequestChange): readonly TextEdit[] | undefined {
  if (site.isLegacy) return undefined;
  return site.sdk === 'python' ? pythonEdits(site, context, change) : nodeEdits(site, context, change);
}
