import { beginsLikeBatch } from '../batchFile';
import { decode, isBinary } from '../encoding';
import { familyOf, isBatchPath, isNotebookPath } from '../fileKinds';
import { importLines, type ImportLines } from '../imports/importIndex';
import type { NodeFileSystem } from '../nodeFileSystem';
import { mayHoldCall, mayHoldTelltale } from '../prefilter';
import { readTextSignals, saysNothing, type TextSignals } from '../signals/textSignals';

/** What a look at a file's raw text tells, before anything is parsed. */
export interface Glance {
  /** The file may hold a call site. */
  readonly isCandidate: boolean;
  readonly signals?: TextSignals;
  /** What it imports of the files there are. */
  readonly imports?: ImportLines;
  /** Bytes: a measure of the work it would make. */
  readonly size: number;
  readonly modified: number;
}

const NOTHING: Glance = { isCandidate: false, size: 0, modified: 0 };
/** One of these stands in every statement that imports; the last in those that hand on what another file exports. */
const IMPORT_WORDS = {
  python: [Buffer.from('import')],
  ecmascript: ['import', 'require', 'from '].map((word) => Buffer.from(word)),
};

/** Reads a file and decides whether it is worth parsing. `names` are those by which files of the scan are imported. */
export function glance(path: string, names: ReadonlySet<string>, fileSystem: NodeFileSystem): Glance {
  if (isBatchPath(path)) return glanceAtBatch(path, fileSystem);
  const bytes = fileSystem.peek(path);
  if (!bytes) return NOTHING;
  const mayCall = mayHoldTelltale(bytes);
  const family = familyOf(path) ?? 'python';
  const mayImport = !isNotebookPath(path) && IMPORT_WORDS[family].some((word) => bytes.includes(word));
  if (!mayCall && !mayImport) return NOTHING;
  // Every word looked for is ASCII, so the quickest decoding does; only UTF-16 (which has NULs) needs the right one.
  const text = isBinary(bytes) ? decode(bytes)?.text : bytes.toString('latin1');
  if (text === undefined) return NOTHING;
  const imports = mayImport ? importLines(path, text, names) : undefined;
  const signals = mayCall ? readTextSignals(path, text, family) : undefined;
  return {
    isCandidate: mayCall && mayHoldCall(text),
    size: bytes.length,
    modified: 0,
    ...(signals && !saysNothing(signals) && { signals }),
    ...(imports !== undefined && { imports }),
  };
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
