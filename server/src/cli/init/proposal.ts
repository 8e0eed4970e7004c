/** What a first `tierlint.json` could say, from the calls a scan found. */
import { escapeGlob } from '../../core/text/glob';
import type { IntendedTier } from '../../core/intent/intent';
import type { Workload } from '../../core/workload/workload';

export interface FoundCall {
  /** Relative to the folder of the new file. */
  readonly path: string;
  readonly workload: Workload;
  /** The first evidence, as a person reads it. */
  readonly evidence?: string;
}

/** One entry of `paths`. */
export interface Proposed {
  readonly glob: string;
  readonly tier?: IntendedTier;
  readonly workload?: Exclude<Workload, 'unknown'>;
  readonly calls: number;
  /** Why, as a comment says it. */
  readonly because: string;
}

interface FolderKind {
  readonly names: ReadonlySet<string>;
  readonly workload: Exclude<Workload, 'unknown'>;
  readonly tier?: IntendedTier;
  readonly because: string;
}

/** What folders are called, and what runs in them. Tests come first: `tests/api` holds tests. */
const TESTS: FolderKind = {
  names: new Set(['test', 'tests', '__tests__', 'spec', 'specs', 'e2e']),
  workload: 'offline',
  because: 'tests: nobody waits, and most calls never leave the machine',
};
const KINDS: readonly FolderKind[] = [
  {
    names: new Set(['eval', 'evals', 'evaluation', 'evaluations', 'benchmark', 'benchmarks']),
    workload: 'offline',
    tier: 'batch',
    because: 'evaluations: nobody waits, and there are many requests at once',
  },
  {
    names: new Set([
      'jobs',
      'job',
      'tasks',
      'worker',
      'workers',
      'cron',
      'pipeline',
      'pipelines',
      'etl',
      'dags',
      'flows',
      'ingest',
      'ingestion',
      'backfill',
      'backfills',
    ]),
    workload: 'background',
    tier: 'flex',
    because: 'jobs: a program waits, not a person',
  },
  { names: new Set(['scripts', 'script', 'migrations', 'notebooks']), workload: 'offline', tier: 'flex', because: 'scripts: nobody waits' },
  {
    names: new Set(['routes', 'route', 'routers', 'api', 'controllers', 'views', 'handlers', 'endpoints', 'pages', 'chat', 'bot', 'bots']),
    workload: 'interactive',
    tier: 'standard',
    because: 'a person waits for these answers',
  },
];

/** Entries in the order of their globs. A folder whose calls disagree with its name, or with each other, gets none. */
export function propose(calls: readonly FoundCall[]): readonly Proposed[] {
  const groups = new Map<string, { kind?: FolderKind; calls: FoundCall[] }>();
  for (const call of calls) {
    const { glob, kind } = placeOf(call.path);
    const group = groups.get(glob) ?? { ...(kind && { kind }), calls: [] };
    group.calls.push(call);
    groups.set(glob, group);
  }
  const entries = [...groups].flatMap(([glob, { kind, calls: held }]) => entryFor(glob, kind, held) ?? []);
  return merged(entries.sort((a, b) => (a.glob < b.glob ? -1 : 1)));
}

/** A folder that says what a folder above it says already adds its calls there. */
function merged(entries: readonly Proposed[]): readonly Proposed[] {
  const kept: Proposed[] = [];
  for (const entry of entries) {
    // The nearest above: what stands between may say otherwise.
    const above = kept.findLastIndex(({ glob }) => glob.endsWith('/**') && entry.glob.startsWith(glob.slice(0, -2)));
    const outer = kept[above];
    if (outer && outer.tier === entry.tier && outer.workload === entry.workload)
      kept[above] = { ...outer, calls: outer.calls + entry.calls };
    else kept.push(entry);
  }
  return kept;
}

function placeOf(path: string): { readonly glob: string; readonly kind?: FolderKind } {
  if (path.endsWith('.ipynb'))
    return {
      glob: '**/*.ipynb',
      kind: { names: new Set(), workload: 'offline', tier: 'flex', because: 'notebooks: one person, who can wait' },
    };
  const folders = path.split('/').slice(0, -1);
  const test = folders.findIndex((name) => TESTS.names.has(name.toLowerCase()));
  if (test >= 0) return { glob: `${escapeGlob(folders.slice(0, test + 1).join('/'))}/**`, kind: TESTS };
  for (let i = folders.length - 1; i >= 0; i--) {
    const kind = KINDS.find(({ names }) => names.has(folders[i]!.toLowerCase()));
    if (kind) return { glob: `${escapeGlob(folders.slice(0, i + 1).join('/'))}/**`, kind };
  }
  // Without a telling name a folder may hold anything: only the file itself is spoken of.
  return { glob: `/${escapeGlob(path)}` };
}

function entryFor(glob: string, kind: FolderKind | undefined, calls: readonly FoundCall[]): Proposed | undefined {
  const told = new Set(calls.map(({ workload }) => workload).filter((workload) => workload !== 'unknown'));
  const first = calls.find(({ evidence }) => evidence !== undefined)?.evidence;
  if (kind) {
    const agrees = kind === TESTS || [...told].every((workload) => (workload === 'interactive') === (kind.workload === 'interactive'));
    if (!agrees) return undefined;
    return { glob, calls: calls.length, because: kind.because, ...(kind.tier ? { tier: kind.tier } : { workload: kind.workload }) };
  }
  // Without a telling name, only what the code itself tells of every call.
  const [only, ...others] = [...new Set(calls.map(({ workload }) => workload))];
  if (only === undefined || only === 'unknown' || others.length > 0) return undefined;
  return { glob, calls: calls.length, tier: only === 'interactive' ? 'standard' : 'flex', because: first ?? only };
}
