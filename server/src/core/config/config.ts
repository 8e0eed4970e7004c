/** What a `tierlint.json` says, read and checked. */
import type { ModelOverride } from '../catalog/catalog';
import type { IntendedTier, Volume } from '../intent/intent';
import type { Levels } from '../findings/severity';
import type { Workload } from '../workload/workload';
import type { PresetName } from './presets';

/** The name of the file. The nearest one above a source file applies to it, and no other. */
export const CONFIG_NAME = 'tierlint.json';

export interface Config {
  /** Absolute path of the file. */
  readonly file: string;
  readonly preset: PresetName;
  readonly rules: Levels;
  /** In the order of the file. */
  readonly paths: readonly PathSettings[];
  readonly exclude: readonly string[];
  /** Rows of the catalog that are changed or added. */
  readonly models: Readonly<Record<string, ModelOverride>>;
}

/** What `paths` says of the files that a glob matches. */
export interface PathSettings {
  readonly glob: string;
  readonly tier?: IntendedTier;
  readonly volume?: Volume;
  readonly workload?: Exclude<Workload, 'unknown'>;
  readonly reason?: string;
  readonly rules?: Levels;
}
