import { ENDPOINTS } from '../core/catalog/endpoints';
import { knownFrom, tierInWords } from '../core/callSite/inWords';
import { SEVERITIES } from '../core/findings/severity';
import type { CheckResult } from './checkResult';
import { isOfferedByDefault } from './fixing/selection';
import { count } from './count';

const TIERED = new Set(ENDPOINTS.filter(({ tier }) => tier === 'request').map(({ path }) => path));

/** The last lines of a report: calls and their tiers, findings by severity, and what fixing could do. */
export function summaryLines(result: CheckResult): string[] {
  const { baselined = [] } = result;
  const line =
    baselined.length === 0
      ? []
      : [`${count(baselined.length, 'finding')} of the baseline ${baselined.length === 1 ? 'is' : 'are'} not shown.`];
  return [...linesOf(result), ...line];
}

function linesOf({ files, calls, findings, baselined }: CheckResult): string[] {
  if (calls.length === 0) return [`No OpenAI calls in ${count(files, 'file')}.`];
  const withTier = calls.filter(({ endpoint, provider }) => TIERED.has(endpoint) && provider === 'openai');
  const tiers = tally(withTier.map(({ tier }) => (tier === 'dynamic' ? 'not known' : tierInWords(knownFrom(tier)))));
  const callLine = `${count(calls.length, 'call')} in ${count(files, 'file')}${withTier.length === 0 ? '' : `; to OpenAI: ${tiers}`}${elsewhere(calls)}.`;
  if (findings.length === 0) return [`${callLine} No ${baselined ? 'new ' : ''}findings.`];
  const severities = [...SEVERITIES].reverse().flatMap((severity) => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    return number === 0 ? [] : [count(number, severity).replace(/^(\d+) infos?$/, '$1 info')];
  });
  return [callLine, `${count(findings.length, baselined ? 'new finding' : 'finding')} (${severities.join(', ')}).${fixLine(findings)}`];
}

/** Calls that no rule judges: another provider, or one that can't be told. */
function elsewhere(calls: CheckResult['calls']): string {
  const others = tally(calls.filter(({ provider }) => provider !== 'openai').map(({ provider }) => OTHERS[provider] ?? provider));
  return others === '' ? '' : `; ${others}`;
}

const OTHERS: Readonly<Record<string, string>> = {
  azure: 'to Azure',
  compatible: 'to another service',
  unknown: 'whose provider is not known',
};

function fixLine(findings: CheckResult['findings']): string {
  const safe = findings.filter(({ fixes }) => fixes.some(isOfferedByDefault)).length;
  const byId = new Map<string, number>();
  for (const { fixes } of findings) {
    const ids = new Set(fixes.filter((fix) => fix.applicability === 'unsafe' && fix.kind !== 'tier').map(({ id }) => id));
    for (const id of ids) byId.set(id, (byId.get(id) ?? 0) + 1);
  }
  const parts = safe === 0 ? [] : [`\`tierlint fix\` fixes ${safe} safely`];
  if (byId.size > 0)
    parts.push(`\`tierlint fix --apply ID\` would change more: ${[...byId].map(([id, number]) => `${id} ${number}`).join(', ')}`);
  return parts.length === 0 ? '' : ` ${parts.join('; ')}.`;
}

/** `12 assumed standard, 3 flex`, the most frequent first. */
function tally(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([value, number]) => `${number} ${value}`)
    .join(', ');
}
