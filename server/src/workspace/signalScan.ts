import type { FileSystem } from './fileSystem';
import type { Workspace } from './workspace';

export interface ScanLimits {
  /** More files than this are not looked at. */
  readonly files: number;
  /** Lets other work through; called every few files. */
  breathe(): Promise<void>;
}

/**
 * Looks through files for signs of who a project's calls go to (imports of the SDK, base URLs of others) and for who
 * imports whom, so that an editor judges a call as the command line does. Whether it came to the end.
 */
export async function scanSignals(
  workspace: Workspace,
  fileSystem: FileSystem,
  paths: Iterable<string>,
  limits: ScanLimits,
  token: { readonly isCancellationRequested: boolean },
): Promise<boolean> {
  let looked = 0;
  workspace.startImports();
  for (const path of paths) {
    if (token.isCancellationRequested || looked >= limits.files) return false;
    const text = fileSystem.readText(path);
    if (text !== undefined) workspace.noteText(path, text);
    if (++looked % BREATH === 0) await limits.breathe();
  }
  workspace.finishImports();
  return true;
}

/** About ten milliseconds of reading. */
const BREATH = 200;
