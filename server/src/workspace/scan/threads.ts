import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FrontEnds } from '../frontEnds';
import { Analyst, type AnalysisTask, type Overview } from './analyst';
import type { FileReport } from './fileReport';

export type ToWorker =
  | { readonly kind: 'start'; readonly task: AnalysisTask }
  | { readonly kind: 'files'; readonly files: readonly string[] }
  | { readonly kind: 'finish'; readonly overview: Overview };

/** More threads than this wait for the disk and for memory. */
const MOST_WORKERS = 7;

/** Files are told of in lots: a message costs more than a file's name. */
const LOT = 8;

/**
 * The threads of a scan: workers that parse what the main thread finds while it goes on looking, and the main thread
 * itself in the end.
 */
export class Threads {
  private readonly workers: readonly Worker[];
  private readonly task: AnalysisTask;
  private readonly files: string[] = [];
  private told = 0;

  /** No workers where the bundle has none beside it (when run from source). */
  constructor(task: Omit<AnalysisTask, 'taken'>, { useWorkers }: { readonly useWorkers: boolean }) {
    this.task = { ...task, taken: new Int32Array(new SharedArrayBuffer(4)) };
    const script = join(__dirname, 'worker.js');
    const count = useWorkers && existsSync(script) ? Math.min(availableParallelism() - 1, MOST_WORKERS) : 0;
    this.workers = Array.from({ length: count }, () => new Worker(script));
    this.tell({ kind: 'start', task: this.task });
  }

  /** A file to report on. Neighbours should come together: they import the same. */
  add(file: string): void {
    this.files.push(file);
    if (this.files.length - this.told >= LOT) this.tellFiles();
  }

  /** The reports of all files. What a failing worker had taken is done here. */
  async finish(overview: Overview, frontEnds: FrontEnds): Promise<FileReport[]> {
    if (this.files.length === 0) return [];
    this.tellFiles();
    const others = this.workers.map(answer);
    this.tell({ kind: 'finish', overview });
    const reports = [await this.work(this.task, this.files, overview, frontEnds), ...(await Promise.all(others))].flat();
    if (this.workers.length === 0) return reports;
    const done = new Set(reports.map(({ file }) => file));
    const left = this.files.filter((file) => !done.has(file));
    return left.length === 0
      ? reports
      : [...reports, ...(await this.work({ ...this.task, taken: new Int32Array(1) }, left, overview, frontEnds))];
  }

  stop(): void {
    for (const worker of this.workers) void worker.terminate();
  }

  private work(task: AnalysisTask, files: readonly string[], overview: Overview, frontEnds: FrontEnds): Promise<FileReport[]> {
    const analyst = new Analyst(task, frontEnds);
    analyst.add(files);
    return analyst.finish(overview);
  }

  private tellFiles(): void {
    this.tell({ kind: 'files', files: this.files.slice(this.told) });
    this.told = this.files.length;
  }

  private tell(message: ToWorker): void {
    for (const worker of this.workers) worker.postMessage(message);
  }
}

/** The worker's reports; none when it fails. */
function answer(worker: Worker): Promise<readonly FileReport[]> {
  return new Promise((resolve) => {
    worker.once('message', resolve);
    worker.once('error', () => resolve([]));
    worker.once('exit', () => resolve([]));
  });
}
