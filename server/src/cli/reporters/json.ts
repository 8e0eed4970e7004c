import type { CheckResult } from '../checkResult';
import { jsonText } from '../json';
import type { Reporter } from './reporter';

/** Bumped when a field changes its meaning or goes away; new fields may come at any time. */
const VERSION = 1;

/** The machine-readable report, a contract: see the command line's documentation. */
export const json: Reporter = { id: 'json', use: 'programs', report: jsonReport };

function jsonReport({ files, parsed, seconds, calls, findings, baselined }: CheckResult): string {
  const report = {
    version: VERSION,
    summary: {
      files,
      parsed,
      calls: calls.length,
      findings: findings.length,
      ...(baselined && { baselined: baselined.length }),
      seconds: Math.round(seconds * 1000) / 1000,
    },
    calls: calls.map(({ path, cell, line, column, endLine, endColumn, ...rest }) => ({
      path,
      cell,
      line,
      column,
      endLine,
      endColumn,
      ...rest,
    })),
    findings: findings.map(({ rule, severity, message, path, cell, line, column, endLine, endColumn, fingerprint, fixes }) => ({
      ...{ rule, severity, message, path, cell, line, column, endLine, endColumn, fingerprint },
      fixes: fixes.map(({ id, title, applicability }) => ({ id, title, applicability })),
    })),
  };
  return jsonText(report);
}
