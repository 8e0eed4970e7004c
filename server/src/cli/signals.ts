import { removeUnfinished } from '../workspace/writeFile';
import { SIGNALS } from './exit';

let isWatching = false;

/**
 * From now on a signal ends the process by way of its handlers for the end, which leave nothing half-written. Not from
 * the start: a handler is only heard between two steps, and a long one should end at once.
 */
export function endCleanly(): void {
  if (isWatching) return;
  isWatching = true;
  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      removeUnfinished();
      process.exit(code);
    });
  }
}
