import { setImmediate as breathe } from 'node:timers/promises';
import type { OuterLevels } from '../../core/config/fileConfig';
import { FACTS_VERSION } from '../../core/syntax/facts';
import { discover } from '../discovery';
import { NodeFileSystem, type ProblemListener } from '../nodeFileSystem';
import { createFrontEnds } from '../nodeFrontEnds';
import { VERSION } from '../version';
import { isConfigPath, type ConfigFile } from '../configs';
import { dirname, join, upwards } from '../paths';
import { CONFIG_NAME } from '../../core/config/config';
import { Workspace } from '../workspace';
import type { FrontEnds } from '../frontEnds';
import type { Overview } from './analyst';
import { buildStamp } from './buildStamp';
import { moduleNames } from '../imports/importIndex';
import { glance } from './candidates';
import { importTable, parseImportTable } from './importTable';
import type { FileReport } from './fileReport';
import { RememberedScan } from './rememberedScan';
import { surroundings } from './surroundings';
import { scanLimits } from '../limits';
import { NOTHING_KEPT, ScanCache, type CachedFile } from './scanCache';
import { Threads } from './threads';

export interface ScanOptions {
  /** Absolute paths and globs. */
  readonly paths: readonly string[];
  /** ISO date. */
  readonly today: string;
  readonly levels?: OuterLevels;
  /** Calls are looked for, whatever `tierlint.json` says of them. */
  readonly ignoresConfig?: true;
  /** Use and keep results on disk. */
  readonly useCache: boolean;
  readonly onProblem: ProblemListener;
  /** What counts as the project of a path that lies in none. */
  readonly workingFolder?: string;
}

export interface Scan {
  readonly files: readonly string[];
  readonly roots: readonly string[];
  /** What was asked for: absolute paths and globs. */
  readonly paths: readonly string[];
  /** Arguments that mean nothing that exists. */
  readonly missing: readonly string[];
  /** Folders whose callers were not read: too large to be read for what was named. */
  readonly unread: readonly string[];
  /** Of files that may hold calls, in the order of `files`. */
  readonly reports: readonly FileReport[];
  /** Files whose syntax the result rests on, imported ones included. */
  readonly parsed: number;
  /** What the files' texts say of who their projects' calls go to. */
  readonly signals: Overview['signals'];
  /** Where the reports come from, for further work on the same files. */
  readonly workspace: Workspace;
  readonly today: string;
  readonly levels: OuterLevels;
  /** The first configuration file with a problem, if there is one: nothing was analysed. */
  readonly badConfig?: ConfigFile;
}

/** With fewer files to look at, starting workers costs more than it saves. */
const WORKERS_FROM_FILES = 1500;

/** An interrupt is heard this often, in files: reading them takes some ten milliseconds. */
const BREATH = 200;

/** Scans files and folders: discovers, glances at every file, and analyses those that may hold a call. */
export async function scan(options: ScanOptions): Promise<Scan> {
  const fileSystem = new NodeFileSystem(options.onProblem);
  const found = discover(options.paths, fileSystem, options.onProblem);
  // What can't be read of what nobody named is no problem of theirs.
  const quiet = new NodeFileSystem();
  const around = surroundings(options.paths, found, quiet, options.workingFolder);
  const { missing } = found;
  const { roots } = around;
  const manifests = [...new Set([...found.manifests, ...around.manifests])].sort();
  const frontEnds = createFrontEnds();
  const workspace = new Workspace({ fileSystem, frontEnds, roots, limits: scanLimits() });
  const configFiles = options.ignoresConfig ? [] : configsOf(options.paths, manifests, workspace);
  const levels = options.levels ?? {};
  const common = { roots, paths: options.paths, missing, unread: around.unread, workspace, today: options.today, levels };
  const badConfig = configFiles.find(({ problems }) => problems.length > 0);
  if (badConfig) return { ...common, files: found.files, reports: [], parsed: 0, signals: [], badConfig };
  const files = withoutExcluded(found.files, options.paths, configFiles, workspace);
  const others = withoutExcluded(around.files, [], configFiles, workspace);
  const key = [VERSION, FACTS_VERSION, buildStamp(), options.today, levels, roots, options.paths];
  const cache = options.useCache ? new ScanCache(key) : undefined;
  const started = Date.now();
  const remembered = new RememberedScan(cache?.read() ?? NOTHING_KEPT, fileSystem, [...files, ...others], manifests);
  const useWorkers = files.length - remembered.size >= WORKERS_FROM_FILES;
  const threads = new Threads({ roots, today: options.today, levels }, { useWorkers });
  try {
    const analysed = await analyse({ started, files, others, fileSystem, quiet, frontEnds, workspace, cache, remembered, threads });
    for (const { file, unread, calls } of analysed.reports)
      if (unread !== undefined) options.onProblem(file, `${calls.length > 0 ? 'read in part' : 'skipped'}: ${unread}`);
    return { ...common, files, ...analysed };
  } finally {
    threads.stop();
  }
}

interface Work {
  /** Before the first file was looked at, in milliseconds of the epoch. */
  readonly started: number;
  readonly files: readonly string[];
  /** Files that may call what those hold, and say who their project's calls go to: looked at, not reported. */
  readonly others: readonly string[];
  readonly fileSystem: NodeFileSystem;
  readonly quiet: NodeFileSystem;
  readonly frontEnds: FrontEnds;
  readonly workspace: Workspace;
  readonly cache: ScanCache | undefined;
  readonly remembered: RememberedScan;
  readonly threads: Threads;
}

async function analyse(work: Work): Promise<Pick<Scan, 'reports' | 'parsed' | 'signals'>> {
  const { started, files, others, frontEnds, workspace, cache, remembered, threads } = work;
  const glances = await glanceAtAll(work);
  const signals = [...glances].flatMap(([path, each]) => (each.signals ? [[path, each.signals] as const] : []));
  const candidates = files.filter((file) => glances.get(file)?.isCandidate);
  for (const [path, each] of signals) workspace.note(path, each);
  const imports = importTable(glances);
  workspace.learnImports(parseImportTable(imports));
  remembered.noteImports(imports);

  const kept = remembered.reports(candidates, workspace);
  for (const file of candidates) if (remembered.file(file) && !kept.has(file)) threads.add(file);
  const made = await threads.finish({ signals, imports }, frontEnds);
  for (const report of made) kept.set(report.file, report);

  const reports = candidates.flatMap((file) => kept.get(file) ?? []);
  const isNew = made.length > 0 || !remembered.hasShape || [...files, ...others].some((file) => !remembered.file(file));
  if (isNew) cache?.write(remembered.next(started, glances, kept));
  const dependencies = new Set(reports.flatMap(({ basis }) => basis.dependencies));
  return { reports, parsed: dependencies.size, signals };
}

/** What a look at each file says; those that may hold a call and are new are given to the threads on the way. */
async function glanceAtAll({ files, others, fileSystem, quiet, cache, remembered, threads }: Work): Promise<Map<string, CachedFile>> {
  const glances = new Map<string, CachedFile>();
  const all = [...files, ...others];
  const names = moduleNames(all);
  for (const [i, file] of all.entries()) {
    if (i % BREATH === 0) await breathe();
    const known = remembered.file(file);
    const seen = known ?? {
      ...glance(file, names, i < files.length ? fileSystem : quiet),
      ...(cache ? remembered.stamp(file) : undefined),
    };
    glances.set(file, seen);
    if (!known && seen.isCandidate && i < files.length) threads.add(file);
  }
  return glances;
}

/** Every configuration that applies to a file of the scan: those met on the way, and those above. */
function configsOf(paths: readonly string[], manifests: readonly string[], { configs }: Workspace): readonly ConfigFile[] {
  const above = new Set(paths.flatMap((path) => [...upwards(dirname(path))].map((folder) => join(folder, CONFIG_NAME))));
  return [...new Set([...above, ...manifests.filter(isConfigPath)])].flatMap((path) => configs.file(path) ?? []);
}

/** A file named by itself is always taken. */
function withoutExcluded(
  files: readonly string[],
  named: readonly string[],
  configFiles: readonly ConfigFile[],
  { configs }: Workspace,
): readonly string[] {
  if (configFiles.every(({ config }) => config.exclude.length === 0)) return files;
  const always = new Set(named);
  return files.filter((file) => always.has(file) || !configs.excludes(file));
}
