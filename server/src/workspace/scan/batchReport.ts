import { createHash } from 'node:crypto';
import type { AnalyzeOptions } from '../../core/analyze';
import { configFor } from '../../core/config/fileConfig';
import { batchJsonl } from '../../core/rules/batchJsonl';
import { checkBatchBytes, checkBatchFile } from '../batchFile';
import { isWithin, relativeTo } from '../paths';
import type { Workspace } from '../workspace';
import type { FileReport } from './fileReport';
import { hashText } from './makeReport';

/** The report on a Batch input file, or on what is to become of it; undefined when it can't be read (any more). */
export async function batchReport(
  file: string,
  workspace: Workspace,
  roots: readonly string[],
  { catalog, config, levels, today }: AnalyzeOptions,
  content?: Buffer,
): Promise<FileReport | undefined> {
  const level = configFor(file, config, levels).levels[batchJsonl.id];
  const path = relativeTo(roots.find((root) => isWithin(root, file)) ?? '', file);
  try {
    const fingerprint = fingerprints(path);
    const check = { catalog, today };
    const { findings } = level === 'off' ? { findings: [] } : content ? checkBatchBytes(content, check) : await checkBatchFile(file, check);
    return {
      file,
      calls: [],
      findings: findings.map(({ messageId, message, severity: own, line, span, code }) => ({
        ...{ line: line + 1, column: span.start + 1, endLine: line + 1, endColumn: span.end + 1 },
        ...{ rule: batchJsonl.id, severity: level === 'off' || level === undefined ? own : level, message },
        ...{ fixes: [], missingFixes: [], start: 0 },
        fingerprint: fingerprint(messageId, code),
      })),
      textHash: '',
      basis: {
        dependencies: [file],
        imports: [],
        project: workspace.project(file),
        config: hashText(workspace.configs.stamp(file)),
        importers: [],
        runners: [],
      },
    };
  } catch {
    return undefined;
  }
}

/** Named by what they are about, not by where: lines that were added above leave them as they are. */
function fingerprints(path: string): (messageId: string, code: string) => string {
  const seen = new Map<string, number>();
  return (messageId, code) => {
    const key = `${batchJsonl.id}\0${path}\0${messageId}\0${code.replace(/\s+/g, '')}`;
    const occurrence = seen.get(key) ?? 0;
    seen.set(key, occurrence + 1);
    return createHash('sha256').update(`${key}\0${occurrence}`).digest('hex').slice(0, 32);
  };
}
