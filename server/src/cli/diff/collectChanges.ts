import { modelInWords, secondsOf, tierInWords } from '../../core/callSite/inWords';
import { compareCalls, type CallChange, type ComparedCall } from '../../core/comparison/comparison';
import { callCost } from '../../core/estimate/callCost';
import type { TokenCounter } from '../../core/estimate/tokens';
import { isConfigPath } from '../../workspace/configs';
import { familyOf, isDiscoverable } from '../../workspace/fileKinds';
import type { Repository } from '../../workspace/git/git';
import { PastFileSystem } from '../../workspace/git/pastFileSystem';
import { NodeFileSystem } from '../../workspace/nodeFileSystem';
import { createFrontEnds } from '../../workspace/nodeFrontEnds';
import { basename, isWithin } from '../../workspace/paths';
import { mayHoldCall } from '../../workspace/prefilter';
import { placesIn } from '../../workspace/scan/places';
import type { Scan } from '../../workspace/scan/scan';
import { readTextSignals } from '../../workspace/signals/textSignals';
import { createTokenizer } from '../../workspace/tokenizer';
import { Workspace } from '../../workspace/workspace';
import { shown } from '../input';

/** How the calls of the scanned folders differ from those at a commit. Files that no change touches are not looked at. */
export async function collectChanges(scan: Scan, repository: Repository, commit: string, folder: string): Promise<CallChange[]> {
  const changed = repository.changedSince(commit);
  const pastNames = new Map(
    changed.flatMap(({ path, before }) => (path !== undefined && before !== undefined ? [[path, before] as const] : [])),
  );
  const texts = repository.textsAt(
    commit,
    changed.flatMap(({ before }) => before ?? []),
  );
  const past = new Map<string, string | undefined>();
  for (const { path } of changed) if (path !== undefined) past.set(path, undefined);
  for (const { before } of changed) if (before !== undefined) past.set(before, texts.get(before));

  const counter = createTokenizer().count;
  const workspace = pastWorkspace(scan, past);
  const isTouched = touchedBy(past);
  const now = scan.reports.filter((report) => report.calls.length > 0 && isTouched(report.basis.dependencies)).map(({ file }) => file);
  // What had calls then: the same files under their names of then, and changed or removed files that may have had some.
  const then = new Map<string, string>();
  for (const file of scan.reports.filter((report) => isTouched(report.basis.dependencies)).map((report) => report.file))
    then.set(pastNames.get(file) ?? file, file);
  for (const { path, before } of changed) {
    if (before !== undefined && isWithin(folder, before) && isDiscoverable(basename(before)) && mayHoldCall(texts.get(before) ?? ''))
      then.set(before, path ?? before);
  }
  const before = (await Promise.all([...then].map(([file, name]) => callsOf(file, name, workspace, scan, counter)))).flat();
  const after = (await Promise.all(now.map((file) => callsOf(file, file, scan.workspace, scan, counter)))).flat();
  workspace.dispose();
  return compareCalls(before, after);
}

function pastWorkspace(scan: Scan, past: ReadonlyMap<string, string | undefined>): Workspace {
  const workspace = new Workspace({
    fileSystem: new PastFileSystem(new NodeFileSystem(), past),
    frontEnds: createFrontEnds(),
    roots: scan.roots,
  });
  for (const [path, signals] of scan.signals) if (!past.has(path)) workspace.note(path, signals);
  for (const [path, text] of past) {
    const family = familyOf(path);
    if (text !== undefined && family) workspace.note(path, readTextSignals(path, text, family));
  }
  return workspace;
}

/** Whether a change may show in a file made from these. Manifests and configurations speak of whole projects. */
function touchedBy(past: ReadonlyMap<string, string | undefined>): (dependencies: readonly string[]) => boolean {
  const reshapes = [...past.keys()].some(
    (path) =>
      isConfigPath(path) ||
      (familyOf(path) === undefined &&
        /(?:^|\/)(?:package\.json|pyproject\.toml|setup\.(?:py|cfg)|Pipfile|[^/]*requirements[^/]*\.txt|tsconfig[^/]*\.json)$/.test(path)),
  );
  return (dependencies) => reshapes || dependencies.some((path) => past.has(path));
}

async function callsOf(file: string, name: string, workspace: Workspace, scan: Scan, counter: TokenCounter): Promise<ComparedCall[]> {
  if (workspace.text(file) === undefined) return [];
  await workspace.prepare(file);
  const options = workspace.optionsFor(file, scan.today, scan.levels);
  const { calls } = workspace.analyze(file, options);
  const unit = workspace.source(file);
  if (!unit || calls.length === 0) return [];
  const locate = placesIn(unit.text, workspace.notebook(file));
  return calls
    .filter(({ client }) => client.provider === 'openai' || client.provider === 'unknown')
    .map((site) => {
      const { now: cost, table } = callCost(site, { catalog: options.catalog, today: scan.today, counter });
      const { cell, line } = locate(site.call.span);
      return {
        path: shown(file),
        ...(cell !== undefined && { cell }),
        line,
        file: name,
        api: site.api,
        model: modelInWords(site.model),
        tier: tierInWords(site.tier),
        timeout: secondsOf(site.timeout),
        text: unit.text.slice(site.call.span.start, site.call.span.end).replace(/\s+/g, ''),
        ...(cost && { perThousand: cost.perThousand.likely }),
        stale: cost !== undefined && table.stale,
      };
    });
}
