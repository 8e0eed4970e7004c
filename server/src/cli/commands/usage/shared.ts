import { existsSync } from 'node:fs';
import { defaultCatalog } from '../../../core/catalog/catalog';
import { formatCount, formatDollars } from '../../../core/estimate/money';
import { spendingOf, type Alternative, type Spending } from '../../../core/usage/spending';
import type { Usage } from '../../../core/usage/usage';
import { writeWhole } from '../../../workspace/writeFile';
import { UsageError } from '../../exit';
import { fileProblem } from '../batch/shared';

export const DEFAULT_OUTPUT = 'usage.json';

/** @throws UsageError when the file is there and not to be replaced. */
export function mayWrite(output: string, force: boolean): void {
  if (!force && existsSync(output))
    throw new UsageError(`${output} is there already: name another file with --output, or replace it with --force`);
}

/** The file is there whole or not at all. @throws UsageError */
export function writeUsage(usage: Usage, output: string): void {
  try {
    writeWhole(output, `${JSON.stringify(usage, null, 1)}\n`);
  } catch (error) {
    throw new UsageError(`can't write ${output}: ${fileProblem(error)}`);
  }
}

/** Rows that a terminal shows. */
const SHOWN = 30;

/** A table of what was used, per project and model, and what it would cost otherwise. */
export function usageTable(usage: Usage): string {
  const { rows, billed, assumptions } = spendingOf(usage, defaultCatalog);
  const lines = [`${usage.start} to ${usage.end} (exclusive)`, ''];
  lines.push(
    ...aligned([
      ['project', 'model', 'tier', 'requests', 'input', 'cached', 'output', 'list price', 'cheaper'],
      ...rows.slice(0, SHOWN).map(cells),
    ]),
  );
  if (rows.length > SHOWN) lines.push(`... and ${rows.length - SHOWN} more rows: \`tierlint usage show --format json\` has all`);
  if (billed.length > 0) {
    lines.push('', 'Billed, all products and tiers:');
    lines.push(
      ...aligned(
        billed
          .slice(0, SHOWN)
          .map(({ project, currency, amount }) => [
            `  ${project ?? 'no project'}`,
            currency === 'usd' ? formatDollars(amount) : `${amount.toFixed(2)} ${currency.toUpperCase()}`,
          ]),
      ),
    );
  }
  lines.push('', ...assumptions);
  return `${lines.join('\n')}\n`;
}

function cells({
  project,
  model,
  tier,
  requests,
  inputTokens,
  cachedInputTokens,
  outputTokens,
  listPrice,
  alternatives,
}: Spending): readonly string[] {
  return [
    project ?? 'no project',
    model ?? 'no model',
    tier,
    formatCount(requests),
    formatCount(inputTokens),
    formatCount(cachedInputTokens),
    formatCount(outputTokens),
    listPrice === undefined ? 'not known' : formatDollars(listPrice),
    alternatives.map(alternative).join(', '),
  ];
}

function alternative({ way, price }: Alternative): string {
  return `${way === '2h' || way === '8h' ? `background ${way.slice(0, -1)} h` : way} ${formatDollars(price)}`;
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows.reduce<number[]>((found, row) => row.map((cell, index) => Math.max(found[index] ?? 0, cell.length)), []);
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index]!))
      .join('  ')
      .trimEnd(),
  );
}
