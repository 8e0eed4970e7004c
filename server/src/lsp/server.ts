import type { Connection, InitializeParams } from 'vscode-languageserver';
import { clientFeatures } from './clientFeatures';
import { createGuard } from './guard';
import { createLog } from './log';
import { openSession } from './openSession';
import type { Runtime } from './runtime';
import { serverCapabilities } from './serverCapabilities';
import type { Session } from './session';
import { VERSION } from '../workspace/version';

/** Runs the language server on a connection, with the means of the platform it was started on. */
export function startServer(connection: Connection, runtime: Runtime): void {
  const log = createLog(connection.console);
  const guard = createGuard(log, runtime.timers);
  let session: (Session & { start(): void; dispose(): void }) | undefined;

  connection.onInitialize((params: InitializeParams) => {
    const features = clientFeatures(params.capabilities);
    session = openSession({ connection, runtime, features, log, guard }, params);
    return { capabilities: serverCapabilities(features), serverInfo: { name: 'Tierlint', version: VERSION } };
  });
  connection.onInitialized(() => {
    if (!session) return;
    session.start();
    const reporting = session.features.pullDiagnostics ? 'pulled' : 'pushed';
    log.info(`Tierlint ${VERSION}; folders: ${session.folders.paths.join(', ') || 'none'}; diagnostics are ${reporting}.`);
  });
  connection.onShutdown(() => session?.dispose());
  connection.listen();
}
