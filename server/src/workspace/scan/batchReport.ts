import { createHash } from 'node:crypto';
import type { Catalog } from '../../core/catalog/catalog';
import { batchJsonl } from '../../core/rules/batchJsonl';
import type { Severity } from '../../core/rules/rule';
import { checkBatchFile } from '../batchFile';
import type { FileReport } from './fileReport';

/** The report on a Batch input file; undefined when it can't be read (any more). */
export async function batchReport(file: string, shownPath: string, catalog: Catalog, severity: Severity | 'off' | undefined): Promise<FileReport | undefined> {
  if (severity === 'off') return undefined;
  try {
    const { findings } = await checkBatchFile(file, catalog);
    return {
      file,
      calls: [],
      findings: findings.map(({ messageId, message, severity: own, line, span }) => ({
        ...{ line: line + 1, column: span.start + 1, endLine: line + 1, endColumn: span.end + 1 },
        ...{ rule: batchJsonl.id, severity: severity ?? own, message, fixes: [] },
        fingerprint: createHash('sha256').update(`${batchJsonl.id}\0${shownPath}\0${messageId}\0${line}`).digest('hex').slice(0, 32),
      })),
      textHash: '',
      basis: { dependencies: [file], imports: [], project: { usesOpenAI: false, usesOtherProvider: false, hasUndici: false } },
    };
  } catch {
    return undefined;
  }
}
