import { setImmediate as breathe } from 'node:timers/promises';
import { createCatalog } from '../../core/catalog/catalog';
import type { Severity } from '../../core/rules/rule';
import type { FrontEnds } from '../frontEnds';
import { NodeFileSystem } from '../nodeFileSystem';
import type { TextSignals } from '../signals/textSignals';
import { Workspace } from '../workspace';
import type { FileReport } from './fileReport';
import { makeReport } from './makeReport';

/** What the threads of a scan share: which files, seen how. Plain data, sent to workers as it is. */
export interface AnalysisTask {
  /** Files to report on; neighbours stand together, so that a thread meets the same imports again. */
  readonly files: readonly string[];
  readonly roots: readonly string[];
  readonly signals: readonly (readonly [path: string, signals: TextSignals])[];
  readonly today: string;
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** Index of the next file nobody took yet, counted up by all threads. */
  readonly next: Int32Array;
}

/** Files taken at a time: few enough that no thread is left with much work at the end. */
const CHUNK = 8;

/** Files whose facts stay in memory: enough for what neighbours import. */
const KEPT_FILES = 400;

/** Takes files until none is left. */
export async function work(task: AnalysisTask, frontEnds: FrontEnds): Promise<FileReport[]> {
  const workspace = new Workspace({ fileSystem: new NodeFileSystem(), frontEnds, roots: task.roots, keep: KEPT_FILES });
  for (const [path, signals] of task.signals) workspace.note(path, signals);
  const options = { catalog: createCatalog(), today: task.today, severities: task.severities };
  const reports: FileReport[] = [];
  for (;;) {
    const start = Atomics.add(task.next, 0, CHUNK);
    if (start >= task.files.length) break;
    // Lets an interrupt be heard.
    await breathe();
    for (const file of task.files.slice(start, start + CHUNK)) {
      await workspace.prepare(file);
      const report = makeReport(file, workspace, task.roots, options);
      if (report) reports.push(report);
    }
  }
  workspace.dispose();
  return reports;
}
