/** What holds for every fix: it parses, its finding is gone, nothing else changed, and nothing is left to do. */
import assert from 'node:assert/strict';
import type { FileAnalysis } from '../../server/src/core/analyze';
import { isSilencing, type Fix, type FixKind } from '../../server/src/core/findings/fix';
import type { ModuleHost } from '../../server/src/core/link/moduleHost';
import { placesOf } from '../../server/src/core/libraries/library';
import type { Finding } from '../../server/src/core/findings/finding';
import { contains, type Span } from '../../server/src/core/text/span';
import { applyEdits } from '../../server/src/core/text/textEdit';
import { analyze } from './analysis';
import { MemoryHost } from './memoryHost';

type Files = Readonly<Record<string, string>>;

/** Rules a fix must not newly break. */
const GUARDED = ['missing-service-tier', 'flex-timeout', 'unsupported-tier'];

/** Fixes that write a helper function: they insert it, and what it imports, at the top level of the file. */
const WRITES_HELPER: ReadonlySet<FixKind> = new Set(['fallback', 'background', 'router']);

/** Checks one offered fix of one finding. `host` must hold `files`. */
export function checkFix(
  files: Files,
  host: ModuleHost,
  before: FileAnalysis,
  finding: Finding,
  fix: Fix,
  resultHost: (files: Files) => ModuleHost = (changed) => new MemoryHost(changed),
): void {
  const { file } = finding;
  const [change, ...others] = fix.changes;
  assert.ok(
    change && others.every(({ creates }) => creates) && change.file === file,
    'a fix changes the file of its finding, and may make others',
  );
  const text = files[file]!;
  const changed = applyEdits(text, change.edits);
  const explain = `${fix.id}${fix.tier ? ` ${fix.tier}` : ''} on ${finding.rule}(${finding.messageId}) made of\n${text}\nthis:\n${changed}`;
  assert.notEqual(changed, text, explain);
  const after = resultHost({
    ...files,
    ...Object.fromEntries(others.map(({ file: made, edits }) => [made, applyEdits('', edits)])),
    [file]: changed,
  });
  const facts = host.source(file)!.facts;
  if (!facts.hasErrors) assert.equal(after.source(file)!.facts.hasErrors, false, `new syntax errors: ${explain}`);
  const analysis = analyze(file, after);
  // What these write is run in test/execution.
  if (fix.kind === 'batch') return checkConversion(text, changed, before, analysis, explain);
  assert.equal(analysis.calls.length, before.calls.length, `calls appear or vanish: ${explain}`);
  if (!finding.callSite) return checkFileFix(finding, before, analysis, explain);
  const position = before.calls.indexOf(finding.callSite);
  // The helper that waits sends the request: its call stands elsewhere in the order of calls.
  const site = fix.kind === 'background' ? undefined : analysis.calls[position]!;
  if (site)
    assert.equal(
      analysis.findings.some(({ rule, callSite }) => rule === finding.rule && callSite === site),
      false,
      `the finding stays: ${explain}`,
    );
  else assert.equal(ofRule(analysis, finding.rule), ofRule(before, finding.rule) - 1, `the finding stays: ${explain}`);
  if (site && fix.tier !== undefined)
    assert.equal(site.tier.state === 'literal' && site.tier.value, fix.tier, `another tier is written: ${explain}`);
  assert.ok(guarded(analysis) <= guarded(before), `new findings: ${explain}`);
  for (const { span } of change.edits)
    assert.ok(
      allowedRegions(finding, fix, host).some((region) => contains(region, span)) ||
        ((WRITES_HELPER.has(fix.kind) || importsSettings(finding)) && isAtTopLevel(text, span)),
      `an edit at ${span.start} is outside of the call: ${explain}`,
    );
  if (isSilencing(fix))
    assert.equal(
      changed.replace(/[ \t]*(#|\/\/|\/\*) ?tier: ?.*?(\*\/ |\r?\n|$)/g, ''),
      text.replace(/[ \t]*(#|\/\/|\/\*) ?tier: ?.*?(\*\/ |\r?\n|$)/g, ''),
      explain,
    );
  if (!text.includes('\r\n')) assert.equal(changed.includes('\r'), false, explain);
  else if (!/(?<!\r)\n/.test(text)) assert.equal(/(?<!\r)\n/.test(changed), false, `line ends are mixed: ${explain}`);
}

/** The call is out of its loop: gone, or left in a function that others may call too. The other calls are as they were. */
function checkConversion(text: string, changed: string, before: FileAnalysis, after: FileAnalysis, explain: string): void {
  assert.ok(
    after.calls.length === before.calls.length - 1 || after.calls.length === before.calls.length,
    `one call goes, at most: ${explain}`,
  );
  assert.equal(looped(after), looped(before) - 1, `one call leaves its loop: ${explain}`);
  assert.ok(guarded(after) <= guarded(before), `new findings: ${explain}`);
  if (!text.includes('\r\n')) assert.equal(changed.includes('\r'), false, explain);
  else if (!/(?<!\r)\n/.test(text)) assert.equal(/(?<!\r)\n/.test(changed), false, `line ends are mixed: ${explain}`);
}

function ofRule({ findings }: FileAnalysis, id: string): number {
  return findings.filter(({ rule }) => rule === id).length;
}

function looped({ calls }: FileAnalysis): number {
  return calls.filter(({ loop }) => loop?.verdict === 'batchable').length;
}

/** A library whose settings are an object: what makes it may have to be imported. */
function importsSettings({ callSite }: Finding): boolean {
  return callSite !== undefined && placesOf(callSite.library, 'service_tier').some(({ madeBy }) => madeBy !== undefined);
}

/** An insertion at the start of a line, or within a line of imports. */
function isAtTopLevel(text: string, span: Span): boolean {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  return span.start === span.end
    ? span.start === lineStart || span.start === text.length
    : /^(?:from|import)\b/.test(text.slice(lineStart, span.start));
}

/** A tier that the model takes at last may uncover a short timeout: one finding less, one more. */
function guarded({ findings }: FileAnalysis): number {
  return findings.filter(({ rule }) => GUARDED.includes(rule)).length;
}

/** A finding about no call: its fix changes comments and nothing that is reported of calls gets worse. */
function checkFileFix({ rule, span, messageId }: Finding, before: FileAnalysis, after: FileAnalysis, explain: string): void {
  assert.equal(
    after.findings.some(
      (each) => each.rule === rule && each.messageId === messageId && each.span.start === span.start && each.span.end === span.end,
    ),
    false,
    `the finding stays: ${explain}`,
  );
  assert.ok(guarded(after) <= guarded(before), `new findings: ${explain}`);
}

/** The call, the client's constructor, the place for imports, and values written elsewhere in the file that the call uses. */
function allowedRegions({ file, callSite }: Finding, fix: Fix, host: ModuleHost): readonly Span[] {
  const { text, facts } = host.source(file)!;
  const site = callSite!;
  if (isSilencing(fix)) {
    const lineStart = text.lastIndexOf('\n', site.statement.start - 1) + 1;
    const lineAbove = text.lastIndexOf('\n', lineStart - 2) + 1;
    return [{ start: lineAbove, end: site.statement.end }];
  }
  const imports = { start: facts.importInsertion.offset, end: facts.importInsertion.offset };
  const construction = site.client.construction?.file === file ? [site.client.construction.call.span] : [];
  const written = [site.written.tier, site.written.timeout].flatMap((expression) =>
    expression && expression !== 'elsewhere' ? expression.span : [],
  );
  const model =
    site.model.state === 'literal'
      ? [site.model, site.model.literalAt].flatMap((at) => (at?.span && at.file === file ? [at.span] : []))
      : [];
  return [site.call.span, imports, ...construction, ...written, ...model];
}
