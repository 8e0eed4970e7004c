import type { TierRow } from '../core/estimate/tierTable';
import { rowNow, type CallCost } from '../core/estimate/callCost';
import type { CallEstimate, WayCost } from '../core/estimate/callEstimate';
import { formatDollars, formatListPrice, formatRange } from '../core/estimate/money';
import { AT_RUN_TIME, modelInWords, tierInWords } from '../core/callSite/inWords';
import type { CallSite } from '../core/callSite/callSite';
import type { Provider } from '../core/libraries/library';
import { isDefault, type KnownValue } from '../core/link/linkedCall';
import type { Workload } from '../core/workload/workload';

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

interface HoverRow {
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

/** Everything there is to say of a call. A sum per month only where somebody said how often it runs: that is not in the code. */
export function describeCall(site: CallSite, { table, estimate, now }: CallCost): HoverText {
  const { provider, reason } = site.client;
  const facts: [string, string][] = [
    ['Tier', tierNow(site.tier)],
    ['Provider', reason ? `${PROVIDER[provider]} (${reason})` : PROVIDER[provider]],
    ['Timeout', describeTimeout(site)],
    ['Who waits', describeWorkload(site)],
    ...describeLoop(site),
    ...describeRepeats(estimate, now),
  ];
  const title = `${describeModel(site.model)} · ${site.api}`;
  if (provider === 'azure' || provider === 'compatible') {
    const notice = 'OpenAI’s tiers and prices do not apply to this call.';
    return { title, facts, header: [], rows: [], ways: [], notices: [notice], footnotes: [] };
  }
  const current = rowNow(site, table);
  const hasPrices = table.rows.some((row) => row.input !== undefined);
  return {
    title: hasPrices ? `${title} · $ per 1M tokens` : title,
    facts,
    header: headerOf(hasPrices, estimate),
    rows: table.rows.map((row) => ({ cells: cellsOf(row, hasPrices, estimate), isCurrent: row === current })),
    ways: table.rows.filter(({ tier }) => tier !== 'standard').map((row) => [row.label, describeWay(row)] as const),
    notices: table.notices,
    footnotes: datesFirst([...(estimate?.assumptions ?? []), ...table.assumptions]),
  };
}

/** The loop that repeats the call, and whether its requests could be one batch. */
function describeLoop({ loop }: CallSite): [string, string][] {
  if (!loop) return [];
  const declined = loop.declined?.();
  return [['Loop', `${loop.verdict}. ${loop.reason}${declined === undefined ? '' : ` Not converted: ${declined}`}`]];
}

/** The age and source of the prices before all else that is assumed. */
function datesFirst(assumptions: readonly string[]): readonly string[] {
  const isDate = (text: string): boolean => text.startsWith('Prices ');
  return [...assumptions.filter(isDate), ...assumptions.filter((text) => !isDate(text))];
}

function headerOf(hasPrices: boolean, estimate: CallEstimate | undefined): string[] {
  const ofCall = estimate ? ['This call', '1,000 calls', ...(estimate.monthly ? [`A month (${estimate.monthly.said})`] : [])] : [];
  return hasPrices ? ['Tier', 'Input', 'Output', ...ofCall, 'vs. standard'] : ['Tier', 'vs. standard'];
}

function cellsOf(row: TierRow, hasPrices: boolean, estimate: CallEstimate | undefined): string[] {
  const columns = headerOf(hasPrices, estimate).length - 2;
  if (row.available === 'no') return [row.label, ...Array<string>(columns).fill('–'), 'not available'];
  const cost = estimate?.costs.find(({ label }) => label === row.label);
  const saving = cost?.savingPercent ?? row.savingPercent;
  const difference = row.tier === 'standard' || saving === undefined ? '' : percent(saving);
  if (!hasPrices) return [row.label, difference];
  const ofCall = estimate ? costCells(cost, estimate) : [];
  return [row.label, dollars(row.input), dollars(row.output), ...ofCall, difference];
}

/** What is taken for one call, and the range for a thousand. */
function costCells(cost: WayCost | undefined, { monthly }: CallEstimate): string[] {
  if (!cost) return monthly ? ['–', '–', '–'] : ['–', '–'];
  return [
    `≈ ${formatDollars(cost.perCall.likely)}`,
    formatRange(cost.perThousand),
    ...(cost.perMonth ? [`≈ ${formatDollars(cost.perMonth.likely)}`] : []),
  ].map((text) => text.replaceAll(' ', '\u00a0'));
}

function describeWay({ available, latency, reason }: TierRow): string {
  if (available === 'no') return reason ?? 'not available';
  return reason ? `${latency} (${reason})` : latency;
}

function dollars(price: number | undefined): string {
  return price === undefined ? '–' : formatListPrice(price);
}

/** A saving as the difference to the standard price; with spaces that don't break. */
function percent(saving: number): string {
  return saving > 0 ? `−${saving}\u00a0%` : `+${-saving}\u00a0%`;
}

function describeModel(model: KnownValue<string>): string {
  return `${model.state === 'dynamic' ? `model ${AT_RUN_TIME}` : modelInWords(model)}${noteOf(model)}`;
}

function tierNow(tier: KnownValue<string>): string {
  return `${tierInWords(tier)}${noteOf(tier)}`;
}

function noteOf(value: KnownValue<string>): string {
  return isDefault(value) ? ' (the default here)' : '';
}

/** What all passes of loops of known length cost, on the tier the call runs on now. */
function describeRepeats(estimate: CallEstimate | undefined, now: WayCost | undefined): [string, string][] {
  if (!estimate?.repeats || !now) return [];
  return [
    [
      'Each run',
      `${estimate.repeats.toLocaleString('en-US')} calls, about ${formatDollars(now.perCall.likely * estimate.repeats)} on ${now.label}`,
    ],
  ];
}

const WORKLOAD: Readonly<Record<Workload, string>> = {
  interactive: 'a person',
  background: 'a job',
  offline: 'nobody',
  unknown: 'not known',
};

/** The first two signs are enough to check it. */
function describeWorkload({ workload: { workload, evidence } }: CallSite): string {
  const signs = evidence.filter((item) => item.workload === workload).slice(0, 2);
  return signs.length > 0 ? `${WORKLOAD[workload]} (${signs.map(({ text }) => text).join('; ')})` : WORKLOAD[workload];
}

const TIMEOUT_FROM: Readonly<Record<CallSite['timeout']['from'], string>> = {
  call: 'set on the call',
  'with-options': 'set by with_options',
  client: 'set on the client',
  'sdk-default': 'the SDK’s default',
};

function describeTimeout({ timeout: { value, from } }: CallSite): string {
  return `${value.state === 'dynamic' ? AT_RUN_TIME : duration(value.value)} (${TIMEOUT_FROM[from]})`;
}

function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'unlimited';
  return seconds >= 60 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
