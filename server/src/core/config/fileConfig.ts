/** What a configuration says of one file. */
import { createCatalog, defaultCatalog, type Catalog } from '../catalog/catalog';
import type { IntendedTier, Volume } from '../intent/intent';
import type { Workload } from '../workload/workload';
import type { Config } from './config';
import type { Levels } from '../findings/severity';
import { globMatcher } from './globs';
import { PRESETS } from './presets';

/** A statement of `paths`, and the glob it stands under. */
interface Stated<T> {
  readonly value: T;
  readonly glob: string;
  readonly reason?: string;
}

export interface FileConfig {
  /** The configuration file; undefined when none applies. */
  readonly file?: string;
  /** Severity by rule id. Rules not named keep the one their evidence gives. */
  readonly levels: Levels;
  readonly tier?: Stated<IntendedTier>;
  readonly volume?: Stated<Volume>;
  readonly workload?: Stated<Exclude<Workload, 'unknown'>>;
}

/** Severities from outside of the file: the editor's settings, the command line. */
export interface OuterLevels {
  /** Rules that `tierlint.json` does not name. */
  readonly settings?: Levels;
  /** Strongest of all. */
  readonly commandLine?: Levels;
}

/**
 * Weakest first: the preset, the editor's settings, `rules`, the rules of matching `paths` in order, the command line.
 * The file wins over the editor's settings so that everyone in a team, and CI, sees the same.
 */
export function configFor(path: string, config: Config | undefined, { settings = {}, commandLine = {} }: OuterLevels = {}): FileConfig {
  if (!config) return { levels: { ...settings, ...commandLine } };
  const found: { -readonly [K in keyof FileConfig]: FileConfig[K] } = { levels: {} };
  let levels: Levels = { ...PRESETS[config.preset].levels, ...settings, ...config.rules };
  const relative = relativeTo(config, path);
  for (const { glob, tier, volume, workload, reason, rules } of config.paths) {
    if (relative === undefined || !globMatcher(glob)(relative)) continue;
    const why = reason === undefined ? {} : { reason };
    if (tier) found.tier = { value: tier, glob, ...why };
    if (volume) found.volume = { value: volume, glob, ...why };
    if (workload) found.workload = { value: workload, glob, ...why };
    if (rules) levels = { ...levels, ...rules };
  }
  return { ...found, file: config.file, levels: { ...levels, ...commandLine } };
}

/** Whether the file is one without findings. */
export function isExcluded(path: string, config: Config | undefined): boolean {
  if (!config || config.exclude.length === 0) return false;
  const relative = relativeTo(config, path);
  return relative !== undefined && config.exclude.some((glob) => globMatcher(glob)(relative));
}

const catalogs = new WeakMap<Config, Catalog>();

/** The catalog with the rows of the configuration laid over it; made once. */
export function catalogOf(config: Config | undefined): Catalog {
  if (!config || Object.keys(config.models).length === 0) return defaultCatalog;
  let catalog = catalogs.get(config);
  if (!catalog) catalogs.set(config, (catalog = createCatalog({ models: config.models })));
  return catalog;
}

/** The path seen from the folder of the configuration. */
function relativeTo({ file }: Config, path: string): string | undefined {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  return path.startsWith(folder) ? path.slice(folder.length) : undefined;
}
