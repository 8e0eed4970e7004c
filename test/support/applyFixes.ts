/** Applies fixes the way the command line does: all of one kind, again and again while some had to wait. */
import assert from 'node:assert/strict';
import { combineFixes } from '../../server/src/core/fixes/combine';
import type { Fix } from '../../server/src/core/findings/fix';
import type { Finding } from '../../server/src/core/findings/finding';
import { applyNotebookEdits, readNotebook } from '../../server/src/core/syntax/notebook';
import { applyEdits, type TextEdit } from '../../server/src/core/text/textEdit';
import { analyze, rulesInPlay } from './analysis';
import { hostOf, type Fixture } from './fixtures';
import { readMarkers } from './markers';

const MAX_PASSES = 8;

/** `add-flex`, `add-tier-default`: a fix by its id, and by the tier it writes where an id has several. */
export function isFixNamed(name: string, { id, tier }: Fix): boolean {
  return id === name || `${id}-${tier}` === name;
}

/** Edits of a notebook are offsets of its code. */
function applyTo(file: string, content: string, edits: readonly TextEdit[]): string {
  const notebook = file.endsWith('.ipynb') ? readNotebook(content) : undefined;
  return notebook ? applyNotebookEdits(content, notebook, edits) : applyEdits(content, edits);
}

/**
 * The text of one file of a fixture after all fixes of that name for the rules the fixture is about. A file that the
 * fixture does not have is one that the fixes of the others make.
 */
export function fixFixture(fixture: Fixture, source: string, fix: string): string {
  if (fixture.files[source] !== undefined) return fixAs(fixture, source, fix)[source]!;
  const files = Object.keys(fixture.files).reduce((fixed, each) => fixAs({ ...fixture, files: fixed }, each, fix), fixture.files);
  return files[source] ?? assert.fail(`no ${fix} makes ${source}`);
}

function fixAs(fixture: Fixture, source: string, fix: string): Fixture['files'] {
  const judged = rulesInPlay(fixture, readMarkers(hostOf(fixture).source(source)!.text));
  return fixFiles(fixture, source, (finding) => (judged.has(finding.rule) ? finding.fixes.filter((each) => isFixNamed(fix, each)) : []));
}

/** Applies the chosen fixes of a file's findings until none is left over: its text then. */
export function fixFile(fixture: Fixture, source: string, choose: (finding: Finding) => readonly Fix[]): string {
  return fixFiles(fixture, source, choose)[source]!;
}

function fixFiles(fixture: Fixture, source: string, choose: (finding: Finding) => readonly Fix[]): Fixture['files'] {
  let files = fixture.files;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const { edits, postponed } = combineFixes(
      analyze(source, hostOf({ ...fixture, files })).findings.flatMap((finding) => choose(finding).slice(0, 1)),
    );
    files = { ...files, ...Object.fromEntries([...edits].map(([file, changes]) => [file, applyTo(file, files[file] ?? '', changes)])) };
    if (postponed.length === 0) return files;
  }
  return assert.fail(`fixes of ${source} are still postponed after ${MAX_PASSES} passes`);
}
