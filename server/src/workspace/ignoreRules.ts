import type { DirectoryEntry, FileSystem } from './fileSystem';
import { IgnorePatterns } from './gitignore';
import { dirname, join, upwards } from './paths';

/** Folders that hold no code anyone edits, by the list ruff uses, and the build folders of the JavaScript world. */
const SKIPPED_FOLDERS = new Set([
  ...['.bzr', '.direnv', '.eggs', '.git', '.git-rewrite', '.hg', '.ipynb_checkpoints', '.mypy_cache', '.nox', '.pants.d', '.pyenv'],
  ...['.pytest_cache', '.pytype', '.ruff_cache', '.svn', '.tox', '.venv', '__pycache__', '__pypackages__', '_build', 'buck-out'],
  ...['build', 'dist', 'node_modules', 'site-packages', 'venv', '.next', '.nuxt', '.svelte-kit', '.yarn', 'bower_components'],
]);

/** Files of ignore patterns, the strongest first. The last two are git's, and end at the border of a repository. */
const IGNORE_FILES = ['.tierlintignore', '.ignore', '.gitignore', '.git/info/exclude'] as const;
const OWN_FILES = IGNORE_FILES.slice(0, 2);

interface Layer {
  /** Length of the folder's path with the slash behind it. */
  readonly prefixLength: number;
  readonly patterns: IgnorePatterns;
  readonly isGits: boolean;
}

/** What is ignored below one folder: the patterns of the folder and of those above it, innermost and strongest first. */
export class IgnoreRules {
  private constructor(private readonly layers: readonly Layer[]) {}

  /** The rules that hold inside a folder where a walk begins: those of its repository, up to the folder itself. */
  static above(folder: string, fileSystem: FileSystem): IgnoreRules {
    const chain = [...upwards(dirname(folder))];
    const border = fileSystem.exists(join(folder, '.git')) ? -1 : chain.findIndex((above) => fileSystem.exists(join(above, '.git')));
    let rules = new IgnoreRules([]);
    for (let i = chain.length - 1; i >= 0; i--) {
      rules = rules.extend(chain[i]!, i <= border ? IGNORE_FILES : OWN_FILES, fileSystem);
    }
    // A folder that is named although it is ignored is meant, with what is in it.
    return new IgnoreRules(rules.layers.filter(({ prefixLength, patterns }) => !patterns.test(folder.slice(prefixLength), true).ignored));
  }

  /** The rules that hold inside a folder with these entries. */
  enter(folder: string, entries: readonly DirectoryEntry[], fileSystem: FileSystem): IgnoreRules {
    let isRepository = false;
    const present: string[] = [];
    for (const { name } of entries) {
      if (!name.startsWith('.')) continue;
      if (name === '.git') isRepository = true;
      else if (IGNORE_FILES.includes(name as (typeof IGNORE_FILES)[number])) present.push(name);
    }
    if (!isRepository) return present.length === 0 ? this : this.extend(folder, present, fileSystem);
    const outer = new IgnoreRules(this.layers.filter((layer) => !layer.isGits));
    return outer.extend(folder, [...present, '.git/info/exclude'], fileSystem);
  }

  /** Whether a walk leaves out the file or folder. */
  ignores(path: string, isFolder: boolean): boolean {
    for (const { prefixLength, patterns } of this.layers) {
      const { ignored, unignored } = patterns.test(path.slice(prefixLength), isFolder);
      if (ignored || unignored) return ignored;
    }
    return false;
  }

  private extend(folder: string, names: readonly string[], fileSystem: FileSystem): IgnoreRules {
    const added: Layer[] = [];
    for (const name of IGNORE_FILES) {
      const text = names.includes(name) ? fileSystem.readText(join(folder, name)) : undefined;
      if (text === undefined) continue;
      if (!/^[^#\s]/m.test(text)) continue;
      added.push({
        prefixLength: join(folder, '').length,
        patterns: new IgnorePatterns(text),
        isGits: name.includes('git'),
      });
    }
    return added.length === 0 ? this : new IgnoreRules([...added, ...this.layers]);
  }
}

/** Whether a folder is left out whatever the ignore files say. */
export function isSkippedFolder(name: string): boolean {
  return SKIPPED_FOLDERS.has(name);
}
