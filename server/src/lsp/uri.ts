/**
 * URIs of the protocol to the workspace's paths and back. A path is absolute with forward slashes. Documents that are
 * no files (`untitled:`, `vscode-vfs:`) get a path below a folder named after their scheme, which no disk has.
 */

const VIRTUAL_ROOT = '/~tierlint~/';

/** The path of a URI; its fragment and query are dropped, except for virtual documents, where they are part of the name. */
export function pathOfUri(uri: string): string {
  const match = /^file:(?:\/\/([^/?#]*))?([^?#]*)/i.exec(uri);
  if (!match) return VIRTUAL_ROOT + encodeVirtual(uri);
  const [, authority = '', rawPath = ''] = match;
  const path = decode(rawPath);
  const drive = /^\/([A-Za-z]):/.exec(path);
  if (drive) return `${drive[1]!.toLowerCase()}${path.slice(2)}`;
  return authority && authority.toLowerCase() !== 'localhost' ? `//${authority}${path}` : path;
}

/** The URI of a path, spelt as VS Code spells it; clients that spell it otherwise are matched by path, not by URI. */
export function uriOfPath(path: string): string {
  if (path.startsWith(VIRTUAL_ROOT)) return decodeVirtual(path.slice(VIRTUAL_ROOT.length));
  if (path.startsWith('//')) {
    const slash = path.indexOf('/', 2);
    return `file://${path.slice(2, slash)}${encode(path.slice(slash))}`;
  }
  return `file://${encode(path.startsWith('/') ? path : `/${path}`)}`;
}

/** Whether the URI names a file on disk, rather than an unsaved or virtual document. */
export function isFileUri(uri: string): boolean {
  return /^file:/i.test(uri);
}

// `vscode-vfs://github/o/r/a.py` becomes `vscode-vfs:/::github/o/r/a.py`: segments stay segments, so that relative imports work.
function encodeVirtual(uri: string): string {
  return uri.replace('://', ':/::');
}

function decodeVirtual(path: string): string {
  return path.replace(':/::', '://');
}

function encode(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(segment).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`))
    .join('/');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
