/**
 * How long the work on one file may take. Core has no clock, so it is handed in; work that may grow faster than its
 * input asks now and then whether it is over.
 */

/** Thrown out of work that takes too long. What catches errors of user code lets it pass. */
export class OverBudget extends Error {
  override readonly name = 'OverBudget';

  constructor() {
    super('it took too long');
  }
}

export interface Limit {
  /** Milliseconds from any point in time. */
  readonly now: () => number;
  /** Milliseconds that the work may take. */
  readonly most: number;
}

interface Running {
  readonly now: () => number;
  /** When it is over. Work within it that has a limit of its own does not count. */
  end: number;
}

/** Analysis is synchronous: what runs is one stack. */
const running: Running[] = [];
let ticks = 0;

/** Looking at the clock costs more than most steps. */
const STEPS = 64;

/** Does the work within a limit; without one, within that of the work around it. @throws OverBudget */
export function withinBudget<T>(limit: Limit | undefined, work: () => T): T {
  if (!limit) return work();
  const start = limit.now();
  running.push({ now: limit.now, end: start + limit.most });
  try {
    return work();
  } finally {
    running.pop();
    const around = running.at(-1);
    if (around) around.end += limit.now() - start;
  }
}

/** A step of work. @throws OverBudget */
export function tick(): void {
  if (running.length > 0 && ++ticks % STEPS === 0) check();
}

/** The same for steps that are long themselves. @throws OverBudget */
export function check(): void {
  const work = running.at(-1);
  if (work && work.now() > work.end) throw new OverBudget();
}

/** For handlers that take every error of user code for granted. @throws OverBudget when that is what it is. */
export function rethrowOverBudget(error: unknown): void {
  if (error instanceof OverBudget) throw error;
}
