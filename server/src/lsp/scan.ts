import type { CancellationToken } from 'vscode-languageserver';
import { SCAN_WORKSPACE, type ScanWorkspaceParams, type ScanWorkspaceResult } from '../protocol';
import { isWithin } from '../workspace/paths';
import { mayHoldCall } from '../workspace/prefilter';
import { Analyses } from './analyses';
import { breathe } from './runtime';
import type { ScannedFiles } from './scannedFiles';
import type { Session } from './session';
import { DEFAULT_SETTINGS } from './settings';
import { pathOfUri } from './uri';

/** How long, in milliseconds, a scan works before it lets other messages through. */
const SLICE = 20;

const NOTHING: ScanWorkspaceResult = { files: 0, analyzed: 0, calls: 0, findings: 0, cancelled: false, limited: false };

/** Answers `tierlint/scanWorkspace`. */
export function registerScan(session: Session, scanned: ScannedFiles): void {
  const { connection, guard } = session;
  const answer = guard.request<ScanWorkspaceParams | null, ScanWorkspaceResult>(SCAN_WORKSPACE, NOTHING, async (params, token) => {
    const progress = connection.window.attachWorkDoneProgress(params?.workDoneToken);
    progress.begin('Tierlint', 0, 'looking for files', true);
    try {
      return await scan(session, scanned, params ?? {}, token, (done, all, findings) =>
        progress.report(Math.round((done / all) * 100), `${done} of ${all} files, ${findings} findings`),
      );
    } finally {
      progress.done();
    }
  });
  connection.onRequest(SCAN_WORKSPACE, answer);
}

async function scan(
  session: Session,
  scanned: ScannedFiles,
  { folders: asked = [] }: ScanWorkspaceParams,
  token: CancellationToken,
  report: (done: number, all: number, findings: number) => void,
): Promise<ScanWorkspaceResult> {
  const { files, folders, runtime } = session;
  const wanted = asked.length > 0 ? asked.map(pathOfUri) : folders.paths;
  const [first] = wanted;
  const { scanMaxFiles } = first === undefined ? DEFAULT_SETTINGS : await session.settings.for(folders.scopeOf(first));
  const found = runtime.discover(wanted);
  const taken = found.slice(0, scanMaxFiles);
  // Files that are gone, or left out by now, keep nothing from an earlier scan.
  const isFound = new Set(found);
  for (const path of scanned.paths) {
    if (!isFound.has(path) && wanted.some((folder) => isWithin(folder, path))) scanned.retract(path);
  }
  // What a scan reads is seldom needed again: it happens in a workspace of its own, which goes afterwards.
  const analyses = new Analyses(runtime, folders.roots(files.paths));
  for (const [path, content] of files.contents()) analyses.setOverlay(path, content);
  const result = { ...NOTHING, files: found.length, limited: taken.length < found.length };
  let pause = runtime.timers.now() + SLICE;
  const rest = async (): Promise<void> => {
    if (runtime.timers.now() <= pause) return;
    report(result.analyzed, taken.length, result.findings);
    await breathe(runtime.timers);
    pause = runtime.timers.now() + SLICE;
  };
  try {
    // Who waits for an answer depends on who calls: all files are looked at before the first is judged.
    const candidates: string[] = [];
    const { completed } = await analyses.learn(taken, async (path, text) => {
      await rest();
      if (files.view(path) !== undefined || mayHoldCall(text)) candidates.push(path);
      else scanned.noteEmpty(path);
      return !token.isCancellationRequested;
    });
    if (!completed) return { ...result, cancelled: true };
    result.analyzed = taken.length - candidates.length;
    for (const path of candidates) {
      await rest();
      if (token.isCancellationRequested) return { ...result, cancelled: true };
      await scanned.visit(path, result, { ...session, analyses });
      result.analyzed++;
    }
    return result;
  } finally {
    analyses.dispose();
  }
}
