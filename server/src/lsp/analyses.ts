import type { FileAnalysis } from '../core/analyze';
import { BatchDocument } from '../core/batchFile/batchDocument';
import { batchFindings } from '../core/batchFile/batchFindings';
import type { Catalog } from '../core/catalog/catalog';
import { configFor } from '../core/config/fileConfig';
import type { ConfigFile } from '../workspace/configs';
import { isBatchPath } from '../workspace/fileKinds';
import type { ModuleHost } from '../core/link/moduleHost';
import { mayHoldCall } from '../workspace/prefilter';
import { Workspace } from '../workspace/workspace';
import type { Fix } from '../core/findings/fix';
import { FixProof } from '../workspace/fixProof';
import { editorLimits } from '../workspace/limits';
import { OverBudget } from '../core/text/budget';
import type { Runtime } from './runtime';
import type { Settings } from './settings';

interface Entry {
  readonly analysis: FileAnalysis;
  readonly settings: Settings;
}

function nothingIn(file: string): FileAnalysis {
  return { file, calls: [], findings: [], suppressed: [], dependencies: [file] };
}

/** The workspace, and the analyses made of it, kept until something they were made from changes. */
export class Analyses {
  private workspace: Workspace;
  private readonly cache = new Map<string, Entry>();
  /** Open Batch input files: they are read again only where they changed. */
  private readonly batches = new Map<string, BatchDocument>();
  /** Called when a file has a call: more of the project could tell who answers it and who waits. */
  onCall: (() => void) | undefined;
  /** Told of each file of which not all is known, with the reason. */
  onSkipped: ((path: string, reason: string) => void) | undefined;
  /** Told of each `tierlint.json` that is read, and when it changed or (without a file) went. */
  onConfig: ((path: string, file: ConfigFile | undefined) => void) | undefined;

  constructor(
    private readonly runtime: Runtime,
    roots: readonly string[],
  ) {
    this.workspace = this.open(roots);
  }

  /** The analysis of a file as it is now. Never throws on what the file holds. */
  async analyze(path: string, settings: Settings): Promise<FileAnalysis> {
    const kept = this.cache.get(path);
    if (kept?.settings === settings) return kept.analysis;
    if (isBatchPath(path)) return this.analyzeBatch(path, settings);
    // Most files of a workspace never speak of OpenAI: they are neither parsed, nor is a parser loaded for them.
    if (!mayHoldCall(this.workspace.text(path) ?? '')) return nothingIn(path);
    await this.workspace.prepare(path);
    const options = this.workspace.optionsFor(path, this.runtime.today(), { settings: settings.rules });
    const analysis = this.unlessSkipped(path, () => this.workspace.analyze(path, options));
    this.cache.set(path, { analysis, settings });
    if (analysis.calls.some(({ client }) => client.confidence === 'plausible' || client.provider === 'openai')) this.onCall?.();
    return analysis;
  }

  /** A file that can't be read whole, or takes too long, is spoken of once for each of its texts. */
  private unlessSkipped(path: string, work: () => FileAnalysis): FileAnalysis {
    let analysis: FileAnalysis | undefined;
    let reason = this.workspace.source(path)?.facts.unread;
    try {
      analysis = work();
    } catch (error) {
      if (!(error instanceof OverBudget)) throw error;
      reason = error.message;
    }
    if (reason !== undefined) this.onSkipped?.(path, reason);
    return analysis ?? nothingIn(path);
  }

  private analyzeBatch(path: string, settings: Settings): FileAnalysis {
    const { catalog, config, levels } = this.workspace.optionsFor(path, this.runtime.today(), { settings: settings.rules });
    const document = this.batches.get(path) ?? new BatchDocument(catalog, this.runtime.today());
    this.batches.set(path, document);
    const found = document.update(this.workspace.text(path) ?? '');
    const findings = batchFindings(path, found, configFor(path, config, levels), document.mender());
    const analysis = { ...nothingIn(path), findings };
    this.cache.set(path, { analysis, settings });
    return analysis;
  }

  /** Whether files are no worse for a fix. */
  keeps(fix: Pick<Fix, 'changes'>): boolean {
    return new FixProof(this.workspace).keepsAll(fix);
  }

  /** The workspace as core asks it, for what is found on demand. */
  get host(): ModuleHost {
    return this.workspace;
  }

  /** The catalog that applies to a file, with the changes of its `tierlint.json`. */
  catalogFor(path: string): Catalog {
    return this.workspace.optionsFor(path, this.runtime.today()).catalog;
  }

  /** A `tierlint.json` has this text in the editor; undefined: what is on disk counts. Whether it says something else now. */
  setConfig(path: string, text: string | undefined): boolean {
    const { configs } = this.workspace;
    const before = JSON.stringify(configs.file(path)?.config);
    configs.setOverlay(path, text);
    const isOther = before !== JSON.stringify(configs.file(path)?.config);
    if (isOther) this.cache.clear();
    return isOther;
  }

  /** Whether a `tierlint.json` leaves the file out. */
  excludes(path: string): boolean {
    return this.workspace.configs.excludes(path);
  }

  /** The text an analysis of the file refers to; a notebook's is that of its joined cells. */
  textOf(path: string): string | undefined {
    return this.workspace.text(path);
  }

  notebook(path: string): ReturnType<Workspace['notebook']> {
    return this.workspace.notebook(path);
  }

  /** Each of these gives the files whose analysis is stale, the given one included. */
  setOverlay(...[path, content]: Parameters<Workspace['setOverlay']>): readonly string[] {
    return this.drop(path, this.workspace.setOverlay(path, content));
  }

  closeOverlay(path: string): readonly string[] {
    this.batches.delete(path);
    return this.drop(path, this.workspace.closeOverlay(path));
  }

  /** The file changed on disk. */
  changed(path: string): readonly string[] {
    return this.drop(path, this.workspace.invalidate(path));
  }

  /** The file appeared, vanished or is a manifest: imports anywhere may now mean something else. */
  reshaped(path: string): void {
    this.workspace.invalidate(path);
    this.cache.clear();
  }

  /** Reads files for signs and imports, and hands each text to `look`, which says whether to go on. */
  async learn(paths: readonly string[], look: (path: string, text: string) => Promise<boolean>): Promise<{ completed: boolean }> {
    this.workspace.startImports();
    for (const path of paths) {
      const text = this.runtime.fileSystem.readText(path) ?? '';
      this.workspace.noteText(path, text);
      if (!(await look(path, text))) return { completed: false };
    }
    this.workspace.finishImports();
    return { completed: true };
  }

  /** Lets the workspace learn about its projects; what was judged without that is judged again. */
  async readSigns(read: (workspace: Workspace) => Promise<unknown>): Promise<void> {
    await read(this.workspace);
    this.cache.clear();
  }

  /** Starts over with other folders. The caller sets the overlays again. */
  reopen(roots: readonly string[]): void {
    this.workspace.dispose();
    this.workspace = this.open(roots);
    this.cache.clear();
  }

  dispose(): void {
    this.cache.clear();
    this.workspace.dispose();
  }

  private open(roots: readonly string[]): Workspace {
    const { fileSystem, frontEnds } = this.runtime;
    const workspace = new Workspace({ fileSystem, frontEnds, roots, limits: editorLimits(() => this.runtime.timers.now()) });
    workspace.configs.onRead = (path, file) => this.onConfig?.(path, file);
    return workspace;
  }

  /** Files, the given one included, whose kept analysis was made from it. */
  private dependents(path: string): string[] {
    const dependents = [...this.cache].filter(([, { analysis }]) => analysis.dependencies.includes(path)).map(([each]) => each);
    return dependents.includes(path) ? dependents : [path, ...dependents];
  }

  /** A file that imports others than before may call into any of them. */
  private drop(path: string, hasOtherImports: boolean): readonly string[] {
    const stale = hasOtherImports ? [...new Set([path, ...this.cache.keys()])] : this.dependents(path);
    for (const each of stale) this.cache.delete(each);
    return stale;
  }
}
