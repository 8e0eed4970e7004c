/** Why a loop is left as it is: one sentence for the reader. */
export class Declined extends Error {}

/** Leaves the loop as it is. @throws Declined always */
export function decline(reason: string): never {
  throw new Declined(reason);
}
