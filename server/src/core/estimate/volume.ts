/** From what a person said of how often a call runs to requests a month. */
import type { Volume } from '../intent/intent';

/** A month is 30 days here, so that a daily figure times thirty is what a reader expects. */
const PER_MONTH: Readonly<Record<Volume['per'], number>> = { hour: 24 * 30, day: 30, week: 30 / 7, month: 1 };

export const MONTH_ASSUMPTION = 'A month is 30 days.';

/** Requests a month. */
export function monthlyRequests({ requests, per }: Volume): number {
  return requests * PER_MONTH[per];
}

/** `20,000 a day`. */
export function describeVolume({ requests, per }: Volume): string {
  return `${requests.toLocaleString('en-US')} ${per === 'hour' ? 'an' : 'a'} ${per}`;
}
