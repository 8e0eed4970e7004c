import type { FileConfig } from '../config/fileConfig';
import { batchJsonl } from '../rules/batchJsonl';
import type { Finding } from '../findings/finding';
import type { PlacedBatchFinding } from './batchDocument';

/** Findings of a Batch input file as those of any other file, with the severity that the configuration gives. */
export function batchFindings(file: string, found: readonly PlacedBatchFinding[], { levels }: FileConfig): readonly Finding[] {
  const level = levels[batchJsonl.id];
  if (level === 'off') return [];
  return found.map(({ messageId, message, severity, place }) => ({
    ...{ rule: batchJsonl.id, severity: level ?? severity, messageId, message, file },
    ...{ span: place, underline: place, fixes: [] },
  }));
}
