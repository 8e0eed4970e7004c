/** How soon the answer is needed: what a call tells the router instead of a tier. */
import type { CallSite } from '../../callSite/callSite';
import type { Workload } from '../../workload/workload';
import type { FixContext } from '../fix';

export type Urgency = 'now' | 'soon' | 'whenever';

const URGENCY: Readonly<Record<Workload, Urgency>> = { interactive: 'now', background: 'soon', unknown: 'soon', offline: 'whenever' };

/** By who waits for the answer. A call that is flex already can wait; one whose model has no flex runs on standard. */
export function urgencyOf({ model, tier, workload }: CallSite, { catalog }: FixContext): Urgency {
  if (model.state === 'literal' && catalog.tierSupport(model.value, 'flex') === 'no') return 'now';
  const urgency = URGENCY[workload.workload];
  return urgency === 'now' && tier.state === 'literal' && tier.value === 'flex' ? 'soon' : urgency;
}

/** The comments in both languages. */
export const WORDS = {
  module: 'Sends requests to OpenAI on the service tier that fits their urgency.',
  table: 'Change a row, and every call of that urgency changes. "priority" is faster than "default" and costs more.',
  whenever: 'As "soon" today; what is marked so could go further, to Batch or a background window.',
  refused: 'Models that may not run on flex here (400): they go straight to the fallback.',
  route: 'Sends a request with the tier, timeout and fallback of its urgency.',
} as const;
