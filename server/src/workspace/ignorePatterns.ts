/**
 * The patterns of one ignore file, by git's rules (gitignore(5)). The `ignore` package knows them too, and is what the
 * tests hold this against; but it asks every pattern about every path, which made it dearer than reading the files.
 * Nearly all patterns are a plain name or `*.suffix`, which a map answers.
 *
 * A walk asks from the top down and does not enter what is ignored, so parents need no second look here.
 */
export class IgnorePatterns {
  /** By name: the line of the last pattern that says so, for anything and for folders only. */
  private readonly names = new Map<string, number>();
  private readonly folderNames = new Map<string, number>();
  /** `*.log`, by the text from the last dot on. */
  private readonly suffixes = new Map<string, number>();
  private readonly others: { readonly line: number; readonly onPath: boolean; readonly foldersOnly: boolean; readonly regExp: RegExp }[] = [];
  private readonly negated: boolean[] = [];
  private readonly anyOnPath: boolean;

  constructor(text: string) {
    for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) this.add(line);
    this.others.reverse();
    this.anyOnPath = this.others.some(({ onPath }) => onPath);
  }

  /** Whether the patterns leave out the path, take it back, or say nothing. `prefixLength` is where the path below the file's folder starts. */
  judge(path: string, name: string, prefixLength: number, isFolder: boolean): 'ignored' | 'kept' | undefined {
    let last = this.names.get(name) ?? -1;
    if (isFolder) last = Math.max(last, this.folderNames.get(name) ?? -1);
    if (this.suffixes.size > 0) last = Math.max(last, this.suffixes.get(name.slice(name.lastIndexOf('.'))) ?? -1);
    const relative = this.anyOnPath ? path.slice(prefixLength) : name;
    for (const { line, onPath, foldersOnly, regExp } of this.others) {
      if (line <= last) break;
      if ((isFolder || !foldersOnly) && regExp.test(onPath ? relative : name)) {
        last = line;
        break;
      }
    }
    return last < 0 ? undefined : this.negated[last] ? 'kept' : 'ignored';
  }

  get isEmpty(): boolean {
    return this.negated.length === 0;
  }

  private add(raw: string): void {
    let pattern = raw.replace(/(?<!\\)[ \t]+$/, '');
    if (pattern === '' || pattern.startsWith('#')) return;
    const isNegated = pattern.startsWith('!');
    if (isNegated) pattern = pattern.slice(1);
    const foldersOnly = pattern.endsWith('/');
    if (foldersOnly) pattern = pattern.slice(0, -1);
    const onPath = pattern.includes('/');
    if (pattern.startsWith('/')) pattern = pattern.slice(1);
    if (pattern === '') return;
    const line = this.negated.push(isNegated) - 1;
    if (!onPath && !/[*?[\\]/.test(pattern)) {
      (foldersOnly ? this.folderNames : this.names).set(pattern, line);
    } else if (!onPath && !foldersOnly && /^\*\.[^*?[\\.]+$/.test(pattern)) {
      this.suffixes.set(pattern.slice(1), line);
    } else {
      const regExp = compile(pattern);
      if (regExp) this.others.push({ line, onPath, foldersOnly, regExp });
    }
  }
}

/** A pattern as a regular expression over the whole name or relative path; undefined for one that git can't read either. */
function compile(pattern: string): RegExp | undefined {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!;
    if (char === '*') {
      const isDouble = pattern[i + 1] === '*';
      const startsSegment = i === 0 || pattern[i - 1] === '/';
      if (isDouble && startsSegment && pattern[i + 2] === '/') {
        source += '(?:[^/]+/)*';
        i += 2;
      } else if (isDouble && startsSegment && i + 2 === pattern.length) {
        source += '.+';
        i += 1;
      } else {
        while (pattern[i + 1] === '*') i++;
        source += '[^/]*';
      }
    } else if (char === '?') {
      source += '[^/]';
    } else if (char === '[') {
      const close = pattern.indexOf(']', pattern[i + 1] === '!' || pattern[i + 1] === '^' ? i + 3 : i + 2);
      if (close < 0) return undefined;
      const members = pattern.slice(i + 1, close).replace(/^[!^]/, '^').replace(/[\\[]/g, '\\$&');
      source += `(?!/)[${members}]`;
      i = close;
    } else if (char === '\\' && i + 1 < pattern.length) {
      source += escape(pattern[++i]!);
    } else {
      source += escape(char);
    }
  }
  try {
    return new RegExp(`^${source}$`, 's');
  } catch {
    return undefined;
  }
}

function escape(char: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}
