/** Where a function of one file is called, or handed over, in the files that import it. From facts alone. */
import { familyOf } from '../syntax/family';
import { indexOf } from '../link/factsIndex';
import type { ModuleHost, SourceUnit } from '../link/moduleHost';
import type { CallFacts } from '../syntax/facts';
import { holdsWord } from '../text/words';
import { isNearLoop } from './nearLoop';

/** Enough for a script and its tests; what everybody imports is no function of one loop. */
const MOST_IMPORTERS = 8;
const MOST_CALLERS = 4;

export interface ImportingCall {
  readonly unit: SourceUnit;
  readonly call: CallFacts;
}

/** Calls near a loop word; none while nobody has looked through the workspace. */
export function importingCalls(name: string, { path, facts }: SourceUnit, host: ModuleHost): readonly ImportingCall[] {
  const importers = host.importers(path) ?? [];
  if (importers.length > MOST_IMPORTERS) return [];
  return importers.flatMap((importer) => {
    // Parsing is what costs: a file that never says the name calls nothing by it.
    const unit = importer === path || !holdsWord(host.text(importer) ?? '', name) ? undefined : host.source(importer);
    if (!unit || familyOf(unit.facts.language) !== familyOf(facts.language)) return [];
    return callsIn(unit, name, path, host).slice(0, MOST_CALLERS);
  });
}

function callsIn(unit: SourceUnit, name: string, path: string, host: ModuleHost): ImportingCall[] {
  const index = indexOf(unit.facts);
  const found = new Set<CallFacts>();
  for (const { kind, name: local, value } of unit.facts.bindings) {
    if (kind !== 'import' || value?.kind !== 'import') continue;
    const isModule = value.imported === '*';
    if (!isModule && value.imported !== name) continue;
    if (host.resolve(unit.path, value.module, unit.facts.language) !== path) continue;
    if (!isModule)
      [...index.callsOf(local).filter(({ call }) => call.callee.kind === 'name'), ...index.callsGiven(local)].forEach((each) =>
        found.add(each),
      );
    // `labels.label(text)` of `import labels`.
    else
      for (const each of index.callsOf(name))
        if (each.call.callee.kind === 'member' && each.call.callee.object.kind === 'name' && each.call.callee.object.name === local)
          found.add(each);
  }
  return [...found].filter(({ call }) => isNearLoop(call.span, unit.facts, unit.text)).map((call) => ({ unit, call }));
}
