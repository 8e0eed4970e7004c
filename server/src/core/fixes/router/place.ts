/** Where the router of a file is: imported already, beside it, or still to be made. */
import { isRouterImport } from '../../link/routers';
import type { SourceUnit } from '../../link/moduleHost';
import type { FileEdits } from '../../findings/fix';
import type { FixContext } from '../fix';

export interface RouterPlace {
  /** The file has the function under its name. */
  readonly isImported: boolean;
  /** The module, where it has to be made. */
  readonly creates?: string;
}

/**
 * `function` is what the calling file needs of the module at `path`, which `specifier` means where it exists. Undefined
 * where the name is taken, in the file or beside it.
 */
export function placeOf({ unit, host }: FixContext, path: string, specifier: string, name: string): RouterPlace | undefined {
  const bindings = unit.facts.bindings.filter((binding) => binding.name === name);
  if (bindings.length > 0)
    return bindings.every((binding) => binding.scope === 0 && isRouterImport(binding.value)) ? { isImported: true } : undefined;
  const found = host.resolve(unit.path, specifier, unit.facts.language);
  if (found === undefined) return { isImported: false, creates: path };
  return found === path && isRouter(host.source(path), name) ? { isImported: false } : undefined;
}

/** Whether the module that is there was made by this fix, or does the same under the same name. */
function isRouter(module: SourceUnit | undefined, name: string): boolean {
  const { facts } = module ?? {};
  return facts?.functions.some((fn) => fn.name === name && fn.parameters.some((parameter) => parameter.name === 'urgency')) ?? false;
}

/** The change that makes the module. */
export function creation(file: string, text: string): FileEdits {
  return { file, creates: true, edits: [{ span: { start: 0, end: 0 }, newText: text }] };
}
