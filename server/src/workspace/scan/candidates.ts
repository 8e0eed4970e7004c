import { beginsLikeBatch } from '../batchFile';
import { decode, isBinary } from '../encoding';
import { familyOf, isBatchPath } from '../fileKinds';
import type { NodeFileSystem } from '../nodeFileSystem';
import { mayHoldCall, mayHoldTelltale } from '../prefilter';
import { readTextSignals, saysNothing, type TextSignals } from '../signals/textSignals';

/** What a look at a file's raw text tells, before anything is parsed. */
export interface Glance {
  /** The file may hold a call site. */
  readonly isCandidate: boolean;
  readonly signals?: TextSignals;
  /** Bytes: a measure of the work it would make. */
  readonly size: number;
  readonly modified: number;
}

const NOTHING: Glance = { isCandidate: false, size: 0, modified: 0 };

/** Reads a file and decides whether it is worth parsing. */
export function glance(path: string, fileSystem: NodeFileSystem): Glance {
  if (isBatchPath(path)) return glanceAtBatch(path, fileSystem);
  const bytes = fileSystem.peek(path);
  if (!bytes || !mayHoldTelltale(bytes)) return NOTHING;
  // Every word looked for is ASCII, so the quickest decoding does; only UTF-16 (which has NULs) needs the right one.
  const text = isBinary(bytes) ? decode(bytes)?.text : bytes.toString('latin1');
  if (text === undefined) return NOTHING;
  const signals = readTextSignals(path, text, familyOf(path) ?? 'python');
  return { isCandidate: mayHoldCall(text), size: bytes.length, modified: 0, ...(saysNothing(signals) ? {} : { signals }) };
}

/** Data files are many and large: only the beginning is read. */
function glanceAtBatch(path: string, fileSystem: NodeFileSystem): Glance {
  try {
    return { ...NOTHING, isCandidate: beginsLikeBatch(path) };
  } catch (error) {
    fileSystem.report(path, error);
    return NOTHING;
  }
}
