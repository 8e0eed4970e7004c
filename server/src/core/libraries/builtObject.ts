/** What declarations of libraries without the SDK's clients have in common. */
import type { Library } from './library';
import { keyword, type Place } from './place';

/** Options of a client, where there is none: who answers is told by the arguments of the call itself. */
export function noClient(baseUrl: readonly Place[], otherProvider: readonly Place[] = []): Library['client'] {
  return { baseUrl, timeout: [], transport: [], azure: [], otherProvider };
}

/** `name=` in seconds. */
export const seconds = (name: string, path: readonly string[] = []): Place => keyword(name, { path, unit: 'seconds' });

/** Rewrites that hold requests of the official SDK, and why another library's are none of them. */
export function ownRequests(name: string): Library['cannot'] {
  return {
    'flex-fallback': `${name} sends its requests itself, and they can't be handed to a helper`,
    'background-window': `${name} does not ask for a background response again`,
    'tier-router': `${name} sends its requests itself, and they can't be handed to a router`,
    'loop-to-batch': `a Batch job holds requests of the OpenAI SDK, and ${name} builds its own`,
  };
}
