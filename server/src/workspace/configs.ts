import { CONFIG_NAME, type Config } from '../core/config/config';
import { configFor, isExcluded } from '../core/config/fileConfig';
import { readConfig, type ReadConfig } from '../core/config/readConfig';
import type { FileSystem } from './fileSystem';
import { basename, dirname, join } from './paths';

/** A configuration file as last read. */
export interface ConfigFile extends ReadConfig {
  readonly file: string;
  /** The text that spans of problems refer to. */
  readonly text: string;
}

export function isConfigPath(path: string): boolean {
  return basename(path) === CONFIG_NAME;
}

/** The configuration of each file: the nearest `tierlint.json` above it, read once until it changes. */
export class Configs {
  private readonly byFolder = new Map<string, ConfigFile | undefined>();
  private readonly overlays = new Map<string, string>();
  private readonly read = new Map<string, ConfigFile>();
  /** Told of each file that is read, again when its text changed, and (without a file) when it went. */
  onRead: ((path: string, file: ConfigFile | undefined) => void) | undefined;

  constructor(private readonly fileSystem: FileSystem) {}

  /** The configuration that applies to a file. The same object as long as nothing changed. */
  for(path: string): Config | undefined {
    return this.above(dirname(path))?.config;
  }

  /** Whether the configuration leaves the file out. */
  excludes(path: string): boolean {
    return isExcluded(path, this.for(path));
  }

  /** What a configuration file says, as it is now; undefined when there is none. */
  file(path: string): ConfigFile | undefined {
    const text = this.overlays.get(path) ?? (this.fileSystem.exists(path) ? this.fileSystem.readText(path) : undefined);
    if (text === undefined) {
      if (this.read.delete(path)) this.onRead?.(path, undefined);
      return undefined;
    }
    const known = this.read.get(path);
    if (known?.text === text) return known;
    const fresh: ConfigFile = { file: path, text, ...readConfig(path, text) };
    this.read.set(path, fresh);
    this.onRead?.(path, fresh);
    return fresh;
  }

  /** The text of a configuration file in the editor; undefined: the one on disk counts again. */
  setOverlay(path: string, text: string | undefined): void {
    if (text === undefined) this.overlays.delete(path);
    else this.overlays.set(path, text);
    this.byFolder.clear();
  }

  /** A configuration file came, went or changed. Those read before are looked at again at once, so that `onRead` hears of it. */
  invalidate(): void {
    this.byFolder.clear();
    for (const path of [...this.read.keys()]) this.file(path);
  }

  /** Everything about the configuration that an analysis of the file depends on, as text: equal texts, equal results. */
  stamp(path: string): string {
    const config = this.for(path);
    if (!config) return '';
    const { models } = config;
    return JSON.stringify([config.file, configFor(path, config), models]);
  }

  private above(folder: string): ConfigFile | undefined {
    if (this.byFolder.has(folder)) return this.byFolder.get(folder);
    const parent = dirname(folder);
    const found = this.file(join(folder, CONFIG_NAME)) ?? (parent === folder || parent === '.' ? undefined : this.above(parent));
    this.byFolder.set(folder, found);
    return found;
  }
}
