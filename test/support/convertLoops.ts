/** Loop conversions of files in memory, and why loops are left alone. */
import { defaultCatalog } from '../../server/src/core/catalog/catalog';
import { convertLoop } from '../../server/src/core/fixes/batch';
import type { BatchMode, Conversion } from '../../server/src/core/fixes/batch/conversion';
import type { CallSite } from '../../server/src/core/callSite/callSite';
import { applyEdits } from '../../server/src/core/text/textEdit';
import { analyze } from './analysis';
import { MemoryHost } from './memoryHost';

export interface LoopOutcome {
  readonly site: CallSite;
  readonly conversion: Conversion | undefined;
  /** Why the loop is left alone: its verdict's reason, or the converter's. */
  readonly reason: string | undefined;
}

export function loopOutcomes(files: Readonly<Record<string, string>>, file: string, mode: BatchMode = 'wait'): readonly LoopOutcome[] {
  const host = new MemoryHost(files, files['/package.json']?.includes('"module"') ? { esModules: true } : {});
  const unit = host.source(file)!;
  return analyze(file, host).calls.map((site) => {
    const conversion = convertLoop(site, { catalog: defaultCatalog, unit, project: host.project(), host, rule: 'batchable-loop' }, mode);
    const reason =
      conversion && 'declined' in conversion
        ? conversion.declined
        : site.loop?.verdict === 'batchable'
          ? undefined
          : (site.loop?.reason ?? 'no loop');
    return { site, conversion, reason };
  });
}

/** Converts every loop that can be, one after the other. */
export function convertLoops(
  files: Readonly<Record<string, string>>,
  file: string,
  mode: BatchMode = 'wait',
): Readonly<Record<string, string>> {
  let result = files;
  for (let round = 0; round < 10; round++) {
    const next = loopOutcomes(result, file, mode).find(({ conversion }) => conversion && 'changes' in conversion)?.conversion;
    if (!next || !('changes' in next)) return result;
    result = {
      ...result,
      ...Object.fromEntries(next.changes.map(({ file: changed, edits }) => [changed, applyEdits(result[changed] ?? '', edits)])),
    };
  }
  return result;
}
