import type { NodeFileSystem } from '../nodeFileSystem';
import type { Workspace } from '../workspace';
import type { FileReport } from './fileReport';
import { hashText } from './makeReport';
import { isFresh, type CachedFile, type CachedScan, type Stamp } from './scanCache';

/** The last scan, and what of it still holds for the files as they are now. */
export class RememberedScan {
  private readonly stamps = new Map<string, Stamp | undefined>();
  private readonly freshness = new Map<string, boolean>();
  /** Names the files there are and the state of all manifests: while it is the same, imports mean the same. */
  readonly shape: string;
  private imports = '';

  constructor(
    private readonly last: CachedScan,
    private readonly fileSystem: NodeFileSystem,
    files: readonly string[],
    manifests: readonly string[],
  ) {
    this.shape = hashText(JSON.stringify([files, manifests.map((path) => [path, this.stamp(path)])]));
  }

  /** Takes the imports of all files; while they are the same, files are imported by the same. */
  noteImports(imports: string): void {
    this.imports = hashText(imports);
  }

  private get hasImports(): boolean {
    return this.hasShape && this.last.imports === this.imports;
  }

  /** How many files are kept: what a scan will probably not have to read. */
  get size(): number {
    return Object.keys(this.last.files).length;
  }

  /** No file that imports may lead to came or went, and no manifest changed. */
  get hasShape(): boolean {
    return this.last.shape === this.shape;
  }

  /** What is known of an unchanged file. */
  file(path: string): CachedFile | undefined {
    return this.isFresh(path) ? this.last.files[path] : undefined;
  }

  stamp(path: string): Stamp | undefined {
    if (!this.stamps.has(path)) {
      const stamp = this.fileSystem.stamp(path);
      this.stamps.set(path, stamp && { size: stamp.size, modified: stamp.modified });
    }
    return this.stamps.get(path);
  }

  /** Reports that hold: the file and all it was judged by are unchanged, so are its project, its configuration and what its imports mean. */
  reports(candidates: readonly string[], workspace: Workspace): Map<string, FileReport> {
    const kept = new Map<string, FileReport>();
    for (const path of candidates) {
      const report = this.file(path)?.report;
      if (!report) continue;
      const { dependencies, imports, project, config, importers, runners } = report.basis;
      if (!dependencies.every((each) => this.isFresh(each))) continue;
      if (!same(project, workspace.project(path))) continue;
      if (config !== hashText(workspace.configs.stamp(path))) continue;
      const samePaths =
        this.hasShape ||
        imports.every(([from, module, language, answer]) => (workspace.resolve(from, module, language) ?? null) === answer);
      if (!samePaths || !runners.every(([each, answer]) => same(answer, workspace.runners(each)))) continue;
      if (this.hasImports || importers.every(([each, answer]) => same(answer, workspace.importers(each))))
        kept.set(path, { ...report, isKept: true });
    }
    return kept;
  }

  /** What the next run should remember. Imported files that were not scanned themselves are kept with their stamp alone. */
  next(started: number, scanned: ReadonlyMap<string, CachedFile>, reports: ReadonlyMap<string, FileReport>): CachedScan {
    const files: Record<string, CachedFile> = {};
    for (const [path, file] of scanned) {
      const report = reports.get(path);
      files[path] = report ? { ...file, report: withoutText(report) } : file;
    }
    for (const { basis } of reports.values()) {
      for (const path of basis.dependencies) {
        const stamp = path in files ? undefined : this.stamp(path);
        if (stamp) files[path] = { ...stamp, isCandidate: false };
      }
    }
    return { started, shape: this.shape, imports: this.imports, files };
  }

  private isFresh(path: string): boolean {
    let fresh = this.freshness.get(path);
    if (fresh === undefined) {
      const cached = this.last.files[path];
      const stamp = cached && this.stamp(path);
      this.freshness.set(path, (fresh = stamp !== undefined && isFresh(cached!, stamp, this.last.started)));
    }
    return fresh;
  }
}

/** No text of anybody's code is kept: it may hold keys, and be readable by fewer than the cache is. */
function withoutText({ isKept: _, ...report }: FileReport): FileReport {
  const findings = report.findings.map((finding) => ({
    ...finding,
    // Reasons quote the code.
    missingFixes: finding.missingFixes.map((missing) => ({ ...missing, reason: '' })),
    fixes: finding.fixes.map((fix) => ({ ...fix, changes: fix.changes.map((change) => ({ ...change, edits: [] })) })),
  }));
  return { ...report, findings };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
