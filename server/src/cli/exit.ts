/** What scripts rely on. */
export const EXIT = { ok: 0, findings: 1, failure: 2, interrupted: 130 } as const;

/** Wrong usage, unreadable input, bad configuration: told in one line, without a stack trace. */
export class UsageError extends Error {}

/** Takes a command's exit code. */
export type Finish = (code: number) => void;
