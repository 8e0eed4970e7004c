/** Brings the code that talks to the Batch API to a file: one import of the module beside it, or the code itself, once. */
import type { FileEdits } from '../../../findings/fix';
import { BATCH_MODULE } from '../../../libraries/generatedHelpers';
import type { Binding } from '../../../syntax/facts';
import { dirname } from '../../../syntax/moduleResolution/paths';
import type { TextEdit } from '../../../text/textEdit';
import type { FixContext } from '../../fix';
import { inStyleOf } from '../../helperPlacement';
import { pythonImports } from '../../pythonImports';
import { creation } from '../../router/place';
import { pythonModuleName } from '../../router/pythonModuleName';
import { HELPER_NAMES, moduleText, type HelperKind } from './helper';
import { inlined } from './inline';

export interface Installed {
  /** The function's name in this file. */
  readonly name: string;
  readonly edits: readonly TextEdit[];
  /** The module, where it has to be made. */
  readonly creates: readonly FileEdits[];
}

export function installHelper(
  context: FixContext,
  kind: HelperKind,
  style: { readonly step: string; readonly newline: string },
): Installed {
  const { unit, host, catalog } = context;
  const wish = HELPER_NAMES[kind];
  const bound = unit.facts.bindings.filter(({ name }) => name === wish);
  if (bound.length > 0 && bound.every(isOurs)) return { name: wish, edits: [], creates: [] };
  const path = `${dirname(unit.path).replace(/\/$/, '')}/${BATCH_MODULE.python}.py`;
  const there = host.resolve(unit.path, `.${BATCH_MODULE.python}`, unit.facts.language);
  const isFree = there === undefined || (there === path && host.source(path)?.facts.functions.some(({ name }) => name === wish));
  const module = unit.isNotebook || bound.length > 0 || !isFree ? undefined : pythonModuleName(context, BATCH_MODULE.python);
  if (module === undefined) return { ...inlined(context, kind, style), creates: [] };
  return {
    name: wish,
    edits: pythonImports(unit, [{ module, names: [wish] }]),
    creates: there === undefined ? [creation(path, inStyleOf(unit, moduleText(catalog), '    '))] : [],
  };
}

function isOurs({ scope, value }: Binding): boolean {
  return scope === 0 && value?.kind === 'import' && value.module.split('.').pop() === BATCH_MODULE.python;
}
