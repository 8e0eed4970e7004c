import { createHash } from 'node:crypto';
import { analyzeFile, type AnalyzeOptions, type FileAnalysis } from '../../core/analyze';
import type { CallSite } from '../../core/callSite/callSite';
import { reported, secondsOf } from '../../core/callSite/inWords';
import { OverBudget } from '../../core/text/budget';
import type { ModuleHost, Runner, SourceUnit } from '../../core/link/moduleHost';
import type { Finding } from '../../core/findings/finding';
import { isWithin, relativeTo } from '../paths';
import type { Workspace } from '../workspace';
import type { CallReport, FileReport, FindingReport, ImportProbe } from './fileReport';
import { placesIn, type Locate } from './places';

/** Analyses a file of the workspace and puts the result into plain data. */
export function makeReport(file: string, workspace: Workspace, roots: readonly string[], options: AnalyzeOptions): FileReport | undefined {
  const unit = workspace.source(file);
  if (!unit) return undefined;
  try {
    return workspace.withinLimit(() => reportOn(unit, workspace, roots, options));
  } catch (error) {
    if (!(error instanceof OverBudget)) throw error;
    return skipped(unit, workspace, error.message);
  }
}

/** A file that took too long, and would again. */
function skipped({ path, text }: SourceUnit, workspace: Workspace, unread: string): FileReport {
  const basis = { dependencies: [path], imports: [], project: workspace.project(path), importers: [], runners: [] };
  const config = hashText(workspace.configs.stamp(path));
  return { file: path, calls: [], findings: [], textHash: hashText(text), basis: { ...basis, config }, unread };
}

function reportOn(unit: SourceUnit, workspace: Workspace, roots: readonly string[], options: AnalyzeOptions): FileReport {
  const file = unit.path;
  const { host, asked } = recording(workspace);
  const analysis = analyzeFile(file, host, options);
  const { findings, dependencies } = analysis;
  const locate = locateIn(file, workspace);
  const fingerprint = fingerprints(relativeTo(roots.find((root) => isWithin(root, file)) ?? '', file), unit.text);
  return {
    file,
    calls: callReports(analysis, workspace, locate).map(([, report]) => report),
    findings: findings.map((finding) => findingReport(finding, locate, fingerprint(finding))),
    textHash: hashText(unit.text),
    basis: {
      dependencies,
      imports: asked.imports,
      project: workspace.project(file),
      config: hashText(workspace.configs.stamp(file)),
      importers: [...asked.importers],
      runners: [...asked.runners],
    },
    ...(unit.facts.unread !== undefined && { unread: unit.facts.unread }),
  };
}

/** The calls of an analysis, each with what reports say of it. */
export function callReports(
  { file, calls }: FileAnalysis,
  workspace: Workspace,
  locate = locateIn(file, workspace),
): readonly (readonly [CallSite, CallReport])[] {
  return calls.map((site) => [site, callReport(site, (each) => (each === file ? locate : locateIn(each, workspace)))]);
}

function locateIn(file: string, workspace: Workspace): Locate {
  return placesIn(workspace.text(file) ?? '', workspace.notebook(file));
}

export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

interface Asked {
  readonly imports: ImportProbe[];
  readonly importers: Map<string, readonly string[]>;
  readonly runners: Map<string, readonly Runner[]>;
}

/** A host that notes what it is asked besides the files' own facts. */
function recording(workspace: Workspace): { readonly host: ModuleHost; readonly asked: Asked } {
  const asked: Asked = { imports: [], importers: new Map(), runners: new Map() };
  const host: ModuleHost = {
    source: (path) => workspace.source(path),
    flow: (path) => workspace.flow(path),
    readAgain: (path, text) => workspace.readAgain(path, text),
    text: (path) => workspace.text(path),
    shown: (path) => workspace.shown(path),
    resolve: (from, module, language) => {
      const answer = workspace.resolve(from, module, language);
      asked.imports.push([from, module, language, answer ?? null]);
      return answer;
    },
    problems: (path) => workspace.problems(path),
    project: (path) => workspace.project(path),
    importers: (path) => {
      const answer = workspace.importers(path);
      asked.importers.set(path, answer ?? []);
      return answer;
    },
    runners: (path) => {
      const answer = workspace.runners(path);
      asked.runners.set(path, answer);
      return answer;
    },
  };
  return { host, asked };
}

function callReport(site: CallSite, locator: (file: string) => Locate): CallReport {
  const locate = locator(site.file);
  return {
    ...locate(site.call.span),
    language: site.language,
    api: site.api,
    endpoint: site.endpoint.path,
    provider: site.client.provider,
    model: reported(site.model),
    tier: reported(site.tier),
    timeoutSeconds: secondsOf(site.timeout),
    workload: site.workload.workload,
    evidence: site.workload.evidence.map(({ text }) => text),
    loop: loopReport(site, locator),
  };
}

function loopReport({ file, loop }: CallSite, locator: (file: string) => Locate): CallReport['loop'] {
  if (!loop) return null;
  const { line, endLine } = locator(loop.file ?? file)(loop.span);
  return { line, endLine, verdict: loop.verdict, reason: loop.reason };
}

function findingReport(finding: Finding, locate: Locate, fingerprint: string): FindingReport {
  return {
    ...locate(finding.span),
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    fingerprint,
    start: finding.span.start,
    fixes: finding.fixes,
    missingFixes: finding.missingFixes,
  };
}

/**
 * Names findings by what they are about rather than where: the rule, the file, the code without what formatters change
 * (white space, quotes, a comma before a closing bracket), and which of several alike it is. Moved lines and new
 * formatting leave them as they are.
 */
function fingerprints(path: string, text: string): (finding: Finding) => string {
  const seen = new Map<string, number>();
  return ({ rule, span }) => {
    const code = text
      .slice(span.start, span.end)
      .replace(/\s+/g, '')
      .replace(/['`]/g, '"')
      .replace(/,(?=[)\]}])/g, '');
    const key = `${rule}\0${path}\0${code}`;
    const occurrence = seen.get(key) ?? 0;
    seen.set(key, occurrence + 1);
    return createHash('sha256').update(`${key}\0${occurrence}`).digest('hex').slice(0, 32);
  };
}
