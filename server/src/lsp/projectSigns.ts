import { scanSignals } from '../workspace/signalScan';
import { breathe } from './runtime';
import type { Session } from './session';

/** A pause after the first file that asks for signs: what the user waits for comes first. */
const DELAY = 1000;
/** Workspaces larger than this are judged by their manifests and open files alone. */
const MOST_FILES = 20_000;

export interface ProjectSigns {
  dispose(): void;
}

/**
 * Reads the workspace once, as the command line does, when an open file has a call: for signs of other providers, and for
 * who imports whom, which leads to whoever waits for an answer. Most workspaces have no call.
 */
export function watchProjectSigns({ analyses, folders, guard, runtime }: Session, onKnown: () => void): ProjectSigns {
  const token = { isCancellationRequested: false };
  let isWanted = false;
  analyses.onCall = () => {
    if (isWanted || folders.paths.length === 0) return;
    isWanted = true;
    const read = guard.notification('reading the workspace for signs and imports', async () => {
      if (token.isCancellationRequested) return;
      const limits = { files: MOST_FILES, breathe: () => breathe(runtime.timers) };
      await analyses.readSigns((workspace) => scanSignals(workspace, runtime.fileSystem, runtime.discover(folders.paths), limits, token));
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- may be cancelled while it reads
      if (!token.isCancellationRequested) onKnown();
    });
    runtime.timers.schedule(read, DELAY);
  };
  return { dispose: () => void (token.isCancellationRequested = true) };
}
