import { knownFrom, valueInWords } from '../../core/callSite/inWords';
import type { Action } from '../../core/audit/actions';
import type { Audit } from '../../core/audit/audit';
import type { AuditCall } from '../../core/audit/auditCall';
import { describePercent, type Saving } from '../../core/audit/saving';
import { formatDollars, formatRange } from '../../core/estimate/money';

/** `1 call`, `1,918 calls`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

/** `saves 50 % each`, with dollars where volumes are known; undefined when nothing is saved. */
export function savingInWords(saving: Saving): string | undefined {
  const percent = describePercent(saving);
  if (percent === undefined) return undefined;
  const { monthly } = saving;
  const dollars =
    monthly && monthly.saved > 0
      ? `; ${formatDollars(monthly.saved)} of ${formatDollars(monthly.now)} a month for the ${count(monthly.calls, 'call')} with a volume`
      : '';
  return `${percent} less${dollars}`;
}

/** The first lines of every report. */
export function summaryOf({ calls, files }: Audit): string[] {
  if (calls.length === 0) return [`No calls to OpenAI in ${count(files, 'file')}.`];
  const findings = calls.reduce((sum, call) => sum + call.findings.length, 0);
  const sure = calls.filter(({ better }) => better?.isSure === true).length;
  const open = calls.filter(({ better }) => better?.isSure === false).length;
  const known = calls.filter(({ provider }) => provider === 'openai').length;
  const others = calls.length - known;
  const where =
    others === 0
      ? `${count(known, 'call')} to OpenAI`
      : `${count(known, 'call')} to OpenAI, and ${others.toLocaleString('en-US')} whose provider the code does not tell,`;
  const lines = [`${where} in ${count(files, 'file')}${others === 0 ? ',' : ':'} ${count(findings, 'finding')}.`];
  if (sure > 0) lines.push(`${sure.toLocaleString('en-US')} could run on a cheaper tier: nobody waits for the answer.`);
  if (open > 0)
    lines.push(`${open.toLocaleString('en-US')}${sure > 0 ? ' more' : ''} could if nobody waits, which the code does not tell.`);
  const rebuilt = calls.filter(({ ifRebuilt }) => ifRebuilt?.isSure === true).length;
  const moved = calls.filter(({ otherModel }) => otherModel?.isSure === true).length;
  if (sure + open === 0) lines.push('As far as the code tells, none could run on a cheaper tier.');
  if (moved > 0)
    lines.push(`${moved.toLocaleString('en-US')} could cost less on the successor of ${moved === 1 ? 'its model' : 'their models'}.`);
  if (rebuilt > 0)
    lines.push(
      `${rebuilt.toLocaleString('en-US')}${sure + open + moved > 0 ? ' more' : ''} could cost less if the code were rebuilt, with requests gathered for Batch.`,
    );
  return lines;
}

/** Where a call stands: `src/jobs/label.py:12:5`. */
export function placeOf({ path, cell, line, column }: AuditCall): string {
  return cell === undefined ? `${path}:${line}:${column}` : `${path}:cell ${cell}:${line}:${column}`;
}

/** `flex, 50 % less`, `gpt-6-luna on flex, 84 % less`; undefined without a cheaper way. */
export function betterInWords(call: AuditCall): string | undefined {
  const better = call.better ?? call.otherModel ?? call.ifRebuilt;
  const conditions = better && [
    ...(better.ifModelTakesIt ? ['the model takes it'] : []),
    ...(better.isSure ? [] : ['nobody waits']),
    ...(better === call.ifRebuilt ? ['the code is rebuilt'] : []),
  ];
  return better && `${better.label}, ${better.savingPercent} % less${conditions!.length > 0 ? ` if ${conditions!.join(' and ')}` : ''}`;
}

export function costInWords({ perThousand, stale }: AuditCall): string {
  return perThousand ? `${formatRange(perThousand)}${stale ? ' *' : ''}` : '–';
}

export function modelInWords({ model }: AuditCall): string {
  return valueInWords(knownFrom(model), '–');
}

/** `shuts down on 2027-01-14, then gpt-6-luna`; undefined for a model that stays. */
function shutdownInWords({ shutdown, replacement }: AuditCall, today: string): string | undefined {
  if (shutdown === undefined) return undefined;
  return `${shutdown <= today ? 'shut down' : 'shuts down'} on ${shutdown}${replacement ? `; then ${replacement}` : ''}`;
}

/** Actions whose savings are no part of the sums, for they change more than a tier. */
const TELLS_WAY: ReadonlySet<string> = new Set(['cheaper-model', 'gather-requests']);

/** What is to be done at a call, as an action lists it. */
export function doneInWords(action: Action, call: AuditCall, today: string): string {
  const rule = call.findings.find(({ rule: each }) => each !== 'missing-service-tier')?.rule ?? call.findings[0]?.rule ?? '';
  return action.id.endsWith('-models')
    ? (shutdownInWords(call, today) ?? rule)
    : ((action.saving.calls > 0 || TELLS_WAY.has(action.id) ? betterInWords(call) : undefined) ?? rule);
}

/** The first places of an action, and how many more there are. */
export function firstPlaces({ calls }: Action, most: number): { readonly places: readonly AuditCall[]; readonly more: number } {
  return { places: calls.slice(0, most), more: Math.max(0, calls.length - most) };
}
