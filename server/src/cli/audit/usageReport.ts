import { describeSites, type UsageAudit, type UsageAuditRow } from '../../core/audit/usageAudit';
import { formatCount, formatDollars } from '../../core/estimate/money';
import { alignColumns } from '../columns';
import type { Colors } from '../colors';
import { markdownText } from '../../core/text/printable';
import { table } from '../markdownTable';

const MOST_ROWS = 20;

export const USAGE_HEADER = [
  'Model',
  'Project',
  'Tier',
  'Input',
  'Output',
  'List price',
  'On a cheaper way',
  'Calls in this code',
] as const;

export function usageTitle({ start, end, source }: UsageAudit): string {
  return `Real usage, ${start.slice(0, 10)} to ${end.slice(0, 10)} (${source === 'api' ? 'usage API' : 'imported'})`;
}

/** The cells of one row, under `USAGE_HEADER`. */
export function usageCells({ model, project, tier, inputTokens, outputTokens, listPrice, alternatives, sites }: UsageAuditRow): string[] {
  const cheaper = alternatives.map(({ way, price }) => `${WAYS[way]} ${formatDollars(price)}`).join(', ');
  return [
    model ?? '–',
    project ?? '–',
    tier,
    formatCount(inputTokens),
    formatCount(outputTokens),
    listPrice === undefined ? 'no price' : formatDollars(listPrice),
    cheaper || '–',
    describeSites(sites),
  ];
}

const WAYS: Readonly<Record<UsageAuditRow['alternatives'][number]['way'], string>> = {
  flex: 'flex',
  batch: 'Batch',
  '2h': '2 h window',
  '8h': '8 h window',
};

/** `Billed: $1,204 (project a)`; per project and currency, never one sum. */
export function billedLines({ billed }: UsageAudit): string[] {
  return billed.map(
    ({ project, amount, currency }) =>
      `Billed in all for ${project ?? 'no project'}: ${currency === 'usd' ? formatDollars(amount) : `${amount.toFixed(2)} ${currency.toUpperCase()}`}`,
  );
}

export function usageText(usage: UsageAudit, colors: Colors): string {
  const rows = usage.rows.slice(0, MOST_ROWS).map(usageCells);
  const rest = usage.rows.length - rows.length;
  const lines = alignColumns([[...USAGE_HEADER], ...rows], (column) => (column >= 3 && column <= 5 ? 'right' : 'left'));
  return [
    colors.path(usageTitle(usage)),
    ...lines,
    ...(rest > 0 ? [`and ${rest} more`] : []),
    ...billedLines(usage),
    ...usage.assumptions.map((text) => colors.dim(text)),
  ].join('\n');
}

export function usageMarkdown(usage: UsageAudit): string {
  const rows = usage.rows.slice(0, MOST_ROWS).map((row) => usageCells(row).map(markdownText));
  return [
    `### ${markdownText(usageTitle(usage))}`,
    table(USAGE_HEADER, rows),
    [...billedLines(usage), ...usage.assumptions].map((text) => `- ${markdownText(text)}`).join('\n'),
  ].join('\n\n');
}
