import type { PullUsageResult } from '../protocol';
import type { FileSystem } from '../workspace/fileSystem';
import type { Tokenizer } from '../workspace/tokenizer';
import type { FrontEnds } from '../workspace/frontEnds';

/** What the server takes from the platform it runs on. Node and browser entries build one each; tests build their own. */
export interface Runtime {
  readonly timers: Timers;
  readonly fileSystem: FileSystem;
  readonly frontEnds: FrontEnds;
  /** Loaded by the first count of tokens, not before. */
  readonly tokenizer: Tokenizer;
  /** Paths of the files below the folders that a scan takes: ours by language, and not ignored. */
  discover(folders: readonly string[]): readonly string[];
  /** ISO date of today: prices and shutdown dates are judged by it. */
  today(): string;
  /** Reads usage through OpenAI's admin API; absent where there is no way to. `onPage` is told of progress in words. */
  readonly pullUsage?: (adminKey: string, days: number, onPage: (progress: string) => void) => Promise<PullUsageResult>;
}

export interface Timers {
  /** Runs the action once, after the delay; 0 means after the messages that already arrived. */
  schedule(action: () => void, milliseconds: number): Cancellable;
  /** Milliseconds of a clock that never jumps. */
  now(): number;
}

export interface Cancellable {
  cancel(): void;
}

/** Lets the messages that already arrived be handled: a cancellation among them is then seen by the caller's token. */
export function breathe(timers: Timers): Promise<void> {
  return new Promise((resolve) => void timers.schedule(resolve, 0));
}
