import type { Group } from '../../core/audit/groups';
import { describePercent } from '../../core/audit/saving';
import type { AuditReport } from './report';
import { hasNews } from './textReport';
import { usageMarkdown } from './usageReport';
import { count, costInWords, doneInWords, firstPlaces, modelInWords, placeOf, savingInWords, summaryOf } from './words';
import { markdownCode, markdownText } from '../../core/text/printable';
import { table } from '../markdownTable';

const MOST_PLACES = 10;
const MOST_GROUPS = 30;

/** For a wiki or an issue. */
export function markdownAudit({ audit, usage }: AuditReport): string {
  const { date } = audit;
  const parts = ['## What OpenAI calls could cost less', summaryOf(audit).join(' ')];
  for (const [i, action] of audit.actions.entries()) {
    const saving = savingInWords(action.saving);
    const { places, more } = firstPlaces(action, MOST_PLACES);
    const rows = places.map((call) => [
      markdownCode(placeOf(call)),
      ...[modelInWords(call), call.tier, costInWords(call), doneInWords(action, call, date)].map(markdownText),
    ]);
    parts.push(
      `### ${i + 1}. ${action.title}: ${count(action.calls.length, 'call')}${saving ? `, ${saving}` : ''}`,
      `${action.why} ${action.how}`,
      table(['Call', 'Model', 'Tier now', '$ for 1,000 calls', 'Instead'], rows) + (more > 0 ? `\n\nand ${more} more` : ''),
    );
  }
  if (usage) parts.push(usageMarkdown(usage));
  for (const [grouping, title] of [
    ['folder', 'By folder'],
    ['owner', 'By owner'],
    ['model', 'By model'],
    ['workload', 'By who waits'],
  ] as const) {
    if (hasNews(audit, grouping)) parts.push(`### ${title}`, groupTable(audit.groups[grouping]));
  }
  parts.push(audit.assumptions.map((text) => `- ${markdownText(text)}`).join('\n'));
  return `${parts.join('\n\n')}\n`;
}

function groupTable(groups: readonly Group[]): string {
  const rows = groups
    .slice(0, MOST_GROUPS)
    .map(({ name, calls, findings, saving }) => [
      markdownText(name),
      String(calls.length),
      String(findings),
      saving.calls === 0 ? '–' : `${saving.calls} (${describePercent(saving)})`,
    ]);
  return (
    table(['', 'Calls', 'Findings', 'Could cost less'], rows) +
    (groups.length > MOST_GROUPS ? `\n\nand ${groups.length - MOST_GROUPS} more` : '')
  );
}
