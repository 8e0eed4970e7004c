import { setImmediate as breathe } from 'node:timers/promises';
import type { OuterLevels } from '../../core/config/fileConfig';
import { isBatchPath } from '../fileKinds';
import type { FrontEnds } from '../frontEnds';
import { NodeFileSystem } from '../nodeFileSystem';
import type { TextSignals } from '../signals/textSignals';
import { Workspace } from '../workspace';
import { batchReport } from './batchReport';
import type { FileReport } from './fileReport';
import { parseImportTable, type ImportTable } from './importTable';
import { scanLimits } from '../limits';
import { makeReport } from './makeReport';

/** What the threads of a scan share. Plain data, sent to workers as it is. */
export interface AnalysisTask {
  readonly roots: readonly string[];
  readonly today: string;
  readonly levels: OuterLevels;
  /** How many of the files were taken, by any thread; a thread takes the next of its list, which is that of all. */
  readonly taken: Int32Array;
}

/** What looking at all files told, without which none can be judged. */
export interface Overview {
  readonly signals: readonly (readonly [path: string, signals: TextSignals])[];
  readonly imports: ImportTable;
}

/** Files whose facts stay in memory: enough for what neighbours import. */
const KEPT_FILES = 400;

/** Files parsed before they can be judged; together with what they import they must be fewer than are kept. */
const MOST_AHEAD = 250;

/**
 * One thread's share of a scan. Files are parsed as they become known; who their calls go to can be judged only once
 * every file of the project was looked at, so reports are made in the end.
 */
export class Analyst {
  private readonly files: string[] = [];
  private readonly ahead: string[] = [];
  private readonly workspace: Workspace;
  private parsing: Promise<void> | undefined;
  private isFinishing = false;

  constructor(
    private readonly task: AnalysisTask,
    frontEnds: FrontEnds,
  ) {
    this.workspace = new Workspace({
      fileSystem: new NodeFileSystem(),
      frontEnds,
      roots: task.roots,
      keep: KEPT_FILES,
      limits: scanLimits(),
    });
  }

  /** More files for all threads. */
  add(files: readonly string[]): void {
    this.files.push(...files);
  }

  /** Parses what is there, until there is no more or it is time to finish. */
  parseAhead(): void {
    this.parsing ??= this.parseWhatIsThere().finally(() => (this.parsing = undefined));
  }

  /** Reports on all files this thread takes. No more are added. */
  async finish({ signals, imports }: Overview): Promise<FileReport[]> {
    this.isFinishing = true;
    await this.parsing;
    const { roots, today, levels } = this.task;
    for (const [path, each] of signals) this.workspace.note(path, each);
    this.workspace.learnImports(parseImportTable(imports));
    const reports: FileReport[] = [];
    for (;;) {
      const file = this.ahead.shift() ?? this.take();
      if (file === undefined) break;
      await this.workspace.prepare(file);
      const options = this.workspace.optionsFor(file, today, levels);
      const report = isBatchPath(file)
        ? await batchReport(file, this.workspace, roots, options)
        : makeReport(file, this.workspace, roots, options);
      if (report) reports.push(report);
      // Lets an interrupt be heard.
      await breathe();
    }
    this.workspace.dispose();
    return reports;
  }

  private async parseWhatIsThere(): Promise<void> {
    while (!this.isFinishing && this.ahead.length < MOST_AHEAD) {
      const file = this.take();
      if (file === undefined) break;
      this.ahead.push(file);
      await this.workspace.prepare(file);
      this.workspace.source(file);
      // Lets more files, and the end, be heard of.
      await breathe();
    }
  }

  private take(): string | undefined {
    const { taken } = this.task;
    for (;;) {
      const next = Atomics.load(taken, 0);
      if (next >= this.files.length) return undefined;
      if (Atomics.compareExchange(taken, 0, next, next + 1) === next) return this.files[next];
    }
  }
}
