import type { CancellationToken, Diagnostic } from 'vscode-languageserver';
import { isWithin } from '../workspace/paths';
import { SCAN_WORKSPACE, type ScanWorkspaceParams, type ScanWorkspaceResult } from '../protocol';
import { diagnosticsOf, inspect } from './inspect';
import { breathe } from './runtime';
import type { Session } from './session';
import { DEFAULT_SETTINGS } from './settings';
import { pathOfUri, uriOfPath } from './uri';

/** How long, in milliseconds, a scan works before it lets other messages through. */
const SLICE = 20;

const NOTHING: ScanWorkspaceResult = { files: 0, analyzed: 0, calls: 0, findings: 0, cancelled: false, limited: false };

/** Findings of files that are not open, kept up to date after a scan published them. */
export interface ScannedFiles {
  /** A file changed on disk or was closed: publishes its findings anew, if a scan had published them. */
  refresh(path: string): void;
  /** A file was opened: it is reported like any open file from now on. Its scanned findings are taken back. */
  opened(path: string): void;
  /** Takes all published findings back. */
  clear(): void;
}

/** Answers `tierlint/scanWorkspace`. */
export function registerScan(session: Session): ScannedFiles {
  const { connection, files, folders, guard, runtime, settings } = session;
  /** URIs published per path; an entry without URIs has no findings now, but was scanned. */
  const published = new Map<string, readonly string[]>();

  const publish = (path: string, byUri: ReadonlyMap<string, Diagnostic[]>): void => {
    const uris = [...byUri].filter(([, diagnostics]) => diagnostics.length > 0).map(([uri]) => uri);
    for (const uri of uris) void connection.sendDiagnostics({ uri, diagnostics: byUri.get(uri)! });
    for (const uri of published.get(path) ?? []) {
      if (!uris.includes(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    }
    published.set(path, uris);
  };

  const scan = async (params: ScanWorkspaceParams, token: CancellationToken): Promise<ScanWorkspaceResult> => {
    const progress = connection.window.attachWorkDoneProgress(params.workDoneToken);
    progress.begin('Tierlint', 0, 'looking for files', true);
    try {
      const paths = (params.folders ?? []).map(pathOfUri);
      const wanted = paths.length > 0 ? paths : folders.paths;
      const first = wanted[0];
      const { scanMaxFiles } = first === undefined ? DEFAULT_SETTINGS : await settings.for(uriOfPath(first));
      const found = runtime.discover(wanted);
      const result = { ...NOTHING, files: found.length, limited: found.length > scanMaxFiles };
      // Files that are gone, or left out by now, keep nothing from an earlier scan.
      for (const path of published.keys()) {
        if (wanted.some((folder) => isWithin(folder, path)) && !found.includes(path)) publish(path, new Map());
      }
      let pause = runtime.timers.now() + SLICE;
      for (const path of found.slice(0, scanMaxFiles)) {
        if (runtime.timers.now() > pause) {
          progress.report(Math.round((result.analyzed / found.length) * 100), `${result.analyzed} of ${found.length} files, ${result.findings} findings`);
          await breathe(runtime.timers);
          pause = runtime.timers.now() + SLICE;
        }
        if (token.isCancellationRequested) return { ...result, cancelled: true };
        result.analyzed++;
        await visit(path, result);
      }
      return result;
    } finally {
      progress.done();
    }
  };

  const visit = async (path: string, result: { calls: number; findings: number }): Promise<void> => {
    try {
      const inspection = await inspect(session, path);
      if (inspection) {
        result.calls += inspection.analysis.calls.length;
        result.findings += inspection.analysis.findings.length;
      }
      if (files.view(path) === undefined) publish(path, inspection ? diagnosticsOf(session, inspection) : new Map());
    } catch (error) {
      session.log.failure(`scanning ${path}`, error);
    }
  };

  connection.onRequest(SCAN_WORKSPACE, guard.request<ScanWorkspaceParams | null, ScanWorkspaceResult>(SCAN_WORKSPACE, NOTHING, (params, token) => scan(params ?? {}, token)));

  return {
    refresh: guard.notification('publishing findings of an unopened file', async (path: string) => {
      if (published.has(path) && files.view(path) === undefined) await visit(path, { calls: 0, findings: 0 });
    }),
    opened: (path) => {
      if (published.has(path)) publish(path, new Map());
    },
    clear: () => {
      for (const path of published.keys()) publish(path, new Map());
      published.clear();
    },
  };
}
