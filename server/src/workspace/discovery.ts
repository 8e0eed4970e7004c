import { compileGlob, isGlob } from '../core/text/glob';
import { CONFIG_NAME } from '../core/config/config';
import { isConfigPath } from './configs';
import { isDiscoverable, isKnown } from './fileKinds';
import { IgnoreRules, isSkippedFolder } from './ignoreRules';
import type { DirectoryEntry } from './fileSystem';
import type { NodeFileSystem, ProblemListener } from './nodeFileSystem';
import { isPythonManifest } from './signals/pythonManifests';
import { dirname, isWithin, join, upwards } from './paths';

export interface Discovered {
  /** Files to read, each once, sorted by path within each argument. */
  readonly files: readonly string[];
  /** The projects they belong to: what imports and manifests are looked up in. */
  readonly roots: readonly string[];
  /** Files in the folders walked that say what imports and projects are. */
  readonly manifests: readonly string[];
  /** Arguments that mean nothing that exists. */
  readonly missing: readonly string[];
  /** More folders than were asked for: the rest was left out. */
  readonly isCut: boolean;
}

/**
 * The files that absolute paths and globs mean. Folders are walked, without what ignore files and habit exclude, and
 * without following links, so that no file comes twice and no loop arises. A file named by itself is always taken.
 */
export function discover(
  paths: readonly string[],
  fileSystem: NodeFileSystem,
  onProblem: ProblemListener = () => {},
  mostFolders = Infinity,
): Discovered {
  const files = new Set<string>();
  const manifests = new Set<string>();
  const roots = new Set<string>();
  const missing: string[] = [];
  let isCut = false;
  for (const path of paths) {
    const stamp = fileSystem.stamp(path);
    const before = files.size;
    if (stamp?.isFolder) {
      roots.add(projectRoot(path, fileSystem));
      isCut = walk(path, fileSystem, () => true, files, manifests, onProblem, mostFolders) || isCut;
    } else if (stamp?.isFile) {
      if (!isKnown(path)) {
        onProblem(path, 'skipped: neither Python, JavaScript, TypeScript, a notebook nor JSONL');
        continue;
      }
      roots.add(projectRoot(dirname(path), fileSystem));
      files.add(path);
    } else if (!stamp && !isGlob(path)) {
      missing.push(path);
    } else if (!stamp) {
      const base = baseOf(path);
      const matches = readGlob(path, onProblem);
      if (matches && fileSystem.stamp(base)?.isFolder) walk(base, fileSystem, matches, files, manifests, onProblem);
      if (files.size === before) missing.push(path);
      else roots.add(projectRoot(base, fileSystem));
    } else {
      onProblem(path, 'skipped: no regular file');
    }
  }
  for (const path of paths) addManifestsAbove(path, roots, fileSystem, manifests);
  return { files: [...files], roots: outermost(roots), manifests: [...manifests].sort(), missing, isCut };
}

function readGlob(glob: string, onProblem: ProblemListener): ((path: string) => boolean) | undefined {
  try {
    return compileGlob(glob);
  } catch (error) {
    onProblem(glob, `bad glob: ${(error as Error).message}`);
    return undefined;
  }
}

/** What a folder that is the root of a project holds. */
const SIGNS = ['.git', 'package.json', 'pyproject.toml', CONFIG_NAME, 'requirements.txt', 'setup.py', 'setup.cfg', 'Pipfile', 'deno.json'];

/** Whether a folder is a repository, a package or configured for Tierlint. */
export function isProject(folder: string, fileSystem: Pick<NodeFileSystem, 'exists'>): boolean {
  return SIGNS.some((name) => fileSystem.exists(join(folder, name)));
}

/** The folder's repository, or else the outermost folder above it with a manifest, or else itself. */
function projectRoot(folder: string, fileSystem: Pick<NodeFileSystem, 'exists'>): string {
  let withManifest = folder;
  for (const above of upwards(folder)) {
    if (fileSystem.exists(join(above, '.git'))) return above;
    if (
      fileSystem.exists(join(above, 'package.json')) ||
      fileSystem.exists(join(above, 'pyproject.toml')) ||
      fileSystem.exists(join(above, CONFIG_NAME))
    )
      withManifest = above;
  }
  return withManifest;
}

function walk(
  start: string,
  fileSystem: NodeFileSystem,
  matches: (path: string) => boolean,
  files: Set<string>,
  manifests: Set<string>,
  onProblem: ProblemListener,
  mostFolders = Infinity,
): boolean {
  let left = mostFolders;
  const visit = (folder: string, outer: IgnoreRules): void => {
    if (--left < 0) return;
    const entries = fileSystem.list(folder);
    if (folder !== start && entries.some(({ name }) => name === 'pyvenv.cfg')) return;
    const rules = outer.enter(folder, entries, fileSystem);
    const folders: string[] = [];
    const found: string[] = [];
    for (const { name, kind } of entries) {
      const isWanted = (kind === 'file' && isDiscoverable(name)) || (kind === 'folder' && !isSkippedFolder(name));
      if (isWanted && isNotUtf8(name) && !fileSystem.exists(join(folder, name))) {
        onProblem(join(folder, name), 'skipped: its name is not UTF-8');
      } else if (kind === 'file' && isDiscoverable(name)) {
        const path = join(folder, name);
        if (matches(path) && !rules.ignores(path, false)) found.push(path);
      } else if (kind === 'folder' && !isSkippedFolder(name)) {
        const path = join(folder, name);
        if (!rules.ignores(path, true)) folders.push(path);
      } else if (isManifest(name) && isFileOrLink(join(folder, name), kind, fileSystem)) {
        manifests.add(join(folder, name));
      }
    }
    for (const path of found.sort()) files.add(path);
    for (const path of folders.sort()) visit(path, rules);
  };
  visit(start, IgnoreRules.above(start, fileSystem));
  return left < 0;
}

/** Those between an argument and the root of its project, which a walk from the argument down does not meet. */
function addManifestsAbove(path: string, roots: ReadonlySet<string>, fileSystem: NodeFileSystem, manifests: Set<string>): void {
  const root = [...roots].find((each) => isWithin(each, path));
  if (root === undefined || root === path) return;
  for (const folder of upwards(dirname(path), root)) {
    for (const { name, kind } of fileSystem.list(folder))
      if (isManifest(name) && isFileOrLink(join(folder, name), kind, fileSystem)) manifests.add(join(folder, name));
  }
}

/** A manifest that is shared by a link says what a file would. */
function isFileOrLink(path: string, kind: DirectoryEntry['kind'], fileSystem: NodeFileSystem): boolean {
  return kind === 'file' || (kind === 'link' && fileSystem.stamp(path)?.isFile === true);
}

/** Node reads names as UTF-8 and puts this in the place of what is none: no name that leads back to the file. */
function isNotUtf8(name: string): boolean {
  return name.includes('\ufffd');
}

function isManifest(name: string): boolean {
  return name === 'package.json' || isConfigPath(name) || /^(?:ts|js)config.*\.json$/.test(name) || isPythonManifest(name);
}

/** The folder that a glob's walk starts in: all before the first piece that is none. */
function baseOf(glob: string): string {
  const parts = glob.split('/');
  const first = parts.findIndex((part) => isGlob(part) || part.includes('\\'));
  return parts.slice(0, first < 0 ? -1 : first).join('/') || '/';
}

function outermost(folders: ReadonlySet<string>): string[] {
  return [...folders].filter((folder) => ![...folders].some((other) => other !== folder && isWithin(other, folder)));
}
