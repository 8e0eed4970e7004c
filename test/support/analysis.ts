/** Analysis of files in memory, and its comparison with markers. */
import assert from 'node:assert/strict';
import { analyzeFile, type AnalyzeOptions, type FileAnalysis } from '../../server/src/core/analyze';
import { defaultCatalog } from '../../server/src/core/catalog/catalog';
import type { CallSite } from '../../server/src/core/callSite/callSite';
import type { KnownValue } from '../../server/src/core/link/linkedCall';
import type { ModuleHost } from '../../server/src/core/link/moduleHost';
import { RULES } from '../../server/src/core/rules';
import type { Finding } from '../../server/src/core/findings/finding';
import { LineIndex } from '../../server/src/core/text/lineIndex';
import { hostOf, type Fixture } from './fixtures';
import { readMarkers, type CallMarker, type Markers } from './markers';
import { MemoryHost } from './memoryHost';

export const OPTIONS: AnalyzeOptions = { catalog: defaultCatalog, today: '2026-11-23' };

/** A host of tests may bring the configuration of its files. */
export function analyze(file: string, host: ModuleHost & Partial<Pick<MemoryHost, 'config'>>): FileAnalysis {
  return analyzeFile(file, host, { ...OPTIONS, ...(host.config && { config: host.config }) });
}

/** Analyses a text as the only file of its project. */
export function analyzeText(text: string, file = '/main.py'): FileAnalysis {
  return analyze(file, new MemoryHost({ [file]: text }));
}

/** Compares calls and findings of every file of a fixture with its markers, both ways. */
export function checkFixture(fixture: Fixture): void {
  const host = hostOf(fixture);
  for (const file of Object.keys(fixture.files)) {
    const unit = host.source(file);
    if (!unit || file.endsWith('.json')) continue;
    const markers = readMarkers(unit.text);
    const { calls, findings } = analyze(file, host);
    const lines = new LineIndex(unit.text);
    const lineOf = (offset: number): number => lines.positionAt(offset).line + 1;
    const judged = rulesInPlay(fixture, markers);
    const shown = findings
      .filter(({ rule }) => judged.has(rule))
      .map((finding) => `${file}:${lineOf(finding.span.start)} ${describeFinding(finding, lineOf(finding.span.start), markers)}`);
    assert.deepEqual(shown.sort(), markers.expects.map(({ line, text }) => `${file}:${line} ${text}`).sort(), 'findings');
    if (!markers.marksCalls) continue;
    const sites = calls.map((site) => describeSite(site, lineOf(site.call.span.start), markers.calls));
    assert.deepEqual(
      sites,
      markers.calls.map(({ line, text }) => `${line} ${text}`),
      `calls of ${file}`,
    );
  }
}

/** Rules that annotations are tried on. */
const SUPPRESSED_RULES = ['missing-service-tier', 'flex-timeout', 'unsupported-tier'];

/** A fixture of a rule speaks of that rule, and of others where its markers name them: a new rule changes no old fixture. */
export function rulesInPlay({ topic }: Fixture, { expects }: Markers): ReadonlySet<string> {
  const own = topic === 'suppression' ? SUPPRESSED_RULES : RULES.map(({ id }) => id).filter((id) => id === topic);
  return new Set([...own, ...expects.map(({ rule }) => rule)]);
}

function describeFinding({ rule, messageId }: Finding, line: number, { expects }: Markers): string {
  const loose = expects.some((marker) => marker.line === line && marker.rule === rule && marker.messageId === undefined);
  return loose ? rule : `${rule}(${messageId})`;
}

function describeSite(site: CallSite, line: number, markers: readonly CallMarker[]): string {
  const wanted = markers.find((marker) => marker.line === line)?.details ?? [];
  return [line, site.client.provider, show(site.model), show(site.tier), ...wanted.map((name) => detail(site, name))].join(' ');
}

function detail(site: CallSite, name: string): string {
  switch (name) {
    case 'certain':
    case 'plausible':
      return site.client.confidence;
    case 'api':
      return `api=${site.api}`;
    case 'timeout':
      return `timeout=${show(site.timeout.value)}`;
    case 'from':
      return `from=${site.timeout.from}`;
    case 'headers':
      return `headers=${site.headerLimit}`;
    case 'stream':
      return `stream=${show(site.stream)}`;
    case 'form':
      return `form=${site.shape.form}`;
    case 'legacy':
      return site.isLegacy ? 'legacy' : 'current';
    default:
      throw new Error(`"${name}" is no detail of a call`);
  }
}

function show<T>(known: KnownValue<T>): string {
  if (known.state === 'literal') return String(known.value);
  return known.state === 'absent' ? '-' : '?';
}
