import { writtenImports } from '../../core/syntax/importNames';
import type { Language } from '../../core/syntax/facts';
import type { Family } from '../../core/syntax/family';
import { familyOf } from '../fileKinds';
import { basename, dirname } from '../paths';

/** The imports of one file as a line of text each: `module` or `module name,name`. Small: a scan keeps them for every file. */
export type ImportLines = string;

/** Answers which files import a file, by what import statements of all files say. Resolves only what bears the file's name. */
export class ImportIndex {
  private readonly lines = new Map<string, ImportLines>();
  private byName: Map<string, Import[]> | undefined;
  private readonly answers = new Map<string, readonly string[]>();

  constructor(private readonly resolve: (fromPath: string, module: string, language: Language) => string | undefined) {}

  /** Notes the imports of a file; whether they differ from what was known. */
  note(path: string, lines: ImportLines | undefined): boolean {
    if ((this.lines.get(path) ?? '') === (lines ?? '')) return false;
    if (lines) this.lines.set(path, lines);
    else this.lines.delete(path);
    this.byName = undefined;
    this.answers.clear();
    return true;
  }

  /** Files came, went or mean something else. */
  forget(): void {
    this.answers.clear();
  }

  /** Paths of files that import the file, sorted. */
  importers(path: string): readonly string[] {
    let answer = this.answers.get(path);
    if (!answer) this.answers.set(path, (answer = this.find(path)));
    return answer;
  }

  private find(path: string): readonly string[] {
    const byName = (this.byName ??= this.group());
    const found = new Set<string>();
    for (const name of namesOf(path)) {
      for (const each of byName.get(name) ?? []) {
        if (each.from === path || found.has(each.from)) continue;
        const family = familyOf(each.from);
        if (family && this.resolve(each.from, each.module, LANGUAGE[family]) === path) found.add(each.from);
      }
    }
    return [...found].sort();
  }

  private group(): Map<string, Import[]> {
    const byName = new Map<string, Import[]>();
    const add = (name: string, from: string, module: string): void => {
      const list = byName.get(name);
      if (list) list.push({ from, module });
      else byName.set(name, [{ from, module }]);
    };
    for (const [from, lines] of this.lines) {
      const family = familyOf(from);
      if (!family) continue;
      for (const line of lines.split('\n')) {
        const [module, names] = line.split(' ');
        add(LAST_SEGMENT[family](module!), from, module!);
        // `from package import module`
        for (const name of names?.split(',') ?? []) add(name, from, module!.endsWith('.') ? module! + name : `${module}.${name}`);
      }
    }
    return byName;
  }
}

/** A language of the family: all of one resolve imports alike. */
const LANGUAGE: Readonly<Record<Family, Language>> = { python: 'python', ecmascript: 'typescript' };

interface Import {
  readonly from: string;
  readonly module: string;
}

/** What a file imports, of that which may be a file of the workspace. `known`: see `moduleNames`; all imports without it. */
export function importLines(path: string, text: string, known?: ReadonlySet<string>): ImportLines | undefined {
  const family = familyOf(path);
  if (!family) return undefined;
  const lines = new Set<string>();
  for (const { module, names } of writtenImports(text, family)) {
    if (/\s/.test(module)) continue;
    const kept = known ? names.filter((name) => known.has(name)) : names;
    if (known && kept.length === 0 && !known.has(LAST_SEGMENT[family](module))) continue;
    lines.add(kept.length > 0 ? `${module} ${kept.join(',')}` : module);
  }
  return lines.size > 0 ? [...lines].join('\n') : undefined;
}

/** The names by which imports may mean one of the files. */
export function moduleNames(files: Iterable<string>): ReadonlySet<string> {
  const names = new Set<string>([HERE]);
  for (const path of files) for (const name of namesOf(path)) names.add(name);
  return names;
}

/** `import './'` and `from . import x`. */
const HERE = '';
/** How far above the index file of a package the folder may be that bears its name: `packages/ai/src/index.ts`. */
const MOST_LEVELS = 3;

function namesOf(path: string): readonly string[] {
  const stem = basename(path).replace(/\.\w+$/, '');
  if (stem !== 'index' && stem !== '__init__') return [stem];
  const names = [stem, HERE];
  let folder = dirname(path);
  for (let level = 0; level < MOST_LEVELS && folder !== '/'; level++) {
    names.push(basename(folder));
    folder = dirname(folder);
  }
  return names;
}

const LAST_SEGMENT: Readonly<Record<Family, (module: string) => string>> = {
  python: (module) => module.slice(module.lastIndexOf('.') + 1),
  ecmascript(module) {
    const segment = module.slice(module.lastIndexOf('/') + 1);
    return segment === '.' || segment === '..' ? HERE : segment.replace(/\.[cm]?[jt]sx?$/, '');
  },
};
