import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import type { Log } from './log';
import { breathe, type Timers } from './runtime';

/** Thrown by a handler that notices that nobody waits for its answer any more. */
class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

export interface Guard {
  /**
   * Wraps a request handler. A request that was cancelled while it waited is answered at once; one that fails is
   * logged and answered with `fallback`, so that one odd file never takes the server (or the client's patience) down.
   */
  request<P, R>(name: string, fallback: R, handle: (params: P, token: CancellationToken) => Promise<R> | R): RequestHandler<P, R>;
  /** Wraps a notification handler or an event listener. */
  notification<P = void>(name: string, handle: (params: P) => Promise<void> | void): (params: P) => void;
}

type RequestHandler<P, R> = (params: P, token: CancellationToken) => Promise<R | ResponseError<never>>;

export function createGuard(log: Log, timers: Timers): Guard {
  return {
    request: (name, fallback, handle) => async (params, token) => {
      // Analysis is synchronous: without this pause a cancellation would only be read when it is too late.
      await breathe(timers);
      if (token.isCancellationRequested) return cancelled(name);
      try {
        return await handle(params, token);
      } catch (error) {
        if (error instanceof Cancelled) return cancelled(name);
        log.failure(name, error);
        return fallback;
      }
    },
    notification: (name, handle) => (params) => {
      try {
        // The first part runs at once: documents must be up to date before the next message is read.
        Promise.resolve(handle(params)).catch((error: unknown) => log.failure(name, error));
      } catch (error) {
        log.failure(name, error);
      }
    },
  };
}

/** Ends the handler when its request was cancelled. Called after every pause. */
export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new Cancelled();
}

function cancelled(name: string): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestCancelled, `${name} was cancelled`);
}
