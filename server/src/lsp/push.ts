import type { Diagnostic } from 'vscode-languageserver';
import { inspect, diagnosticsOf } from './inspect';
import type { Reports } from './reports';
import type { Cancellable } from './runtime';
import type { Session } from './session';

/** A pause in typing this long, in milliseconds, before diagnostics of a changed file are made again. */
const DEBOUNCE = 150;

/** Which open files are reported by pushing: all, or only notebooks where the client pulls the rest. */
type Scope = (path: string) => boolean;

/** Publishes diagnostics of open files: at once when opened, after a pause when changed. */
export function createPush(session: Session, isPushed: Scope): Reports {
  const waiting = new Set<string>();
  /** Documents that diagnostics were published for, by file. */
  const shown = new Map<string, readonly string[]>();
  let timer: Cancellable | undefined;

  const publish = async (path: string): Promise<void> => {
    const inspection = await inspect(session, path);
    const { files, connection, features } = session;
    // Closed, or never ours, by the time its analysis was done.
    const view = files.view(path);
    if (!view) return;
    const byUri = inspection ? diagnosticsOf(session, inspection) : new Map<string, Diagnostic[]>();
    // Cells that are gone take their findings with them.
    const gone = (shown.get(path) ?? []).filter((uri) => !view.uris.includes(uri));
    shown.set(path, view.uris);
    for (const uri of [...gone, ...view.uris]) {
      const version = features.publishVersion ? files.versionOf(uri) : null;
      await connection.sendDiagnostics({ uri, diagnostics: byUri.get(uri) ?? [], ...(version !== null && { version }) });
    }
  };

  const flush = session.guard.notification('publishing diagnostics', async () => {
    const paths = [...waiting];
    waiting.clear();
    timer = undefined;
    for (const path of paths) await publish(path);
  });

  const schedule = (paths: Iterable<string>, delay: number): void => {
    for (const path of paths) if (isPushed(path) && session.files.view(path)) waiting.add(path);
    timer?.cancel();
    timer = waiting.size > 0 ? session.runtime.timers.schedule(flush, delay) : undefined;
  };

  return {
    opened: (path) => schedule([path], 0),
    changed: (path, dependents) => schedule([path, ...dependents], DEBOUNCE),
    closed: (path, uris, dependents) => {
      waiting.delete(path);
      schedule(dependents, DEBOUNCE);
      if (!isPushed(path)) return;
      shown.delete(path);
      for (const uri of uris) void session.connection.sendDiagnostics({ uri, diagnostics: [] });
    },
    refresh: () => schedule(session.files.paths, 0),
    dispose: () => timer?.cancel(),
  };
}
