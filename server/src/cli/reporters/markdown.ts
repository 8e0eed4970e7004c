import type { CheckResult } from '../checkResult';
import { summaryLines } from '../summary';
import { placeText } from './place';

/** For pull requests and wikis: the summary, and a table of findings. */
export function markdownReport(result: CheckResult): string {
  const rows = result.findings.map(
    (finding) => `| \`${placeText(finding)}\` | ${finding.severity} | ${escapeCell(finding.message)} | \`${finding.rule}\` |`,
  );
  const table = rows.length === 0 ? [] : ['', '| Place | Severity | Finding | Rule |', '| --- | --- | --- | --- |', ...rows];
  return `${['## Tierlint', '', ...summaryLines(result), ...table].join('\n')}\n`;
}

function escapeCell(text: string): string {
  return text
    .replace(/\|/g, '\\|')
    .replace(/[<>]/g, (char) => (char === '<' ? '&lt;' : '&gt;'))
    .replace(/\s+/g, ' ');
}
