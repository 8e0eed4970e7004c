/**
 * Patterns of ignore files, as git reads them (https://git-scm.com/docs/gitignore), matched without going back. Case
 * matters. A pattern that can't be read, or is longer than any path, matches nothing.
 */
import { compilePath, type PathTest } from '../core/text/glob';
import { basename } from './paths';

interface Rule {
  readonly isNegated: boolean;
  readonly foldersOnly: boolean;
  readonly matches: (path: string, name: string) => boolean;
}

export interface IgnoreVerdict {
  readonly ignored: boolean;
  /** A pattern takes it back. */
  readonly unignored: boolean;
}

const UNDECIDED: IgnoreVerdict = { ignored: false, unignored: false };
const IGNORED: IgnoreVerdict = { ignored: true, unignored: false };
const UNIGNORED: IgnoreVerdict = { ignored: false, unignored: true };

const LONGEST = 4096;

export class IgnorePatterns {
  /** The last pattern that matches decides, so they are asked from the last. */
  private readonly rules: readonly Rule[];
  private readonly folders = new Map<string, IgnoreVerdict>();

  constructor(text: string) {
    this.rules = text
      .split(/\r?\n/)
      .flatMap((line) => ruleOf(line) ?? [])
      .reverse();
  }

  /** What the patterns say of a path relative to their folder, and of the folders it lies in. */
  test(path: string, isFolder: boolean): IgnoreVerdict {
    const slash = path.lastIndexOf('/');
    // What lies in an ignored folder can't be taken back.
    const above = slash > 0 ? this.folder(path.slice(0, slash)) : UNDECIDED;
    return above.ignored ? above : this.verdict(path, isFolder);
  }

  private folder(path: string): IgnoreVerdict {
    let verdict = this.folders.get(path);
    if (!verdict) this.folders.set(path, (verdict = this.test(path, true)));
    return verdict;
  }

  private verdict(path: string, isFolder: boolean): IgnoreVerdict {
    const name = basename(path);
    for (const { foldersOnly, isNegated, matches } of this.rules) {
      if ((isFolder || !foldersOnly) && matches(path, name)) return isNegated ? UNIGNORED : IGNORED;
    }
    return UNDECIDED;
  }
}

function ruleOf(line: string): Rule | undefined {
  if (line === '' || line.startsWith('#') || line.length > LONGEST) return undefined;
  const isNegated = line.startsWith('!');
  const written = withoutTrailingSpaces(isNegated ? line.slice(1) : line);
  const foldersOnly = written.endsWith('/');
  const pattern = foldersOnly ? written.slice(0, -1) : written;
  if (pattern === '') return undefined;
  const matches = matcherOf(pattern);
  return matches && { isNegated, foldersOnly, matches };
}

/** Spaces at the end count only where a backslash stands before them. */
function withoutTrailingSpaces(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === ' ') end--;
  let backslashes = 0;
  while (line[end - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1 && end < line.length ? line.slice(0, end + 1) : line.slice(0, end);
}

function matcherOf(pattern: string): Rule['matches'] | undefined {
  // Without a slash it is about names, wherever they are.
  if (!pattern.includes('/')) {
    const test = compile(pattern.replace(/\*{2,}/g, '*'));
    return test && ((_path, name) => test(name));
  }
  const test = compile(pattern.startsWith('/') ? pattern.slice(1) : pattern);
  if (!test) return undefined;
  // `a/**` is about what lies in the folder, not about the folder.
  const inside = pattern.endsWith('/**') ? compile(`${pattern.replace(/^\//, '')}/*`) : undefined;
  return inside ? (path) => inside(path) : (path) => test(path);
}

function compile(pattern: string): PathTest | undefined {
  // A backslash at the end escapes nothing, so nothing is matched.
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(pattern)) return undefined;
  try {
    return compilePath(pattern, { groups: false });
  } catch {
    return undefined;
  }
}
