/** Paths as this house has them: absolute, forward slashes, no slash at the end but the root's. */

export function toForwardSlashes(path: string): string {
  return path.includes('\\') && isWindowsLike(path) ? path.replaceAll('\\', '/') : path;
}

/** The folder of a path; a root is its own folder. */
export function dirname(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return '.';
  if (slash === 0) return '/';
  // `C:/x` lies in `C:/`.
  return slash === 2 && path[1] === ':' ? path.slice(0, 3) : path.slice(0, slash);
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `.py` of `a/b.py`, lower case; empty when there is none. */
export function extension(path: string): string {
  const name = basename(path);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot).toLowerCase();
}

export function join(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/** Whether the path is the folder or lies within it. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The path seen from a folder that holds it; the path itself elsewhere. */
export function relativeTo(folder: string, path: string): string {
  if (path === folder) return '.';
  return isWithin(folder, path) ? path.slice(folder.endsWith('/') ? folder.length : folder.length + 1) : path;
}

/** The folder and all above it, innermost first; stops after `last` where that is among them. */
export function* upwards(folder: string, last?: string): Generator<string> {
  for (let current = folder; ; ) {
    yield current;
    const parent = dirname(current);
    if (current === last || parent === current || parent === '.') return;
    current = parent;
  }
}

function isWindowsLike(path: string): boolean {
  return /^[A-Za-z]:|^\\\\/.test(path) || (typeof process !== 'undefined' && process.platform === 'win32');
}
