import type { CallSite } from '../core/callSite/callSite';
import { callCost, type CallCost } from '../core/estimate/callCost';
import type { Session } from './session';

/** What a call of an open file costs. Tokens are counted only when the prompt has text in the code; the first count of a session loads the tokenizer. */
export function costOf({ analyses, runtime, log }: Session, site: CallSite): CallCost {
  const { tokenizer } = runtime;
  const wasLoaded = tokenizer.isLoaded();
  const cost = callCost(site, { catalog: analyses.catalogFor(site.file), today: runtime.today(), counter: tokenizer.count });
  if (!wasLoaded && tokenizer.isLoaded()) log.info('Loaded the tokenizer: a prompt has text to count.');
  return cost;
}
