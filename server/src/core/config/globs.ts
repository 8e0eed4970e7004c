/**
 * Globs as `tierlint.json` means them: seen from its own folder; one without a slash matches at any depth, and one that
 * names a folder means all that is in it.
 */
import { compileGlob, GlobError } from '../text/glob';

export type GlobMatcher = (path: string) => boolean;

/** What is wrong with a glob, in words; undefined when nothing is. */
export function globProblem(glob: string): string | undefined {
  const trimmed = glob.trim();
  if (trimmed === '') return 'an empty glob matches nothing';
  if (trimmed.startsWith('!')) return "a glob can't be negated; name what it is for, or let a later glob say otherwise";
  if (/^(?:\.\.\/|.*\/\.\.(?:\/|$))/.test(trimmed) || trimmed === '..')
    return "a glob can't leave the folder of its file; put a tierlint.json higher up";
  try {
    compileGlob(trimmed);
    return undefined;
  } catch (error) {
    if (error instanceof GlobError) return `bad glob: ${error.message}`;
    throw error;
  }
}

const compiled = new Map<string, GlobMatcher>();

/** Matches paths relative to the folder of the configuration. A bad glob matches nothing. */
export function globMatcher(glob: string): GlobMatcher {
  let matches = compiled.get(glob);
  if (!matches) compiled.set(glob, (matches = compile(glob)));
  return matches;
}

function compile(glob: string): GlobMatcher {
  if (globProblem(glob) !== undefined) return () => false;
  const plain =
    glob
      .trim()
      .replace(/^(?:\.?\/)+/, '')
      .replace(/\/+$/, '') || '**';
  const anchored = plain.includes('/') || glob.trim().startsWith('/') || glob.trim().startsWith('./');
  const pattern = anchored ? plain : `**/${plain}`;
  const [itself, inside] = [compileGlob(pattern), compileGlob(`${pattern}/**`)];
  return (path) => itself(path) || inside(path);
}
