import type { Action } from '../../core/audit/actions';
import type { AuditCall } from '../../core/audit/auditCall';
import type { Group } from '../../core/audit/groups';
import { describePercent } from '../../core/audit/saving';
import type { UsageAudit } from '../../core/audit/usageAudit';
import { figuresOf, type Figure } from './charts';
import { FILTER, STYLE } from './htmlPage';
import type { AuditReport } from './report';
import { hasNews } from './textReport';
import { billedLines, USAGE_HEADER, usageCells, usageTitle } from './usageReport';
import { betterInWords, costInWords, count, doneInWords, firstPlaces, modelInWords, placeOf, savingInWords, summaryOf } from './words';

const MOST_PLACES = 8;
/** Folders are folded up from so many calls on: a page that is too long is not read. */
const FOLDED_FROM = 60;

/** A page that needs nothing but itself: no network, light and dark, fit to print. */
export function htmlAudit({ audit, usage }: AuditReport): string {
  const [first = '', ...others] = summaryOf(audit);
  const sections = [
    `<header><p class="brand">Tierlint audit · ${text(audit.date)}</p><h1>${text(first)}</h1>${others.map((line) => `<p class="lead">${text(line)}</p>`).join('')}</header>`,
    ...(audit.actions.length > 0
      ? [
          section(
            'first',
            'What to do first',
            `<ol class="actions">${audit.actions.map((action) => actionHtml(action, audit.date)).join('')}</ol>`,
          ),
        ]
      : []),
    ...figuresOf(audit, usage).map(figureHtml),
    ...(usage ? [usageHtml(usage)] : []),
    ...groupings(audit),
    ...(audit.calls.length > 0
      ? [
          section(
            'calls',
            'All calls',
            `${filterBox(audit.calls)}${audit.groups.folder.map((group) => folderHtml(group, audit.calls.length)).join('')}`,
          ),
        ]
      : []),
    section(
      'basis',
      'What the figures rest on',
      `<ul>${[...audit.assumptions, ...(usage?.assumptions ?? [])].map((line) => `<li>${text(line)}</li>`).join('')}</ul>`,
    ),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Tierlint audit ${text(audit.date)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${sections.join('\n')}
</main>
<script>${FILTER}</script>
</body>
</html>
`;
}

function section(id: string, title: string, body: string): string {
  return `<section aria-labelledby="${id}"><h2 id="${id}">${text(title)}</h2>${body}</section>`;
}

function actionHtml(action: Action, date: string): string {
  const saving = savingInWords(action.saving);
  const { places, more } = firstPlaces(action, MOST_PLACES);
  const items = places.map(
    (call) =>
      `<li><code>${text(placeOf(call))}</code> <span class="note">${text(modelInWords(call))}${text(`: ${doneInWords(action, call, date)}`)}</span></li>`,
  );
  return `<li><h3>${text(action.title)}</h3><p class="count">${count(action.calls.length, 'call')}${saving ? ` · <strong>${text(saving)}</strong>` : ''}</p><p>${text(action.why)}</p><p class="how">${code(action.how)}</p><details><summary>Where</summary><ul class="places">${items.join('')}${more > 0 ? `<li class="note">and ${more} more, below</li>` : ''}</ul></details></li>`;
}

function figureHtml({ title, description, series, svg }: Figure): string {
  const legend = series.map(([name, color]) => `<span><i style="background:${color}"></i>${text(name)}</span>`).join('');
  return `<section><h2>${text(title)}</h2><figure role="group" aria-label="${text(description)}"><div class="legend">${legend}</div>${svg}<figcaption>${text(description)}</figcaption></figure></section>`;
}

function usageHtml(usage: UsageAudit): string {
  const rows = usage.rows.map((row) => usageCells(row));
  return section(
    'usage',
    usageTitle(usage),
    `${tableHtml([...USAGE_HEADER], rows, new Set([3, 4, 5]))}<ul>${billedLines(usage)
      .map((line) => `<li>${text(line)}</li>`)
      .join('')}</ul>`,
  );
}

function groupings(audit: AuditReport['audit']): string[] {
  return (
    [
      ['folder', 'By folder'],
      ['owner', 'By owner'],
      ['model', 'By model'],
      ['workload', 'By who waits'],
    ] as const
  )
    .filter(([grouping]) => hasNews(audit, grouping))
    .map(([grouping, title]) => {
      const rows = audit.groups[grouping].map(({ name, calls, findings, saving }) => [
        name,
        String(calls.length),
        String(findings),
        saving.calls === 0 ? '–' : `${saving.calls} (${describePercent(saving)} less)`,
      ]);
      return section(grouping, title, tableHtml(['', 'Calls', 'Findings', 'Could cost less'], rows, new Set([1, 2, 3])));
    });
}

function folderHtml({ name, calls, findings }: Group, all: number): string {
  const rows = calls.map((call) => {
    const rules = [...new Set(call.findings.map(({ rule }) => rule))].join(', ') || '–';
    const why = call.evidence[0] ?? '';
    return `<tr><td><code>${text(placeOf(call))}</code></td><td>${text(modelInWords(call))}</td><td>${text(call.tier)}</td><td${why ? ` title="${text(why)}"` : ''}>${text(call.workload)}</td><td class="number">${text(costInWords(call))}</td><td>${text(betterInWords(call) ?? '–')}</td><td>${text(rules)}</td></tr>`;
  });
  const head = ['Call', 'Model', 'Tier now', 'Who waits', '$ for 1,000 calls', 'Instead', 'Findings']
    .map((title) => `<th scope="col">${title}</th>`)
    .join('');
  return `<details class="folder"${all < FOLDED_FROM ? ' open' : ''}><summary><code>${text(name)}</code> ${count(calls.length, 'call')}, ${count(findings, 'finding')}</summary><div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div></details>`;
}

function filterBox(calls: readonly AuditCall[]): string {
  return calls.length < FOLDED_FROM
    ? ''
    : '<p class="filter"><label>Show calls with <input type="search" placeholder="a path, a model, a rule"></label> <span role="status"></span></p>';
}

function tableHtml(header: readonly string[], rows: readonly (readonly string[])[], numbers: ReadonlySet<number>): string {
  const cell = (value: string, column: number): string =>
    column === 0 ? `<th scope="row">${text(value)}</th>` : `<td${numbers.has(column) ? ' class="number"' : ''}>${text(value)}</td>`;
  const head = header.map((title, column) => `<th scope="col"${numbers.has(column) ? ' class="number"' : ''}>${text(title)}</th>`).join('');
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</tbody></table></div>`;
}

/** Code between backticks. */
function code(sentence: string): string {
  return text(sentence).replace(/`([^`]+)`/g, '<code>$1</code>');
}

/** Names come from user code and may hold anything. */
function text(value: string): string {
  return value.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
