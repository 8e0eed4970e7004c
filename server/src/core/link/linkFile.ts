/** All call sites of one file: direct calls, methods passed as values, functions without a client, dispatch by name. */
import type { Catalog } from '../catalog/catalog';
import { CallFinder } from './callFinder';
import { CallDescriber } from './describeCall';
import type { Evaluator } from './evaluator';
import type { LinkedCall } from './linkedCall';
import type { SourceUnit } from './moduleHost';

/** Links one file: its calls of known methods and functions, in source order. Files that were looked into are known to the evaluator. */
export function linkFile(unit: SourceUnit, evaluator: Evaluator, catalog: Catalog): readonly LinkedCall[] {
  const index = evaluator.index(unit.path);
  if (!index) return [];
  const finder = new CallFinder(evaluator, catalog, unit);
  const describer = new CallDescriber(evaluator, catalog, unit);
  return unit.facts.calls.flatMap((item) => {
    const context = { file: unit.path, index, scope: item.scope };
    const found = finder.find(item, context);
    return (found && describer.describe(item, context, found)) ?? [];
  });
}
