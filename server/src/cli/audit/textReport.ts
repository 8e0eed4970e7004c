import type { Audit } from '../../core/audit/audit';
import type { Group, Grouping } from '../../core/audit/groups';
import { describePercent } from '../../core/audit/saving';
import { formatDollars } from '../../core/estimate/money';
import { alignColumns } from '../columns';
import type { Colors } from '../colors';
import { costInWords, count, doneInWords, firstPlaces, modelInWords, placeOf, savingInWords, summaryOf } from './words';
import { usageText } from './usageReport';
import type { AuditReport } from './report';

const MOST_PLACES = 5;
const MOST_GROUPS = 12;

/** For a terminal: the summary, what to do first, and the groups. */
export function textAudit({ audit, usage }: AuditReport, colors: Colors): string {
  if (audit.calls.length === 0 && !usage) return `${summaryOf(audit).join('\n')}\n`;
  const parts = [summaryOf(audit).join('\n'), ...actionsText(audit, colors)];
  if (usage) parts.push(usageText(usage, colors));
  for (const [grouping, title] of [
    ['folder', 'By folder'],
    ['owner', 'By owner'],
    ['model', 'By model'],
    ['workload', 'By who waits'],
  ] as const) {
    if (hasNews(audit, grouping)) parts.push(groupText(title, audit.groups[grouping], colors));
  }
  parts.push(audit.assumptions.map((text) => colors.dim(text)).join('\n'));
  return `${parts.join('\n\n')}\n`;
}

/** Owners are told only where somebody is named. */
export function hasNews({ calls, groups }: Audit, grouping: Grouping): boolean {
  return calls.length > 0 && (grouping !== 'owner' || groups.owner.some(({ calls: [first] }) => first?.owner !== undefined));
}

function actionsText({ actions, date }: Audit, colors: Colors): string[] {
  if (actions.length === 0) return [];
  const said = actions.map((action, i) => {
    const saving = savingInWords(action.saving);
    const { places, more } = firstPlaces(action, MOST_PLACES);
    const rows = alignColumns(
      places.map((call) => [
        '  ',
        placeOf(call),
        modelInWords(call),
        ...(action.saving.calls > 0 ? [call.perThousand ? `${costInWords(call)} for 1,000` : ''] : []),
        doneInWords(action, call, date),
      ]),
      () => 'left',
    );
    return [
      `${colors.path(`${i + 1}. ${action.title}`)}: ${count(action.calls.length, 'call')}${saving ? `, ${saving}` : ''}`,
      `   ${action.why}`,
      ...rows,
      ...(more > 0 ? [`    and ${more} more`] : []),
      `   ${action.how}`,
    ].join('\n');
  });
  return [colors.path('What to do first'), ...said];
}

function groupText(title: string, groups: readonly Group[], colors: Colors): string {
  const shown = groups.slice(0, MOST_GROUPS);
  const withDollars = shown.some(({ saving }) => saving.monthly);
  const header = ['', 'calls', 'findings', 'could cost less', ...(withDollars ? ['a month (with volume)', 'saved'] : [])];
  const rows = shown.map(({ name, calls, findings, saving }) => [
    name,
    String(calls.length),
    String(findings),
    saving.calls === 0 ? '–' : `${saving.calls} (${describePercent(saving)})`,
    ...(withDollars
      ? [saving.monthly ? formatDollars(saving.monthly.now) : '–', saving.monthly ? formatDollars(saving.monthly.saved) : '–']
      : []),
  ]);
  const rest = groups.length - shown.length;
  return [colors.path(title), ...alignColumns([header, ...rows]), ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n');
}
