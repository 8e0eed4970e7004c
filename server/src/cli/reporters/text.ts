import type { CheckResult } from '../checkResult';
import { printable } from '../../core/text/printable';
import type { Colors } from '../colors';
import { summaryLines } from '../summary';
import { placeText } from './place';
import type { Reporter } from './reporter';

/** For people: a group of lines per file, one per finding, and a summary. */
export const text: Reporter = { id: 'text', use: 'terminal', report: textReport };

function textReport(result: CheckResult, colors: Colors): string {
  const groups = byPath(result.findings).map((findings) => {
    const places = findings.map((finding) => printable(placeText(finding)));
    const width = Math.max(...places.map(({ length }) => length));
    const severityWidth = Math.max(...findings.map(({ severity }) => severity.length));
    return findings
      .map(({ severity, message, rule }, i) => {
        const place = colors.path(places[i]!) + ' '.repeat(width - places[i]!.length);
        return `${place}  ${colors.severity(severity, severity.padEnd(severityWidth))}  ${printable(message)}  ${colors.dim(rule)}\n`;
      })
      .join('');
  });
  return [...groups, `${summaryLines(result).map(printable).join('\n')}\n`].join('\n');
}

function byPath(findings: CheckResult['findings']): CheckResult['findings'][] {
  const groups = new Map<string, CheckResult['findings'][number][]>();
  for (const finding of findings) {
    const group = groups.get(finding.path);
    if (group) group.push(finding);
    else groups.set(finding.path, [finding]);
  }
  return [...groups.values()];
}
