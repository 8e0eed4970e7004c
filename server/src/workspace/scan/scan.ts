import { setImmediate as breathe } from 'node:timers/promises';
import type { Severity } from '../../core/rules/rule';
import { FACTS_VERSION } from '../../core/syntax/facts';
import { discover } from '../discovery';
import { NodeFileSystem, type ProblemListener } from '../nodeFileSystem';
import { createFrontEnds } from '../nodeFrontEnds';
import { VERSION } from '../version';
import { Workspace } from '../workspace';
import { buildStamp } from './buildStamp';
import { glance } from './candidates';
import type { FileReport } from './fileReport';
import { RememberedScan } from './rememberedScan';
import { NOTHING_KEPT, ScanCache, type CachedFile } from './scanCache';
import { Threads } from './threads';

export interface ScanOptions {
  /** Absolute paths and globs. */
  readonly paths: readonly string[];
  /** ISO date. */
  readonly today: string;
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
  /** Use and keep results on disk. */
  readonly useCache: boolean;
  readonly onProblem: ProblemListener;
}

export interface Scan {
  readonly files: readonly string[];
  readonly roots: readonly string[];
  /** Arguments that mean nothing that exists. */
  readonly missing: readonly string[];
  /** Of files that may hold calls, in the order of `files`. */
  readonly reports: readonly FileReport[];
  /** Files whose syntax the result rests on, imported ones included. */
  readonly parsed: number;
  /** Where the reports come from, for further work on the same files. */
  readonly workspace: Workspace;
  readonly today: string;
}

/** Below these, starting threads costs more than it saves. */
const THREADS_FROM_FILES = 1500;
const THREADS_FROM_BYTES = 400_000;

/** An interrupt is heard this often, in files: reading them takes some ten milliseconds. */
const BREATH = 200;

/** Scans files and folders: discovers, glances at every file, and analyses those that may hold a call. */
export async function scan(options: ScanOptions): Promise<Scan> {
  const fileSystem = new NodeFileSystem(options.onProblem);
  const { files, roots, missing, manifests } = discover(options.paths, fileSystem, options.onProblem);
  const severities = options.severities ?? {};
  const key = [VERSION, FACTS_VERSION, buildStamp(), options.today, severities, roots, options.paths];
  const cache = options.useCache ? new ScanCache(key) : undefined;
  const started = Date.now();
  const remembered = new RememberedScan(cache?.read() ?? NOTHING_KEPT, fileSystem, files, manifests);

  const threads = files.length - remembered.size >= THREADS_FROM_FILES ? Threads.start() : Threads.none();
  try {
    const glances = new Map<string, CachedFile>();
    for (const [i, file] of files.entries()) {
      if (i % BREATH === 0) await breathe();
      glances.set(file, remembered.file(file) ?? { ...glance(file, fileSystem), ...(cache ? remembered.stamp(file) : undefined) });
    }
    const signals = [...glances].flatMap(([path, each]) => (each.signals ? [[path, each.signals] as const] : []));
    const candidates = files.filter((file) => glances.get(file)?.isCandidate);
    const frontEnds = createFrontEnds();
    const workspace = new Workspace({ fileSystem, frontEnds, roots });
    for (const [path, each] of signals) workspace.note(path, each);

    const kept = remembered.reports(candidates, workspace);
    const left = candidates.filter((file) => !kept.has(file));
    const bytes = left.reduce((sum, file) => sum + (glances.get(file)?.size ?? 0), 0);
    const crew = bytes >= THREADS_FROM_BYTES ? threads : Threads.none();
    const made = left.length === 0 ? [] : await crew.run({ files: left, roots, signals, today: options.today, severities }, frontEnds);
    for (const report of made) kept.set(report.file, report);

    const reports = candidates.flatMap((file) => kept.get(file) ?? []);
    const isNew = left.length > 0 || !remembered.hasShape || files.some((file) => !remembered.file(file));
    if (isNew) cache?.write(remembered.next(started, glances, kept));
    const dependencies = new Set(reports.flatMap(({ basis }) => basis.dependencies));
    return { files, roots, missing, reports, parsed: dependencies.size, workspace, today: options.today };
  } finally {
    threads.stop();
  }
}
