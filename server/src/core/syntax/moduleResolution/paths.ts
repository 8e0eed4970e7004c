/** POSIX paths, absolute: the host translates whatever its platform has. */

export function dirname(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `relative` seen from `folder`, with `.` and `..` resolved; an absolute `relative` stands for itself. */
export function join(folder: string, relative: string): string {
  const segments: string[] = [];
  for (const segment of (relative.startsWith('/') ? relative : `${folder}/${relative}`).split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return `/${segments.join('/')}`;
}

/** Whether `path` is `folder` or lies below it. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}

/** The folder and all above it, nearest first, down to the file system's root. */
export function* ancestors(folder: string): Generator<string> {
  for (let at = folder; ; at = dirname(at)) {
    yield at;
    if (at === '/') return;
  }
}
