/** What a file imports, read off its text without a parser: cheap enough for every file of a workspace. */
import type { Family } from './family';

/** A module specifier and, in Python, the names taken from it, each of which may be a module too. */
export interface WrittenImport {
  readonly module: string;
  readonly names: readonly string[];
}

const PYTHON = /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n#;]+)|import[ \t]+([\w., \t]+))/gm;
const ECMASCRIPT = /\b(?:from|import|require\s*\(|import\s*\()\s*["']([^"'\n]+)["']/g;

/** The imports of a text, in order. May hold some that stand in strings or comments: whoever needs to know reads the file. */
export function writtenImports(text: string, family: Family): readonly WrittenImport[] {
  return READERS[family](text);
}

const READERS: Readonly<Record<Family, (text: string) => readonly WrittenImport[]>> = {
  python: (text) =>
    [...text.matchAll(PYTHON)].flatMap(([, from, list, modules]): readonly WrittenImport[] => {
      if (from !== undefined) return [{ module: from, names: importedNames(list!) }];
      return modules!.split(',').flatMap((each) => {
        const module = each.trim().split(/\s/, 1)[0]!;
        return module ? [{ module, names: [] }] : [];
      });
    }),
  ecmascript: (text) => [...text.matchAll(ECMASCRIPT)].map(([, module]) => ({ module: module!, names: [] })),
};

function importedNames(list: string): readonly string[] {
  return list
    .replace(/[()\\]|#.*$/gm, ' ')
    .split(',')
    .flatMap((each) => each.trim().split(/\s/, 1)[0] || []);
}
