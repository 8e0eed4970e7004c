import type { CheckResult } from '../checkResult';
import { markdownCode, markdownText } from '../../core/text/printable';
import { table } from '../markdownTable';
import { summaryLines } from '../summary';
import { placeText } from './place';
import type { Reporter } from './reporter';

/** For pull requests and wikis: the summary, and a table of findings. */
export const markdown: Reporter = { id: 'markdown', use: 'page', report: markdownReport };

function markdownReport(result: CheckResult): string {
  const rows = result.findings.map((finding) => [
    markdownCode(placeText(finding)),
    finding.severity,
    markdownText(finding.message),
    markdownCode(finding.rule),
  ]);
  const findings = rows.length === 0 ? [] : ['', table(['Place', 'Severity', 'Finding', 'Rule'], rows)];
  return `${['## Tierlint', '', ...summaryLines(result).map(markdownText), ...findings].join('\n')}\n`;
}
