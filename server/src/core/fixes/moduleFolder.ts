/** Where a fix may put a module: not into a folder each file of which is an endpoint, a page or a route. */
import type { SourceUnit } from '../link/moduleHost';
import { dirname } from '../syntax/moduleResolution/paths';

/** Folders that a framework or a platform makes an endpoint of each file in, up to where they begin. */
const ENDPOINT_FOLDERS: readonly RegExp[] = [
  /\/netlify\/(?:edge-)?functions\//,
  /\/supabase\/functions\//,
  /(?<=\/server)\/(?:api|routes|middleware|plugins)\//,
  /(?<=\/app)\/routes\//,
  /\/pages\//,
  /\/functions\//,
  /\/api\//,
];

/** Files that are told from those beside them by their own names: what lies beside them is nobody's endpoint. */
const NAMED_ENDPOINT = /\/(?:route\.[cm]?[jt]sx?|\+[\w.]+)$/;

/** A function of Vercel in Python, which finds nothing outside of its folder for certain. */
const PYTHON_ENDPOINT = /\bclass handler\s*\(\s*BaseHTTPRequestHandler\b/;

/** The folder for a module that a file is to import; undefined where there is none to be sure of. `shown`: the path from the opened folder on. */
export function moduleFolder({ path, facts, text }: SourceUnit, shown: string): string | undefined {
  const beside = dirname(path).replace(/\/$/, '');
  if (facts.language === 'python') return PYTHON_ENDPOINT.test(text) ? undefined : beside;
  if (NAMED_ENDPOINT.test(shown)) return beside;
  const outside = ENDPOINT_FOLDERS.flatMap((folder) => folder.exec(shown)?.index ?? []);
  if (outside.length === 0) return beside;
  const root = path.slice(0, path.length - shown.length);
  return `${root}${shown.slice(0, Math.min(...outside))}/lib`;
}

/** How a file speaks of one in a folder: `./name`, `../../lib/name`. */
export function relativeSpecifier(from: string, folder: string, name: string): string {
  const here = dirname(from).split('/').filter(Boolean);
  const there = folder.split('/').filter(Boolean);
  let shared = 0;
  while (shared < here.length && here[shared] === there[shared]) shared++;
  const up = here.slice(shared).map(() => '..');
  return [...(up.length > 0 ? up : ['.']), ...there.slice(shared), name].join('/');
}
