import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FrontEnds } from '../frontEnds';
import { work, type AnalysisTask } from './analysisTask';
import type { FileReport } from './fileReport';

/** More threads than this wait for the disk and for memory. */
const MOST_WORKERS = 7;

/** Worker threads, started early so that their parsers are loaded by the time there is work. */
export class Threads {
  private constructor(private readonly workers: readonly Worker[]) {}

  /** Workers for all cores but this thread's. None where the bundle has no worker beside it (when run from source). */
  static start(): Threads {
    const script = join(__dirname, 'worker.js');
    const count = existsSync(script) ? Math.min(availableParallelism() - 1, MOST_WORKERS) : 0;
    return new Threads(Array.from({ length: count }, () => new Worker(script)));
  }

  static none(): Threads {
    return new Threads([]);
  }

  /** Does the task on this thread and all workers; what a failing worker had taken is done here in the end. */
  async run(task: Omit<AnalysisTask, 'next'>, frontEnds: FrontEnds): Promise<FileReport[]> {
    const shared: AnalysisTask = { ...task, next: new Int32Array(new SharedArrayBuffer(4)) };
    const others = this.workers.map((worker) => ask(worker, shared));
    const own = await work(shared, frontEnds);
    const reports = [own, ...(await Promise.all(others))].flat();
    if (!this.workers.length) return reports;
    const done = new Set(reports.map(({ file }) => file));
    const left = task.files.filter((file) => !done.has(file));
    return left.length === 0 ? reports : [...reports, ...(await work({ ...task, files: left, next: new Int32Array(1) }, frontEnds))];
  }

  stop(): void {
    for (const worker of this.workers) void worker.terminate();
  }
}

/** The worker's reports; none when it fails. */
function ask(worker: Worker, task: AnalysisTask): Promise<readonly FileReport[]> {
  return new Promise((resolve) => {
    worker.once('message', resolve);
    worker.once('error', () => resolve([]));
    worker.once('exit', () => resolve([]));
    worker.postMessage(task);
  });
}
