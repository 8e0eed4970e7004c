import { resolve } from 'node:path';
import type { Catalog } from '../core/catalog/catalog';
import { catalogOf, type OuterLevels } from '../core/config/fileConfig';
import { NodeFileSystem } from '../workspace/nodeFileSystem';
import { join, relativeTo, toForwardSlashes } from '../workspace/paths';
import { LineIndex } from '../core/text/lineIndex';
import { Configs, type ConfigFile } from '../workspace/configs';
import { scan, type Scan } from '../workspace/scan/scan';
import { UsageError } from './exit';
import { count } from './count';
import { note } from './say';
import { printable } from '../core/text/printable';

export interface InputOptions {
  readonly cache: boolean;
  /** Severities of the command line. */
  readonly levels?: OuterLevels;
  /** The configuration is about to be written: that what is there is wrong does not matter. */
  readonly ignoresConfig?: true;
}

/** Scans what a command was given. @throws UsageError when a path means nothing or can't be read. */
export async function scanInput(paths: readonly string[], { cache, levels, ignoresConfig }: InputOptions): Promise<Scan> {
  const absolute = (paths.length > 0 ? paths : ['.']).map((path) => toForwardSlashes(resolve(workingFolder(), path)));
  const named = new Set(absolute);
  const unreadable: string[] = [];
  const result = await scan({
    paths: absolute,
    today: new Date().toISOString().slice(0, 10),
    useCache: cache,
    workingFolder: workingFolder(),
    ...(levels && { levels }),
    ...(ignoresConfig && { ignoresConfig }),
    onProblem: (path, reason) => {
      if (named.has(path) && !/^(?:skipped: neither|read in part)/.test(reason))
        unreadable.push(`${shown(path)}: ${reason.replace(/^skipped: /, '')}`);
      else note(`${shown(path)}: ${reason}`);
    },
  });
  if (unreadable[0] !== undefined) throw new UsageError(unreadable[0]);
  const [missing] = result.missing;
  if (missing !== undefined) throw new UsageError(`no such file or folder: ${shown(missing)}`);
  if (result.badConfig) throw new UsageError(configError(result.badConfig));
  for (const each of result.unread) note(`callers outside of what was named were not read: ${shown(each)} is too large`);
  return result;
}

/** The catalog as the `tierlint.json` that applies to the working directory has it. @throws UsageError when that file is wrong. */
export function catalogHere(): Catalog {
  const configs = new Configs(new NodeFileSystem());
  let read: ConfigFile | undefined;
  configs.onRead = (_path, file) => (read = file);
  const config = configs.for(join(workingFolder(), 'any'));
  if (read && read.problems.length > 0) throw new UsageError(configError(read));
  return catalogOf(config);
}

/** `tierlint.json:3:12: unknown key "rulez"; did you mean "rules"?` */
function configError({ file, text, problems }: ConfigFile): string {
  const [first, ...more] = problems;
  if (!first) return `${shown(file)} has no problem`;
  const { line, character } = new LineIndex(text).positionAt(first.span.start);
  const rest = more.length === 0 ? '' : ` (and ${count(more.length, 'more problem')})`;
  return `${shown(file)}:${line + 1}:${character + 1}: ${first.message}${rest}`;
}

/** A path as the user sees it: relative to the working directory where it lies in it, with forward slashes. */
export function shown(path: string): string {
  return relativeTo(workingFolder(), path);
}

/** The same in a sentence: on one line, whatever the name holds. */
export function said(path: string): string {
  return printable(shown(path));
}

let folder: string | undefined;

/** @throws UsageError when the working directory is gone. */
export function workingFolder(): string {
  try {
    return (folder ??= toForwardSlashes(process.cwd()));
  } catch {
    throw new UsageError('the working directory is gone: change into a folder that exists');
  }
}
