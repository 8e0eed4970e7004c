import type { TierRow, TierTable } from '../core/estimate/tierTable';
import { describeTier } from '../core/catalog/serviceTier';
import type { CallSite, KnownValue, Provider } from '../core/link/callSite';

/** What a hover says, before it is rendered for a client. */
export interface HoverText {
  readonly title: string;
  /** Label and text, in order. */
  readonly facts: readonly (readonly [label: string, text: string])[];
  readonly header: readonly string[];
  readonly rows: readonly HoverRow[];
  /** What a tier asks of the program: label and text. */
  readonly ways: readonly (readonly [label: string, text: string])[];
  readonly notices: readonly string[];
  readonly footnotes: readonly string[];
}

export interface HoverRow {
  /** The first is the tier; the others are figures. */
  readonly cells: readonly string[];
  /** The call runs on it now. */
  readonly isCurrent: boolean;
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
  const facts: [string, string][] = [
    ['Tier', tierNow(site.tier)],
    ['Provider', reason ? `${PROVIDER[provider]} (${reason})` : PROVIDER[provider]],
    ['Timeout', describeTimeout(site)],
  ];
  const title = `${describeModel(site.model)} · ${site.api}`;
  if (provider === 'azure' || provider === 'compatible') {
    const notice = 'OpenAI’s tiers and prices do not apply to this call.';
    return { title, facts, header: [], rows: [], ways: [], notices: [notice], footnotes: [] };
  }
  const current = currentTier(site.tier);
  const hasPrices = table.rows.some((row) => row.input !== undefined);
  return {
    title: hasPrices ? `${title} · $ per 1M tokens` : title,
    facts,
    header: hasPrices ? ['Tier', 'Input', 'Output', 'vs. standard'] : ['Tier', 'vs. standard'],
    rows: table.rows.map((row) => ({ cells: cellsOf(row, hasPrices), isCurrent: row.tier === current })),
    ways: table.rows.filter(({ tier }) => tier !== 'standard').map((row) => [row.label, describeWay(row)] as const),
    notices: table.notices,
    footnotes: datesFirst(table.assumptions),
  };
}

/** The age and source of the prices before all else that is assumed. */
function datesFirst(assumptions: readonly string[]): readonly string[] {
  const isDate = (text: string): boolean => text.startsWith('Prices ');
  return [...assumptions.filter(isDate), ...assumptions.filter((text) => !isDate(text))];
}

function cellsOf(row: TierRow, hasPrices: boolean): string[] {
  if (row.available === 'no') return [row.label, ...(hasPrices ? ['–', '–'] : []), 'not available'];
  const difference = row.tier === 'standard' || row.savingPercent === undefined ? '' : percent(row.savingPercent);
  return hasPrices ? [row.label, dollars(row.input), dollars(row.output), difference] : [row.label, difference];
}

function describeWay({ available, latency, reason }: TierRow): string {
  if (available === 'no') return reason ?? 'not available';
  return reason ? `${latency} (${reason})` : latency;
}

function dollars(price: number | undefined): string {
  if (price === undefined) return '–';
  // Two digits as on a price list, more only where the price has them.
  return `$${price.toFixed(Math.max(2, (String(price).split('.')[1] ?? '').length))}`;
}

/** A saving as the difference to the standard price; with spaces that don't break. */
function percent(saving: number): string {
  return saving > 0 ? `−${saving}\u00a0%` : `+${-saving}\u00a0%`;
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

const TIMEOUT_FROM: Readonly<Record<CallSite['timeout']['from'], string>> = {
  call: 'set on the call',
  'with-options': 'set by with_options',
  client: 'set on the client',
  'sdk-default': 'the SDK’s default',
};

function describeTimeout({ timeout: { value, from } }: CallSite): string {
  if (value.state === 'dynamic') return `set at run time (${TIMEOUT_FROM[from]})`;
  return value.state === 'absent' ? 'none' : `${duration(value.value)} (${TIMEOUT_FROM[from]})`;
}

function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'unlimited';
  return seconds >= 60 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
