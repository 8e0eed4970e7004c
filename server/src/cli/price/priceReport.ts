import type { BillRow, MonthlyTokens } from '../../core/estimate/bill';
import { formatSum, formatCount, formatListPrice } from '../../core/estimate/money';
import type { TierTable } from '../../core/estimate/tierTable';
import { alignColumns } from '../columns';
import type { Colors } from '../colors';
import { jsonText } from '../json';

/** What `tierlint price --model` was asked, and the answer. */
export interface PriceAnswer {
  readonly model: string;
  readonly table: TierTable;
  /** Absent when no tokens were given: prices alone. */
  readonly tokens?: MonthlyTokens;
  readonly bill: readonly BillRow[];
}

export function priceText({ model, table, tokens, bill }: PriceAnswer, colors: Colors): string {
  const header = ['Tier', '$/1M input', 'cached', 'output', ...(tokens ? ['a month', 'saved a month', 'saved a year'] : ['vs. standard'])];
  const rows = bill.map(({ row, cost, savedPerMonth, savedPerYear }) => {
    if (row.available === 'no') return [row.label, '–', '–', '–', `not available: ${row.reason ?? ''}`];
    const prices = [row.label, price(row.input), price(row.cachedInput), price(row.output)];
    if (!tokens)
      return [...prices, row.savingPercent === undefined ? '' : `${row.savingPercent > 0 ? '−' : '+'}${Math.abs(row.savingPercent)} %`];
    return cost === undefined
      ? [...prices, '–', row.reason ?? '']
      : [
          ...prices,
          formatSum(cost),
          savedPerMonth === undefined ? '' : formatSum(savedPerMonth),
          savedPerYear === undefined ? '' : formatSum(savedPerYear),
        ];
  });
  // The reason why a tier is missing may run on: it must not widen the column of figures.
  const [first, ...others] = alignColumns([header, ...rows.map((row) => (row[4]?.startsWith('not available') ? row.slice(0, 4) : row))]);
  const lines = others.map((line, i) => (rows[i]![4]?.startsWith('not available') ? `${line}  ${colors.dim(rows[i]![4])}` : line));
  const title = `${model}${tokens ? ` · ${describeTokens(tokens)} a month` : ''} · list prices${table.asOf ? ` as of ${table.asOf}` : ''}${table.stale ? ' (older than 90 days: check them)' : ''}`;
  const ways = bill.filter(({ row }) => row.tier !== 'standard' && row.available !== 'no').map(({ row }) => `${row.label}: ${row.latency}`);
  const notes = [...table.notices, ...assumptionsOf(tokens, table)];
  return `${[title, '', colors.path(first ?? ''), ...lines, '', ...ways, '', ...notes.map((note) => colors.dim(note))].join('\n')}\n`;
}

export function priceJson({ model, table, tokens, bill }: PriceAnswer): string {
  const answer = {
    version: 1,
    model,
    asOf: table.asOf ?? null,
    source: table.source ?? null,
    stale: table.stale,
    per: 'month',
    tokens: tokens
      ? { input: tokens.input, cached: tokens.cached, output: tokens.output, requests: tokens.requests ?? null, regional: tokens.regional }
      : null,
    tiers: bill.map(({ row, cost, savedPerMonth, savedPerYear, savingPercent }) => ({
      tier: row.tier,
      window: row.window ?? null,
      label: row.label,
      available: row.available,
      reason: row.reason ?? null,
      inputPrice: row.input ?? null,
      cachedInputPrice: row.cachedInput ?? null,
      outputPrice: row.output ?? null,
      computed: row.computed,
      cost: tokens ? (cost ?? null) : null,
      savedPerMonth: tokens ? (savedPerMonth ?? null) : null,
      savedPerYear: tokens ? (savedPerYear ?? null) : null,
      savingPercent: (tokens ? savingPercent : row.savingPercent) ?? null,
      latency: row.latency,
    })),
    notices: table.notices,
    assumptions: assumptionsOf(tokens, table),
  };
  return jsonText(answer);
}

function assumptionsOf(tokens: MonthlyTokens | undefined, table: TierTable): string[] {
  if (!tokens) return [...table.assumptions];
  const spread =
    tokens.requests === undefined
      ? ['No request is taken to be long enough for long-context prices; --requests says over how many requests the tokens are spread.']
      : [];
  return [...spread, ...table.assumptions];
}

function describeTokens({ input, cached, output, requests }: MonthlyTokens): string {
  const parts = [
    ...(input > 0 ? [`${formatCount(input)} input${cached > 0 ? ` (${formatCount(cached)} cached)` : ''}`] : []),
    ...(output > 0 ? [`${formatCount(output)} output`] : []),
  ];
  return `${parts.join(', ') || 'no'} tokens${requests === undefined ? '' : ` in ${formatCount(requests)} requests`}`;
}

function price(dollars: number | undefined): string {
  return dollars === undefined ? '–' : formatListPrice(dollars);
}
