import { CodeLensRefreshRequest, DidChangeConfigurationNotification, type InitializeParams } from 'vscode-languageserver';
import { SETTINGS_SECTION, type InitializationOptions } from '../protocol';
import { printable } from '../core/text/printable';
import { Analyses } from './analyses';
import { registerApplyFix } from './applyFix';
import { registerCodeActions } from './codeActions';
import { registerCodeLens } from './codeLens';
import { registerCompletion } from './completion';
import { watchConfigs } from './configFiles';
import { createReports } from './createReports';
import { watchProjectSigns } from './projectSigns';
import { Folders } from './folders';
import { registerHover } from './hover';
import { registerInlayHints } from './inlayHints';
import { OpenFiles } from './openFiles';
import { registerPullUsage } from './pullUsage';
import type { Reports } from './reports';
import { registerScan } from './scan';
import { ScannedFiles } from './scannedFiles';
import type { Session } from './session';
import { SettingsStore } from './settingsStore';
import { registerWatchedFiles } from './watchedFiles';

type Base = Pick<Session, 'connection' | 'runtime' | 'features' | 'log' | 'guard'>;

/** Settings may turn lenses and hints on and off: clients that can be told ask for them anew. */
function refreshCosts({ connection, features, log }: Session): void {
  const failed = (error: unknown): void => log.failure('refreshing what calls cost', error);
  if (features.codeLensRefresh) connection.sendRequest(CodeLensRefreshRequest.type).catch(failed);
  if (features.inlayHintRefresh) connection.languages.inlayHint.refresh().catch(failed);
}

/** Puts a session together: what is open, what was found, and who is told when either changes. */
export function openSession(base: Base, params: InitializeParams): Session & { start(): void; dispose(): void } {
  const { connection, runtime, features, log } = base;
  const folders = new Folders(params);
  const options = (params.initializationOptions ?? {}) as InitializationOptions;
  const settings = new SettingsStore(connection, features, log, options.settings);
  const analyses = new Analyses(runtime, folders.roots([]));
  analyses.onSkipped = (path, reason) => log.warn(`Not all of ${printable(path)} is known: ${reason}.`);
  const files = new OpenFiles();
  const session: Session = { ...base, commandLinks: options.commandLinks === true, folders, settings, analyses, files };
  const reports = createReports(session);
  const scanned = new ScannedFiles(session);
  const signs = watchProjectSigns(session, () => reports.refresh());
  registerFeatures(session, scanned);
  followFiles(session, reports, scanned);
  followSettings(session, reports);
  return {
    ...session,
    start: () => follow(session, reports, scanned),
    dispose: () => [signs, reports, analyses].forEach((each) => each.dispose()),
  };
}

function registerFeatures(session: Session, scanned: ScannedFiles): void {
  registerScan(session, scanned);
  registerPullUsage(session);
  registerHover(session);
  registerCodeActions(session);
  registerCompletion(session);
  watchConfigs(session);
  registerApplyFix(session);
  registerCodeLens(session);
  registerInlayHints(session);
}

function followFiles(session: Session, reports: Reports, scanned: ScannedFiles): void {
  const { analyses, connection, files, folders } = session;
  files.listen(connection, {
    opened: (path, content) => {
      scanned.retract(path);
      // Without a workspace folder every file brings its own root.
      if (folders.paths.length === 0) reopenWorkspace(session);
      const dependents = analyses.setOverlay(path, content);
      reports.changed(path, dependents);
      reports.opened(path);
    },
    changed: (path, content) => reports.changed(path, analyses.setOverlay(path, content)),
    closed: (path, uris) => {
      reports.closed(path, uris, analyses.closeOverlay(path));
      scanned.refresh(path);
    },
    config: (path, text) => {
      if (!analyses.setConfig(path, text)) return;
      reports.refresh();
      for (const each of scanned.paths) scanned.refresh(each);
    },
  });
}

function followSettings(session: Session, reports: Reports): void {
  const { connection, guard, settings } = session;
  connection.onDidChangeConfiguration(
    guard.notification('workspace/didChangeConfiguration', ({ settings: sent }) => {
      settings.changed(sent);
      reports.refresh();
      refreshCosts(session);
    }),
  );
}

/** What a client may only be asked for once it is initialized. */
function follow(session: Session, reports: Reports, scanned: ScannedFiles): void {
  const { connection, features, folders, guard, log } = session;
  registerWatchedFiles(session, {
    changed: (path, dependents) => {
      reports.changed(path, dependents);
      for (const each of dependents) scanned.refresh(each);
    },
    reshaped: () => reports.refresh(),
  });
  if (features.configurationRegistration) {
    connection.client
      .register(DidChangeConfigurationNotification.type, { section: SETTINGS_SECTION })
      .catch((error: unknown) => log.failure('registering for settings', error));
  }
  if (!features.workspaceFolders) return;
  connection.workspace.onDidChangeWorkspaceFolders(
    guard.notification('workspace/didChangeWorkspaceFolders', (event) => {
      folders.change(event);
      reopenWorkspace(session);
      scanned.clear();
      reports.refresh();
    }),
  );
}

function reopenWorkspace({ analyses, files, folders }: Session): void {
  analyses.reopen(folders.roots(files.paths));
  for (const [path, content] of files.contents()) analyses.setOverlay(path, content);
  for (const [path, text] of files.configContents()) analyses.setConfig(path, text);
}
