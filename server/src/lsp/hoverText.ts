import type { TierRow, TierTable } from '../core/estimate/tierTable';
import { describeTier } from '../core/catalog/serviceTier';
import type { CallSite, KnownValue, Provider } from '../core/link/callSite';

/** What a hover says, before it is rendered for a client. */
export interface HoverText {
  readonly title: string;
  /** Label and text, in order. */
  readonly facts: readonly (readonly [label: string, text: string])[];
  readonly header: readonly string[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly isCurrent: boolean }[];
  readonly notices: readonly string[];
  readonly footnotes: readonly string[];
}

const PROVIDER: Readonly<Record<Provider, string>> = {
  openai: 'OpenAI',
  azure: 'Azure OpenAI',
  compatible: 'another service with the same API',
  unknown: 'not known',
};

/** Everything there is to say of a call. Never a sum per month: how often it runs is not in the code. */
export function describeCall(site: CallSite, table: TierTable): HoverText {
  const { provider, reason } = site.client;
  const model = describeModel(site.model);
  const facts: [string, string][] = [
    ['Tier', tierNow(site.tier)],
    ['Provider', reason ? `${PROVIDER[provider]} (${reason})` : PROVIDER[provider]],
    ['Timeout', describeTimeout(site)],
  ];
  if (provider === 'azure' || provider === 'compatible') {
    const notice = 'OpenAI’s tiers and prices do not apply to this call.';
    return { title: `${model} · ${site.api}`, facts, header: [], rows: [], notices: [notice], footnotes: [] };
  }
  const current = currentTier(site.tier);
  const hasPrices = table.rows.some((row) => row.input !== undefined);
  return {
    title: `${model} · ${site.api}`,
    facts,
    header: hasPrices ? ['Tier', 'Input /1M', 'Output /1M', 'Saving', 'Answer'] : ['Tier', 'Saving', 'Answer'],
    rows: table.rows.map((row) => ({ cells: cellsOf(row, hasPrices), isCurrent: row.tier === current })),
    notices: table.notices,
    footnotes: table.assumptions,
  };
}

/** For clients that render Markdown. */
export function toMarkdown({ title, facts, header, rows, notices, footnotes }: HoverText): string {
  const parts = [`**${escape(title)}**`];
  if (rows.length > 0) {
    const lines = rows.map(({ cells, isCurrent }) => {
      const shown = cells.map((cell, i) => (isCurrent && i === 0 ? `**${escape(cell)}** (now)` : escape(cell)));
      return `| ${shown.join(' | ')} |`;
    });
    const alignment = header.map((name) => (isFigure(name) ? '--:' : ':--'));
    parts.push([`| ${header.join(' | ')} |`, `| ${alignment.join(' | ')} |`, ...lines].join('\n'));
  }
  parts.push(facts.map(([label, text]) => `**${label}:** ${escape(text)}`).join('  \n'));
  if (notices.length > 0) parts.push(notices.map((notice) => `⚠ ${escape(notice)}`).join('  \n'));
  if (footnotes.length > 0) parts.push(`---\n${footnotes.map((note) => `*${escape(note)}*`).join('  \n')}`);
  return parts.join('\n\n');
}

/** For clients that show text as it is. */
export function toPlainText({ title, facts, header, rows, notices, footnotes }: HoverText): string {
  const parts = [title];
  if (rows.length > 0) {
    const table = [header, ...rows.map(({ cells, isCurrent }) => cells.map((cell, i) => (isCurrent && i === 0 ? `${cell} (now)` : cell)))];
    const widths = header.map((_, column) => Math.max(...table.map((cells) => (cells[column] ?? '').length)));
    const line = (cells: readonly string[]): string =>
      cells.map((cell, i) => (isFigure(header[i] ?? '') ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join('  ').trimEnd();
    parts.push(table.map(line).join('\n'));
  }
  parts.push(facts.map(([label, text]) => `${label}: ${text}`).join('\n'));
  if (notices.length > 0) parts.push(notices.map((notice) => `! ${notice}`).join('\n'));
  if (footnotes.length > 0) parts.push(footnotes.join('\n'));
  return parts.join('\n\n');
}

function cellsOf(row: TierRow, hasPrices: boolean): string[] {
  const saving = row.savingPercent === undefined ? '' : row.savingPercent >= 0 ? `${row.savingPercent} %` : `${-row.savingPercent} % dearer`;
  const answer = row.available === 'no' ? `not available: ${row.reason ?? 'no source says why'}` : [row.latency, row.reason].filter(Boolean).join('; ');
  const label = row.computed && row.input !== undefined ? `${row.label}*` : row.label;
  return hasPrices ? [label, dollars(row.input), dollars(row.output), saving, answer] : [label, saving, answer];
}

function dollars(price: number | undefined): string {
  if (price === undefined) return '–';
  // Two digits as on a price list, more only where the price has them.
  return `$${price.toFixed(Math.max(2, (String(price).split('.')[1] ?? '').length))}`;
}

function describeModel(model: KnownValue<string>): string {
  if (model.state === 'literal') return model.value;
  return model.state === 'absent' ? 'no model given' : 'model set at run time';
}

function tierNow(tier: KnownValue<string>): string {
  if (tier.state === 'dynamic') return 'set at run time';
  return describeTier(tier.state === 'literal' ? tier.value : undefined);
}

/** The row the call is on now; undefined when that can't be told. */
function currentTier(tier: KnownValue<string>): TierRow['tier'] | undefined {
  if (tier.state === 'dynamic') return undefined;
  switch (tier.state === 'literal' ? tier.value : 'default') {
    case 'default':
    case 'auto':
      return 'standard';
    case 'priority':
    case 'fast':
      return 'priority';
    case 'flex':
      return 'flex';
    default:
      return undefined;
  }
}

function describeTimeout({ timeout: { value, from } }: CallSite): string {
  const origin = { call: 'set on the call', 'with-options': 'set by with_options', client: 'set on the client', 'sdk-default': 'the SDK’s default' }[from];
  if (value.state === 'dynamic') return `set at run time (${origin})`;
  return value.state === 'absent' ? 'none' : `${duration(value.value)} (${origin})`;
}

function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'unlimited';
  return seconds >= 60 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

function isFigure(header: string): boolean {
  return header.endsWith('/1M') || header === 'Saving';
}

/** Plain addresses only: what stands in a user's code may look like one and hold anything. */
const ADDRESS = /(https:\/\/[\w.-]+(?:\/[\w./-]*[\w/-])?)/;

function hostOf(address: string): string {
  return address.split('/')[2] ?? address;
}

/** Text of ours and names from the code, so that neither ends a table cell nor starts markup. Addresses become links. */
function escape(text: string): string {
  return text
    .split(ADDRESS)
    .map((piece, i) => (i % 2 === 1 ? `[${hostOf(piece)}](${piece})` : piece.replace(/[\\`*_[\]<|~]/g, '\\$&')))
    .join('');
}
