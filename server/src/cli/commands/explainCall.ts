import type { CallSite } from '../../core/callSite/callSite';
import { tierInWords, valueInWords } from '../../core/callSite/inWords';
import type { FileAnalysis } from '../../core/analyze';
import { placesIn, type Locate } from '../../workspace/scan/places';
import { UsageError } from '../exit';
import { printable } from '../../core/text/printable';
import { said, scanInput, shown } from '../input';

/** `path`, `path:12`, `notebook.ipynb:3:12` (cell and line). */
const PLACE = /^(.+?)(?::(\d+))?:(\d+)$/s;

/** Whether an argument of `explain` names a line of a file rather than a rule. */
export function isPlace(argument: string): boolean {
  return PLACE.test(argument);
}

/** Everything that is known of the calls on one line. @throws UsageError when the file or a call there is missing. */
export async function explainCalls(argument: string): Promise<string> {
  const [, path = '', first, last = ''] = PLACE.exec(argument) ?? [];
  const line = Number(last);
  const cell = path.endsWith('.ipynb') && first !== undefined ? Number(first) : undefined;
  // `file.py:12:5`, as compilers write it: the column is not needed.
  const wanted = first !== undefined && cell === undefined ? Number(first) : line;
  const { reports, workspace, today, levels, files } = await scanInput([path], { cache: false });
  const file = reports[0]?.file ?? files[0];
  if (file === undefined) throw new UsageError(`${path} is not a file that Tierlint reads`);
  await workspace.prepare(file);
  const unit = workspace.source(file);
  const analysis = workspace.analyze(file, workspace.optionsFor(file, today, levels));
  const locate = placesIn(unit?.text ?? '', workspace.notebook(file));
  const calls = analysis.calls.filter(({ call }) => {
    const place = locate(call.span);
    return place.line <= wanted && wanted <= place.endLine && (cell === undefined || place.cell === cell);
  });
  if (calls.length === 0)
    throw new UsageError(`no OpenAI call on ${shown(file)}:${argument.slice(path.length + 1)}; ${elsewhere(analysis, locate)}`);
  return calls.map((site) => describe(site, analysis, locate)).join('\n');
}

function elsewhere({ calls }: FileAnalysis, locate: Locate): string {
  const lines = calls.map(({ call }) => locate(call.span)).map(({ cell, line }) => (cell === undefined ? String(line) : `${cell}:${line}`));
  return lines.length === 0 ? 'the file has none' : `calls of the file are on ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}`;
}

function describe(site: CallSite, { findings }: FileAnalysis, locate: Locate): string {
  const { cell, line, column } = locate(site.call.span);
  const rows: [string, string][] = [
    ['provider', site.client.reason ? `${site.client.provider} (${site.client.reason})` : site.client.provider],
    ['model', valueInWords(site.model, 'not given')],
    ['tier', tierInWords(site.tier)],
    ['who waits', site.workload.workload],
    ...site.workload.evidence.map(({ text }): [string, string] => ['', text]),
    ['loop', loopOf(site, locate)],
  ];
  if (site.loop) rows.push(['', site.loop.reason]);
  const declined = site.loop?.declined?.();
  if (declined !== undefined) rows.push(['', `Not converted: ${declined}`]);
  for (const finding of findings) {
    if (finding.span.start !== site.call.span.start || finding.span.end !== site.call.span.end) continue;
    rows.push([finding.severity, `${finding.rule}: ${finding.message}`]);
    for (const { id, title } of finding.fixes) rows.push(['', `${id}: ${title}`]);
  }
  const head = `${said(site.file)}:${cell === undefined ? '' : `${cell}:`}${line}:${column}  ${site.api}`;
  return `${head}\n${rows.map(([label, text]) => `  ${label.padEnd(10)} ${printable(text)}`).join('\n')}\n`;
}

function loopOf({ loop }: CallSite, locate: Locate): string {
  if (!loop) return 'no loop seen within one function of it';
  const { line, endLine } = locate(loop.span);
  const where = loop.file !== undefined ? shown(loop.file) : line === endLine ? `line ${line}` : `lines ${line}-${endLine}`;
  return `${loop.verdict} (${where})`;
}
