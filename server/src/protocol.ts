/**
 * Messages between Tierlint's server and its clients beyond the Language Server Protocol, and the names both sides
 * share. No imports: a client in any language can be written from this file alone.
 */

/** Section of the client's settings that holds Tierlint's. */
export const SETTINGS_SECTION = 'tierlint';

/** Request. Analyses every file of the workspace and publishes the findings of files that are not open. */
export const SCAN_WORKSPACE = 'tierlint/scanWorkspace';

export interface ScanWorkspaceParams {
  /** Work-done progress is reported under this token, as for any LSP request. */
  readonly workDoneToken?: string | number;
  /** URIs of the folders to scan; all workspace folders when absent. */
  readonly folders?: readonly string[];
}

/** What a scan saw. Cancelling the request ends the scan early: what was found by then stays published. */
export interface ScanWorkspaceResult {
  /** Files that could hold a call: found and not excluded. */
  readonly files: number;
  /** Files analysed; fewer than `files` when cancelled or over the limit. */
  readonly analyzed: number;
  readonly calls: number;
  readonly findings: number;
  readonly cancelled: boolean;
  /** More files were found than `tierlint.scan.maxFiles` allows: the rest was left out. */
  readonly limited: boolean;
}

/** Command of `workspace/executeCommand`. Applies one fix, as links in hovers ask for it. */
export const APPLY_FIX = 'tierlint.applyFix';

/** The one argument of `APPLY_FIX`. */
export interface ApplyFixParams {
  readonly uri: string;
  /** A place in the call. */
  readonly position: { readonly line: number; readonly character: number };
  readonly rule: string;
  /** The title of the fix. */
  readonly title: string;
}

/** Request. Reads the organisation's usage and costs through OpenAI's admin API: the one message that makes the server use the network. */
export const PULL_USAGE = 'tierlint/pullUsage';

export interface PullUsageParams {
  /** Used for this request alone: neither kept nor logged. */
  readonly adminKey: string;
  /** The last so many days, today not included. */
  readonly days: number;
  readonly workDoneToken?: string | number;
}

export type PullUsageResult =
  /** `text`: the content of usage.json. */
  | { readonly kind: 'usage'; readonly text: string; readonly start: string; readonly end: string; readonly rows: number }
  /** In words for the user. `keyRefused`: ask for another key. */
  | { readonly kind: 'problem'; readonly message: string; readonly keyRefused: boolean };

/** What `initialize` may carry in `initializationOptions`, for clients without `workspace/configuration`. */
export interface InitializationOptions {
  /** The same shape as the `tierlint` settings section. */
  readonly settings?: unknown;
  /** The client runs `command:` links of a hover: those that run a fix are offered then. */
  readonly commandLinks?: boolean;
}
