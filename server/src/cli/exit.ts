/** What scripts rely on. */
export const EXIT = { ok: 0, findings: 1, failure: 2 } as const;

/** How a process ends that a signal ended: 128 and the signal's number. */
export const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Wrong usage, unreadable input, bad configuration: told in one line, without a stack trace. */
export class UsageError extends Error {}

/** Takes a command's exit code. */
export type Finish = (code: number) => void;
