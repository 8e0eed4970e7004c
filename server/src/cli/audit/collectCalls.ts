import type { FileAnalysis } from '../../core/analyze';
import type { AuditCall } from '../../core/audit/auditCall';
import { betterWays } from '../../core/audit/betterWay';
import type { CallSite } from '../../core/callSite/callSite';
import { knownFrom, tierInWords } from '../../core/callSite/inWords';
import { callCost } from '../../core/estimate/callCost';
import type { WayCost } from '../../core/estimate/callEstimate';
import { bestWay } from '../../core/saving/severity';
import type { TokenCounter } from '../../core/estimate/tokens';
import { readOwners } from '../../workspace/codeowners';
import { NodeFileSystem } from '../../workspace/nodeFileSystem';
import { callReports } from '../../workspace/scan/makeReport';
import type { CallReport } from '../../workspace/scan/fileReport';
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
  const counter = createTokenizer().count;
  const calls: AuditCall[] = [];
  let oldestPrice: string | undefined;
  for (const { file, calls: found } of scan.reports) {
    if (found.length === 0) continue;
    await scan.workspace.prepare(file);
    const analysis = scan.workspace.analyze(file, scan.workspace.optionsFor(file, scan.today, scan.levels));
    for (const [site, place] of callReports(analysis, scan.workspace)) {
      if (place.provider === 'azure' || place.provider === 'compatible') continue;
      const { call, priceDate } = auditCall(site, place, analysis, { scan, owner: owners(file), counter });
      calls.push(call);
      if (priceDate && (oldestPrice === undefined || priceDate < oldestPrice)) oldestPrice = priceDate;
    }
  }
  return { calls, ...(oldestPrice !== undefined && { oldestPrice }) };
}

interface Means {
  readonly scan: Scan;
  readonly owner: string | undefined;
  readonly counter: TokenCounter;
}

function auditCall(
  site: CallSite,
  place: CallReport,
  analysis: FileAnalysis,
  { scan, owner, counter }: Means,
): { readonly call: AuditCall; readonly priceDate?: string } {
  const path = shown(site.file);
  const { catalog } = scan.workspace.optionsFor(site.file, scan.today, scan.levels);
  const cost = callCost(site, { catalog, today: scan.today, counter });
  const { model, table, estimate, now } = cost;
  const best = bestWay(site);
  const betterCost = best && best.successor === undefined ? cost.costOf(best) : undefined;
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
    tier: tierInWords(knownFrom(place.tier)),
    workload: place.workload,
    evidence: place.evidence,
    loop: place.loop && { verdict: place.loop.verdict, reason: place.loop.reason },
    findings: findingsOf(site, analysis),
    ...(model?.shutdown && { shutdown: model.shutdown }),
    ...(model?.replacement && { replacement: model.replacement }),
    stale: now !== undefined && table.stale,
    ...(now && { perThousand: now.perThousand }),
    ...betterWays(site, cost),
    ...(monthly && { volume: monthly }),
  };
  return { call, ...(now && model?.asOf && { priceDate: model.asOf }) };
}

function savedPerMonth(now: WayCost, better: WayCost | undefined): { savedPerMonth?: number } {
  return now.perMonth && better?.perMonth ? { savedPerMonth: now.perMonth.likely - better.perMonth.likely } : {};
}

function findingsOf(site: CallSite, { findings }: FileAnalysis): AuditCall['findings'] {
  return findings
    .filter(({ callSite }) => callSite === site)
    .map(({ rule, severity, message, fixes }) => ({ rule, severity, message, fixes: [...new Set(fixes.map(({ id }) => id))] }));
}

/** Two folders deep: what a team calls a part of its code. */
function folderOf(path: string): string {
  const folders = path.split('/').slice(0, -1);
  return folders.length === 0 ? '.' : folders.slice(0, 2).join('/');
}
