import type { FileConfig } from '../config/fileConfig';
import type { Finding } from '../findings/finding';
import type { Fix } from '../findings/fix';
import { mending } from '../fixes/mendBatchLine';
import { batchJsonl } from '../rules/batchJsonl';
import type { PlacedBatchFinding } from './batchDocument';
import type { Mend } from './mend';

/** Findings of a Batch input file as those of any other file, with the severity that the configuration gives. */
export function batchFindings(
  file: string,
  found: readonly PlacedBatchFinding[],
  { levels }: FileConfig,
  mend: (finding: PlacedBatchFinding) => Mend | undefined,
): readonly Finding[] {
  const level = levels[batchJsonl.id];
  if (level === 'off') return [];
  return found.map((each) => {
    const { messageId, message, severity, place } = each;
    let fixes: readonly Fix[] | undefined;
    return {
      ...{ rule: batchJsonl.id, severity: level ?? severity, messageId, message, file },
      ...{ span: place, underline: place, missingFixes: [] },
      // Most findings of a keystroke are never asked for their fixes.
      get fixes() {
        return (fixes ??= fixesOf(file, mend(each)));
      },
    };
  });
}

function fixesOf(file: string, mend: Mend | undefined): readonly Fix[] {
  return mend ? [mending(file, mend.title, mend.edits)] : [];
}
