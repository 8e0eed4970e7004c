/** From linked facts to findings: the one entrance the editor and the terminal share. */
import { check } from './text/budget';
import type { Catalog } from './catalog/catalog';
import { fixProvider } from './fixes';
import { conversionDeclined } from './fixes/batch';
import { offerOf, type Offer } from './fixes/offer';
import type { Fix } from './findings/fix';
import type { FixContext } from './fixes/fix';
import type { Config } from './config/config';
import { configFor, type FileConfig, type OuterLevels } from './config/fileConfig';
import { intentOf } from './policy/intentOf';
import type { CallSite } from './callSite/callSite';
import type { LinkedCall } from './link/linkedCall';
import { linkFile } from './link/linkFile';
import { Evaluator } from './link/evaluator';
import type { ModuleHost, SourceUnit } from './link/moduleHost';
import { usesOf, type Use } from './link/uses';
import { judgeLoop } from './loops';
import { RULES } from './rules';
import type { CheckedFile, FileRuleContext, Rule, RuleContext } from './rules/rule';
import type { Finding } from './findings/finding';
import { printable } from './text/printable';
import { cheaperWays } from './saving/cheaperWays';
import { Suppressions } from './suppression/suppression';
import { fallbacksOf } from './refusal/fallbacks';
import { strictest, WorkloadJudge } from './workload';
import type { WorkloadVerdict } from './workload/workload';

export interface AnalyzeOptions {
  readonly catalog: Catalog;
  /** ISO date of today. */
  readonly today: string;
  /** The `tierlint.json` that applies to the file. */
  readonly config?: Config;
  /** Severities from outside of that file. */
  readonly levels?: OuterLevels;
}

export interface FileAnalysis {
  readonly file: string;
  /** All calls of known SDK methods, in source order, those that take no tier too. */
  readonly calls: readonly CallSite[];
  /** Findings that are shown, in source order. */
  readonly findings: readonly Finding[];
  /** Findings that an annotation silenced. */
  readonly suppressed: readonly Finding[];
  /** Files whose facts this result was made from, the file itself included: a change in one of them makes it stale. */
  readonly dependencies: readonly string[];
}

/** Analyses one file of the host. A file the host does not know gives an empty analysis. Never throws on user code. */
export function analyzeFile(file: string, host: ModuleHost, options: AnalyzeOptions): FileAnalysis {
  const unit = host.source(file);
  if (!unit) return { file, calls: [], findings: [], suppressed: [], dependencies: [file] };
  const evaluator = new Evaluator(host);
  const workloads = new WorkloadJudge(evaluator);
  const config = configFor(file, options.config, options.levels);
  const linked = linkFile(unit, evaluator, options.catalog);
  const fallbacks = fallbacksOf(linked, unit);
  const calls = linked.map((call): CallSite => {
    const site = judged(call, unit, host, options, config, workloads, evaluator);
    return fallbacks.has(call) ? { ...site, isFallback: true, cheaperWays: () => [] } : site;
  });
  const findings: Finding[] = [];
  const suppressed: Finding[] = [];
  const suppressions = new Suppressions(unit);
  const sort = (finding: Finding): void => void (suppressions.silences(finding) ? suppressed : findings).push(finding);
  /** Places that a finding stands at for several calls. */
  const spoken = new Set<string>();
  for (const site of calls) findingsOf(site, unit, host, options, config, spoken).forEach(sort);
  const ofCalls = findings.length;
  for (const rule of RULES)
    fileFindings(
      rule,
      { unit, calls, levels: config.levels, flow: () => host.flow(unit.path), usedRules: (each) => suppressions.usedRules(each) },
      options,
    ).forEach(sort);
  // Those of calls are in order already.
  if (findings.length > ofCalls) findings.sort((a, b) => a.span.start - b.span.start);
  return {
    file,
    calls,
    findings,
    suppressed,
    dependencies: [
      ...new Set([
        file,
        ...evaluator.files,
        ...workloads.filesRead,
        ...calls.flatMap(({ loop }) => [...(loop?.file === undefined ? [] : [loop.file]), ...(loop?.filesRead ?? [])]),
      ]),
    ],
  };
}

function judged(
  call: LinkedCall,
  unit: SourceUnit,
  host: ModuleHost,
  { catalog, today }: AnalyzeOptions,
  config: FileConfig,
  workloads: WorkloadJudge,
  evaluator: Evaluator,
): CallSite {
  const uses = usesOf(call, evaluator);
  const senders = call.sendsThrough || uses.length > 0 ? uses.map((use) => throughUse(call, use)) : [call];
  const loop = (call.sendsThrough?.sendsMany ? [] : senders)
    .map((each) => judgeLoop(each, host.source(each.file) ?? unit, host, catalog))
    .find((each) => each !== undefined);
  const intent = intentOf(call, unit, config);
  const site: CallSite = {
    ...call,
    ...((call.sendsThrough || uses.length > 0) && { uses }),
    workload: statedWorkload(config) ?? strictest(senders.map((each) => workloads.judge(each))),
    ...(loop && { loop }),
    ...(intent && { intent }),
    cheaperWays: once(() => cheaperWays(site, contextOf(site, unit, host, catalog, 'missing-service-tier'), today)),
  };
  return loop?.verdict === 'batchable'
    ? { ...site, loop: { ...loop, declined: once(() => conversionDeclined(site, contextOf(site, unit, host, catalog, 'batchable-loop'))) } }
    : site;
}

/** The call as one of its uses sends it: who waits and what repeats it is told there. */
function throughUse(call: LinkedCall, { file, call: sender, statement, streams }: Use): LinkedCall {
  const stream: LinkedCall['stream'] = streams ? { state: 'literal', value: true } : call.stream;
  return { ...call, file, call: sender, method: sender.callee, statement, stream, reader: () => call.reader() };
}

/** Answers are asked for by rules, hovers and reports, and are the same for all of them. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** A person's word on who waits ends all guessing. */
function statedWorkload({ workload, file }: FileConfig): WorkloadVerdict | undefined {
  if (!workload || file === undefined) return undefined;
  const { value, glob, reason } = workload;
  const text = `tierlint.json says ${value} for "${glob}"${reason === undefined ? '' : `: ${reason}`}`;
  return { workload: value, evidence: [{ kind: 'config', workload: value, text }] };
}

function findingsOf(
  site: CallSite,
  unit: SourceUnit,
  host: ModuleHost,
  options: AnalyzeOptions,
  config: FileConfig,
  spoken: Set<string>,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const rule of RULES) {
    const severity = config.levels[rule.id];
    if (severity === 'off' || !rule.check) continue;
    const report: RuleContext['report'] = ({ messageId, data = {}, underline, severity: judged, once }) => {
      if (once && underline) {
        const place = `${rule.id} ${underline.start}`;
        if (spoken.has(place)) return;
        spoken.add(place);
      }
      let offer: Offer | undefined;
      const offered = (): Offer => (offer ??= fixesFor(rule, site, unit, host, options.catalog));
      findings.push({
        rule: rule.id,
        severity: severity ?? judged ?? rule.defaultSeverity,
        messageId,
        message: fill(rule.messages[messageId] ?? messageId, data),
        file: site.file,
        span: site.call.span,
        underline: underline ?? site.methodSpan,
        callSite: site,
        // Most findings of a keystroke are never asked for their fixes.
        get fixes() {
          return offered().fixes;
        },
        get missingFixes() {
          return offered().missing;
        },
      });
    };
    rule.check(site, { catalog: options.catalog, today: options.today, unit, report });
  }
  return findings;
}

function fileFindings(rule: Rule, file: CheckedFile, { catalog, today }: AnalyzeOptions): readonly Finding[] {
  const severity = file.levels[rule.id];
  if (severity === 'off' || !rule.checkFile) return [];
  const findings: Finding[] = [];
  const report: FileRuleContext['report'] = ({ messageId, data = {}, span, underline = span, severity: judged, fixes = () => [] }) => {
    let proposed: readonly Fix[] | undefined;
    const message = fill(rule.messages[messageId] ?? messageId, data);
    findings.push({
      ...{ rule: rule.id, severity: severity ?? judged ?? rule.defaultSeverity, messageId, message, file: file.unit.path, span, underline },
      get fixes() {
        return (proposed ??= fixes());
      },
      missingFixes: [],
    });
  };
  rule.checkFile(file, { catalog, today, report });
  return findings;
}

function fixesFor(rule: Rule, site: CallSite, unit: SourceUnit, host: ModuleHost, catalog: Catalog): Offer {
  const statement = rule.statement?.(site);
  const context = { ...contextOf(site, unit, host, catalog, rule.id), ...(statement && { statement }) };
  check();
  // What is half typed, or broken, gets no edits: nobody knows what belongs to it.
  if (isBroken(site, unit, host)) return { fixes: [], missing: rule.fixes.map((id) => ({ id, reason: BROKEN })) };
  const { fixes, missing } = offerOf(rule.fixes.map(fixProvider), site, context);
  return { fixes: fixes.filter((fix) => rule.offers?.(fix, site) ?? true), missing };
}

const BROKEN = 'The call, or what stands beside it, has a syntax error.';

/** Something within the statement of the call can't be read, or what follows it: there a parser notices that something is missing. */
function isBroken({ statement, call }: CallSite, { path, text, facts }: SourceUnit, host: ModuleHost): boolean {
  if (!facts.hasErrors) return false;
  const start = Math.min(statement.start, call.span.start);
  let end = Math.max(statement.end, call.span.end);
  while (end < text.length && /\s/.test(text[end]!)) end++;
  return (host.problems?.(path) ?? []).some((problem) => problem.start <= end && start <= problem.end);
}

function contextOf(site: CallSite, unit: SourceUnit, host: ModuleHost, catalog: Catalog, rule: string): FixContext {
  return { catalog, unit, project: host.project(site.file), host, rule };
}

function fill(template: string, data: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (data[name] === undefined ? whole : printable(data[name])));
}
