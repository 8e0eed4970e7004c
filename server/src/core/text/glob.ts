/**
 * Globs of a user, matched without going back: `*`, `?`, `[...]`, `{a,b}`, `+(a|b)` and the like within a name, `**` for
 * any folders. A name that begins with a dot is one like any other.
 */
import { expandBraces } from './globBraces';
import { compileSegment, GlobError, type SegmentTest, type Syntax } from './globSegment';

export { GlobError } from './globSegment';

export type PathTest = (path: string) => boolean;

/** No path is as long, and no glob that a person wrote. */
const LONGEST = 4096;

/** @throws GlobError when the glob means nothing. */
export function compileGlob(glob: string): PathTest {
  if (glob.length > LONGEST) throw new GlobError(`it is longer than ${LONGEST} characters`);
  const tests = expandBraces(glob).map((each) => compilePath(each, { groups: true }));
  return tests.length === 1 ? tests[0]! : (path) => tests.some((test) => test(path));
}

/** A glob without braces. @throws GlobError */
export function compilePath(glob: string, syntax: Syntax): PathTest {
  const parts = splitGlob(glob, syntax).map((part) => (part === '**' ? ANY_FOLDERS : compileSegment(part, syntax)));
  // Several in a row say what one says.
  const wanted = parts.filter((part, i) => part !== ANY_FOLDERS || parts[i - 1] !== ANY_FOLDERS);
  return (path) => matches(wanted, namesOf(path));
}

/** The glob that means exactly this path. */
export function escapeGlob(path: string): string {
  return path.replace(/[\\*?[\]{}()!+@|]/g, '\\$&');
}

/** Whether a path holds anything that makes it a glob. */
export function isGlob(path: string): boolean {
  return /[*?]|\[[^\]]*\]|\{[^}]*[,.][^}]*\}|[+@!]\(/.test(path);
}

const ANY_FOLDERS = Symbol('**');

/** Pieces between slashes; a slash within `[...]` or `(...)` is none of these. */
function splitGlob(glob: string, { groups }: Syntax): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < glob.length; at++) {
    const character = glob[at];
    if (character === '\\') at++;
    else if (character === '/') {
      parts.push(glob.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(glob.slice(start));
  if (groups && parts.some((part, i) => i < parts.length - 1 && opensGroup(part))) throw new GlobError("a / can't stand within ( )");
  return parts;
}

/** `+(a` without the bracket that closes it. */
function opensGroup(part: string): boolean {
  if (!/[+*?@!]\(/.test(part)) return false;
  let depth = 0;
  for (let at = 0; at < part.length; at++) {
    if (part[at] === '\\') at++;
    else if (part[at] === '(') depth++;
    else if (part[at] === ')') depth--;
  }
  return depth > 0;
}

/** Only the last `**` is ever gone back to: what an earlier one could take instead, the later one can take as well. */
function matches(parts: readonly (SegmentTest | typeof ANY_FOLDERS)[], names: readonly string[]): boolean {
  let part = 0;
  let name = 0;
  let retryPart = -1;
  let retryName = 0;
  while (name < names.length || part < parts.length) {
    const wanted = parts[part];
    if (wanted === ANY_FOLDERS) {
      retryPart = part++;
      retryName = name;
    } else if (wanted !== undefined && name < names.length && wanted(names[name]!)) {
      part++;
      name++;
    } else if (retryPart >= 0 && retryName < names.length) {
      part = retryPart + 1;
      name = ++retryName;
    } else {
      return false;
    }
  }
  return true;
}

/** Many globs are asked of one path in turn. */
let lastPath = '';
let lastNames: readonly string[] = [''];

function namesOf(path: string): readonly string[] {
  if (path !== lastPath) {
    lastPath = path;
    lastNames = path.split('/');
  }
  return lastNames;
}
