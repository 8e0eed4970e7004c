import type { FileSystem } from './fileSystem';
import { IgnorePatterns } from './gitignore';
import { isWithin, join, relativeTo } from './paths';

/** Where GitHub and GitLab look, in this order. */
const PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

/** Who owns a file; undefined where nobody is named. */
export type OwnerOf = (path: string) => string | undefined;

/** Reads the CODEOWNERS of each root. The last pattern that matches decides, and may name nobody. */
export function readOwners(roots: readonly string[], fileSystem: FileSystem): OwnerOf {
  const byRoot = roots.map((root) => {
    const text = PLACES.map((place) => fileSystem.readText(join(root, place))).find((found) => found !== undefined);
    return { root, rules: rulesOf(text ?? '') };
  });
  return (path) => {
    const found = byRoot.find(({ root }) => isWithin(root, path));
    const relative = found && relativeTo(found.root, path);
    return relative === undefined ? undefined : found?.rules.find(({ matches }) => matches(relative))?.owner;
  };
}

interface Rule {
  readonly owner: string | undefined;
  readonly matches: (path: string) => boolean;
}

/** Last line first. `[Section]` headings of GitLab are left out. */
function rulesOf(text: string): Rule[] {
  return text
    .split(/\r?\n/)
    .flatMap((line): Rule[] => {
      const [pattern, ...owners] = line
        .replace(/(^|\s)#.*$/, '')
        .trim()
        .split(/\s+/);
      if (!pattern || pattern.startsWith('[') || pattern.startsWith('^[')) return [];
      const patterns = new IgnorePatterns(pattern);
      return [{ owner: owners.length > 0 ? owners.join(' ') : undefined, matches: (path) => patterns.test(path, false).ignored }];
    })
    .reverse();
}
