import type { AuditCall, AuditFinding } from '../../core/audit/auditCall';
import { betterWay, generalWay } from '../../core/audit/betterWay';
import type { Catalog } from '../../core/catalog/catalog';
import { describeTier } from '../../core/catalog/serviceTier';
import { estimateCall, type WayCost } from '../../core/estimate/callEstimate';
import { isStale } from '../../core/estimate/caveats';
import { requestSize } from '../../core/estimate/requestSize';
import { tierTable } from '../../core/estimate/tierTable';
import { tierOf } from '../../core/estimate/tierNow';
import type { CallSite } from '../../core/callSite/callSite';
import { readOwners } from '../../workspace/codeowners';
import { NodeFileSystem } from '../../workspace/nodeFileSystem';
import type { CallReport, FileReport } from '../../workspace/scan/fileReport';
import type { Scan } from '../../workspace/scan/scan';
import { createTokenizer } from '../../workspace/tokenizer';
import { shown } from '../input';

export interface Collected {
  readonly calls: readonly AuditCall[];
  /** ISO date of the oldest price that was used. */
  readonly oldestPrice?: string;
}

/** Every call of a scan that goes to OpenAI, or may, with what it costs. Files with calls are analysed once more, for their prompts. */
export async function collectCalls(scan: Scan): Promise<Collected> {
  const owners = readOwners(scan.roots, new NodeFileSystem());
  const tokenizer = createTokenizer();
  const calls: AuditCall[] = [];
  let oldestPrice: string | undefined;
  for (const report of scan.reports) {
    if (report.calls.length === 0) continue;
    await scan.workspace.prepare(report.file);
    const options = scan.workspace.optionsFor(report.file, scan.today, scan.levels);
    const sites = scan.workspace.analyze(report.file, options).calls;
    for (const [i, place] of report.calls.entries()) {
      const site = sites[i];
      if (!site || place.provider === 'azure' || place.provider === 'compatible') continue;
      const { call, priceDate } = auditCall(report, place, site, {
        scan,
        catalog: options.catalog,
        owner: owners(report.file),
        count: tokenizer.count,
      });
      calls.push(call);
      if (priceDate && (oldestPrice === undefined || priceDate < oldestPrice)) oldestPrice = priceDate;
    }
  }
  return { calls, ...(oldestPrice !== undefined && { oldestPrice }) };
}

interface Means {
  readonly scan: Scan;
  readonly catalog: Catalog;
  readonly owner: string | undefined;
  readonly count: (text: string) => number;
}

function auditCall(
  report: FileReport,
  place: CallReport,
  site: CallSite,
  { scan, catalog, owner, count }: Means,
): { readonly call: AuditCall; readonly priceDate?: string } {
  const path = shown(report.file);
  const modelName = site.model.state === 'literal' ? site.model.value : undefined;
  const model = modelName === undefined ? undefined : catalog.model(modelName);
  const { rows } = tierTable({ catalog, ...(modelName !== undefined && { modelName }), endpoint: site.endpoint, today: scan.today });
  const volume = site.intent?.volume;
  const estimate =
    model && estimateCall({ model, rows, size: requestSize(site, scan.workspace, catalog), counter: count, ...(volume && { volume }) });
  const current = tierOf(site.tier);
  const label = rows.find(({ tier }) => tier === current)?.label;
  const now = estimate?.costs.find((cost) => cost.label === label);
  // A call that fails costs nothing less elsewhere.
  const isGone = model?.shutdown !== undefined && model.shutdown <= scan.today;
  const better = isGone
    ? undefined
    : estimate && now
      ? betterWay(site, now, rows, estimate.costs)
      : model
        ? undefined
        : generalWay(site, rows);
  const betterCost = better && estimate?.costs.find((cost) => cost.label === better.label);
  const said = estimate?.monthly?.said;
  const monthly =
    said !== undefined && now?.perMonth ? { said, perMonth: now.perMonth.likely, ...savedPerMonth(now, betterCost) } : undefined;
  const call: AuditCall = {
    path,
    ...(place.cell !== undefined && { cell: place.cell }),
    line: place.line,
    column: place.column,
    folder: folderOf(path),
    ...(owner !== undefined && { owner }),
    api: place.api,
    provider: place.provider,
    model: place.model,
    tier: place.tier === 'dynamic' ? 'set at run time' : describeTier(place.tier ?? undefined),
    workload: place.workload,
    evidence: place.evidence,
    loop: place.loop && { verdict: place.loop.verdict, reason: place.loop.reason },
    findings: findingsAt(report, place),
    ...(model?.shutdown && { shutdown: model.shutdown }),
    ...(model?.replacement && { replacement: model.replacement }),
    stale: model !== undefined && now !== undefined && isStale(model, scan.today),
    ...(now && { perThousand: now.perThousand }),
    ...(better && { better }),
    ...(monthly && { volume: monthly }),
  };
  return { call, ...(now && model?.asOf && { priceDate: model.asOf }) };
}

function savedPerMonth(now: WayCost, better: WayCost | undefined): { savedPerMonth?: number } {
  return now.perMonth && better?.perMonth ? { savedPerMonth: now.perMonth.likely - better.perMonth.likely } : {};
}

function findingsAt({ findings }: FileReport, place: CallReport): AuditFinding[] {
  return findings
    .filter(
      ({ line, column, endLine, endColumn, cell }) =>
        line === place.line && column === place.column && endLine === place.endLine && endColumn === place.endColumn && cell === place.cell,
    )
    .map(({ rule, severity, message, fixes }) => ({ rule, severity, message, fixes: [...new Set(fixes.map(({ id }) => id))] }));
}

/** Two folders deep: what a team calls a part of its code. */
function folderOf(path: string): string {
  const folders = path.split('/').slice(0, -1);
  return folders.length === 0 ? '.' : folders.slice(0, 2).join('/');
}
