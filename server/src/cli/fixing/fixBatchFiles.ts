import type { Fix } from '../../core/findings/fix';
import { mending } from '../../core/fixes/mendBatchLine';
import { isBatchPath } from '../../workspace/fileKinds';
import { mendBatch, type MendedBatch } from '../../workspace/mendBatch';
import { batchReport } from '../../workspace/scan/batchReport';
import type { Scan } from '../../workspace/scan/scan';
import type { Selection } from './selection';

export interface FixedBatchFiles {
  /** Not written yet. */
  readonly files: readonly MendedBatch[];
  /** One for each line that is put right. */
  readonly applied: readonly Fix[];
  /** The scan as if they were. */
  readonly scan: Scan;
}

/** Puts lines of Batch input right where that is asked for. Files may be larger than what is edited as text. */
export async function fixBatchFiles(
  scan: Scan,
  selection: Selection,
  onProblem: (path: string, reason: string) => void,
): Promise<FixedBatchFiles> {
  const isWanted = selection.pick([mending('', '', [])]) !== undefined;
  const files: MendedBatch[] = [];
  const reports = [...scan.reports];
  for (const [index, { file, findings }] of isWanted ? scan.reports.entries() : []) {
    if (!isBatchPath(file) || findings.length === 0) continue;
    try {
      const mended = await mendBatch(file);
      if (!mended) continue;
      const options = scan.workspace.optionsFor(file, scan.today, scan.levels);
      reports[index] = (await batchReport(file, scan.workspace, scan.roots, options, mended.after)) ?? reports[index]!;
      files.push(mended);
    } catch (error) {
      onProblem(file, (error as NodeJS.ErrnoException).code ?? (error as Error).message);
    }
  }
  const applied = files.flatMap(({ path, changed }) => Array<Fix>(changed).fill(mending(path, '', [])));
  return { files, applied, scan: { ...scan, reports } };
}
