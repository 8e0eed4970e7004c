import type { Diagnostic } from 'vscode-languageserver';
import { diagnosticsOf, inspect } from './inspect';
import type { Session } from './session';

/** What one look at a file counted. */
export interface Counts {
  calls: number;
  findings: number;
}

/** Findings of files that are not open: published by a scan, and kept up to date from then on. */
export class ScannedFiles {
  /** Documents that hold published findings, by file; none for a scanned file without findings. */
  private readonly published = new Map<string, readonly string[]>();

  constructor(private readonly session: Session) {}

  get paths(): readonly string[] {
    return [...this.published.keys()];
  }

  /** Analyses a file, publishes its findings unless it is open, and adds to the counts. */
  async visit(path: string, counts: Counts, session = this.session): Promise<void> {
    try {
      const inspection = await inspect(session, path);
      if (inspection) {
        counts.calls += inspection.analysis.calls.length;
        counts.findings += inspection.analysis.findings.length;
      }
      if (session.files.view(path) === undefined) this.publish(path, inspection ? diagnosticsOf(session, inspection) : new Map());
    } catch (error) {
      session.log.failure(`scanning ${path}`, error);
    }
  }

  /** Notes that a file was looked at and has no findings. */
  noteEmpty(path: string): void {
    this.publish(path, new Map());
  }

  /** A file changed on disk or was closed: publishes its findings anew, if a scan had seen it. */
  refresh(path: string): void {
    if (this.published.has(path) && this.session.files.view(path) === undefined) void this.visit(path, { calls: 0, findings: 0 });
  }

  /** Takes back what was published for a file: it is open from now on, or gone. */
  retract(path: string): void {
    if (this.published.has(path)) this.publish(path, new Map());
  }

  /** Forgets all files, and takes their findings back. */
  clear(): void {
    for (const path of this.paths) this.retract(path);
    this.published.clear();
  }

  private publish(path: string, byUri: ReadonlyMap<string, Diagnostic[]>): void {
    const { connection } = this.session;
    const uris = [...byUri].filter(([, diagnostics]) => diagnostics.length > 0).map(([uri]) => uri);
    for (const uri of uris) void connection.sendDiagnostics({ uri, diagnostics: byUri.get(uri)! });
    for (const uri of this.published.get(path) ?? []) {
      if (!uris.includes(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    }
    this.published.set(path, uris);
  }
}
