/** The name under which a Python file can import a module that lies beside it. */
import { once } from '../../text/memo';
import { dirname, isWithin } from '../../syntax/moduleResolution/paths';
import type { ModuleHost, SourceUnit } from '../../link/moduleHost';
import type { FileFacts } from '../../syntax/facts';
import type { FixContext } from '../fix';

const MOST_IMPORTERS = 20;

/** `tier_router`, `.tier_router`, `app.jobs.tier_router`: as the file's own imports are written; undefined where nothing tells. */
export function pythonModuleName({ unit, host }: FixContext, module: string): string | undefined {
  const { facts, path } = unit;
  const folder = dirname(path);
  const modules = importedModules(unit);
  if (modules.some((each) => each.startsWith('.'))) return `.${module}`;
  const isPackage = host.resolve(path, '.', facts.language) !== undefined;
  const root = rootBy(unit, host);
  if (root !== undefined) return dotted(root, folder, module);
  const runsAlone = facts.mainGuards.length > 0;
  if (isPackage) return runsAlone ? undefined : `.${module}`;
  const importers = host.importers(path)?.slice(0, MOST_IMPORTERS) ?? [];
  for (const importer of importers) {
    const from = host.source(importer);
    if (!from) continue;
    if (importedModules(from).some((each) => each.startsWith('.') && host.resolve(importer, each, facts.language) === path))
      return `.${module}`;
    const seen = rootBy(from, host, path);
    if (seen !== undefined) return dotted(seen, folder, module);
  }
  // Nobody has looked through the workspace: a file in a folder may be part of a package.
  const isAtTop = host.shown(path).lastIndexOf('/') === 0;
  return runsAlone || isAtTop || asksWhenLoaded(facts) || host.importers(path) !== undefined ? module : undefined;
}

/** Code that sends requests as soon as it is loaded is a program: it finds what lies beside it. */
function asksWhenLoaded({ calls }: FileFacts): boolean {
  return calls.some(({ call, scope }) => scope === 0 && call.callee.kind === 'member' && /^(?:create|parse)$/.test(call.callee.property));
}

const importedModules = once(({ facts }: SourceUnit): readonly string[] =>
  facts.bindings.flatMap(({ kind, value }) => (kind === 'import' && value?.kind === 'import' ? [value.module] : [])),
);

/** The folder from which the absolute imports of a file are counted, by one that leads to a file of the workspace. */
function rootBy(unit: SourceUnit, host: ModuleHost, target?: string): string | undefined {
  for (const module of importedModules(unit)) {
    if (module.startsWith('.')) continue;
    const found = host.resolve(unit.path, module, unit.facts.language);
    if (found === undefined || (target !== undefined && found !== target)) continue;
    const tail = `/${module.replaceAll('.', '/')}`;
    const file = found.replace(/(?:\/__init__)?\.pyi?$/, '');
    const root = file.endsWith(tail) ? file.slice(0, -tail.length) || '/' : undefined;
    if (root !== undefined && isWithin(root, dirname(target ?? unit.path))) return root;
  }
  return undefined;
}

function dotted(root: string, folder: string, module: string): string | undefined {
  const below = folder
    .slice(root.length)
    .split('/')
    .filter((part) => part !== '');
  return below.every((part) => /^[A-Za-z_]\w*$/.test(part)) ? [...below, module].join('.') : undefined;
}
