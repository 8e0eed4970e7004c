import { FixProof } from '../../workspace/fixProof';
import { combineFixes, type Combined } from '../../core/fixes/combine';
import type { FileEdits, Fix, MissingFix } from '../../core/findings/fix';
import { EditableFile } from '../../workspace/editableFile';
import type { FileReport, FindingReport } from '../../workspace/scan/fileReport';
import { hashText, makeReport } from '../../workspace/scan/makeReport';
import type { Scan } from '../../workspace/scan/scan';
import { DoneFixes } from './doneFixes';
import type { Selection } from './selection';

export interface FixedFiles {
  /** Files with what became of them; not written yet. */
  readonly files: readonly EditableFile[];
  readonly applied: readonly Fix[];
  /** Fixes that were asked for and could not be made, one for each place. */
  readonly leftOut: readonly LeftOut[];
  /** Findings left once all that was asked for is done. */
  readonly left: readonly FindingReport[];
}

/** A place that a fix leaves as it is. */
interface LeftOut extends MissingFix {
  readonly file: string;
  /** 1-based, in its cell for a notebook. */
  readonly line: number;
}

/** One fix may uncover another, or stand in its way; this many rounds are more than any real file needs. */
const MOST_ROUNDS = 100;

/**
 * Applies the selected fixes in memory. Fixes that would change the same text wait for the next round, in which the
 * files are analysed as they are by then.
 */
export async function fixFiles(scan: Scan, selection: Selection, onProblem: (path: string, reason: string) => void): Promise<FixedFiles> {
  const { workspace } = scan;
  const files = new Map<string, EditableFile | undefined>();
  const reports = new Map(scan.reports.map((report) => [report.file, report]));
  const done = new DoneFixes();
  const applied: Fix[] = [];
  const refused = new Set<Fix>();
  const proof = new FixProof(workspace);
  const excluded: LeftOut[] = [];

  const editable = async ({ file: path, creates }: FileEdits): Promise<EditableFile | undefined> => {
    if (!files.has(path)) {
      if (creates) return EditableFile.create(path);
      await workspace.prepare(path);
      const file = EditableFile.open(path, onProblem);
      const report = reports.get(path);
      const isSame = file && (!report || hashText(file.text) === report.textHash);
      if (file && !isSame) onProblem(path, 'left alone: it changed while it was read');
      files.set(path, isSame ? file : undefined);
    }
    return files.get(path);
  };

  await makeKeptAgain(scan, reports, selection);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const wanted: Fix[] = [];
    for (const { file, findings } of reports.values()) {
      for (const { rule, start, fixes } of findings) {
        const fix = selection.pick(fixes);
        if (!fix || refused.has(fix) || done.has(file, keyOf(rule, fix), start)) continue;
        const targets = await Promise.all(fix.changes.map((change) => editable(change)));
        if (targets.every((target) => target !== undefined)) wanted.push(fix);
      }
    }
    const { edits, created, applied: taken } = sound(wanted, refused, proof);
    if (taken.length === 0) break;
    applied.push(...taken);
    excluded.push(...noteTaken(new Set(taken), reports, selection, done));
    for (const [path, list] of edits) {
      const file = files.get(path) ?? EditableFile.create(path);
      files.set(path, file);
      file.apply(list);
      done.move(path, list);
      workspace.setOverlay(path, file.content);
    }
    await renew(reports, scan, (report) => report.basis.dependencies.some((each) => edits.has(each)) || makesAny(report, created));
  }
  const changed = [...files.values()].filter((file): file is EditableFile => file !== undefined && file.isChanged);
  const last = [...reports.values()];
  return {
    files: changed,
    applied,
    leftOut: [...excluded.filter((each) => !isAppliedTo(each, applied)), ...leftOut(last, selection)],
    left: last.flatMap(({ findings }: FileReport) => findings),
  };
}

/** Notes fixes that were taken, so that they are not taken again; answers what they kept out. */
function noteTaken(
  taken: ReadonlySet<Fix>,
  reports: ReadonlyMap<string, FileReport>,
  selection: Selection,
  done: DoneFixes,
): readonly LeftOut[] {
  const excluded: LeftOut[] = [];
  for (const { file, findings } of reports.values()) {
    for (const { rule, start, line, fixes } of findings) {
      const fix = selection.pick(fixes);
      if (!fix || !taken.has(fix)) continue;
      done.add(file, keyOf(rule, fix), start);
      excluded.push(...excludedBy(fix, fixes, selection).map((each) => ({ ...each, file, line })));
    }
  }
  return excluded;
}

/** Makes reports anew that rest on what was changed. */
async function renew(reports: Map<string, FileReport>, scan: Scan, isStale: (report: FileReport) => boolean): Promise<void> {
  const { workspace } = scan;
  for (const [path, report] of reports) {
    if (!isStale(report)) continue;
    await workspace.prepare(path);
    const fresh = makeReport(path, workspace, scan.roots, workspace.optionsFor(path, scan.today, scan.levels));
    if (fresh) reports.set(path, fresh);
  }
}

/** It found its place after all, once the other was applied. */
function isAppliedTo({ id, file }: LeftOut, applied: readonly Fix[]): boolean {
  return applied.some((fix) => fix.id === id && fix.changes.some((change) => change.file === file));
}

/** Of fixes asked for together that one finding offers, the first is applied. */
function excludedBy(taken: Fix, fixes: readonly Fix[], selection: Selection): readonly MissingFix[] {
  const others = new Set(fixes.flatMap(({ id }) => (id !== taken.id && selection.isNamed(id) ? [id] : [])));
  return [...others].map((id) => ({ id, reason: `${taken.id} comes first in --apply and is applied instead` }));
}

/** Faults whatever was asked for; other reasons only for fixes asked for by name. */
function leftOut(reports: readonly FileReport[], selection: Selection): readonly LeftOut[] {
  const found = new Map<string, LeftOut>();
  for (const { file, findings } of reports) {
    for (const { line, fixes, missingFixes } of findings) {
      if (selection.pick(fixes)) continue;
      for (const missing of missingFixes) {
        const key = `${file}\0${line}\0${missing.id}`;
        if (!found.has(key) && (missing.isFault || selection.isNamed(missing.id))) found.set(key, { ...missing, file, line });
      }
    }
  }
  return [...found.values()];
}

/** What fixes come to together. Those that would leave a file worse than it is are refused, and the others put together without them. */
function sound(wanted: readonly Fix[], refused: Set<Fix>, proof: FixProof): Combined {
  const together = combineFixes(wanted);
  const worse = [...together.edits].filter(
    ([file, edits]) => !proof.keeps({ file, edits, ...(together.created.has(file) && { creates: true }) }),
  );
  if (worse.length === 0) return together;
  const files = new Set(worse.map(([file]) => file));
  const suspects = together.applied.filter(({ changes }) => changes.some(({ file }) => files.has(file)));
  const bad = suspects.filter((fix) => !proof.keepsAll(fix));
  // Each is fine alone, and all of them are not: none is sure.
  for (const fix of bad.length > 0 ? bad : suspects) refused.add(fix);
  return sound(
    wanted.filter((fix) => !refused.has(fix)),
    refused,
    proof,
  );
}

function keyOf(rule: string, fix: Fix): string {
  return `${rule}\0${fix.id}`;
}

/** The cache of earlier runs keeps no text: the edits of what is to be fixed are made anew. */
async function makeKeptAgain(
  { workspace, roots, today, levels }: Scan,
  reports: Map<string, FileReport>,
  selection: Selection,
): Promise<void> {
  for (const [path, report] of reports) {
    if (!report.isKept || !report.findings.some((finding) => isAskedFor(finding, selection))) continue;
    await workspace.prepare(path);
    const fresh = makeReport(path, workspace, roots, workspace.optionsFor(path, today, levels));
    if (fresh) reports.set(path, fresh);
  }
}

function isAskedFor({ fixes, missingFixes }: FindingReport, selection: Selection): boolean {
  return selection.pick(fixes) !== undefined || missingFixes.some(({ id, isFault }) => isFault || selection.isNamed(id));
}

/** A fix of the report would make a file that exists by now. */
function makesAny({ findings }: FileReport, created: ReadonlySet<string>): boolean {
  return findings.some(({ fixes }) => fixes.some(({ changes }) => changes.some(({ file, creates }) => creates && created.has(file))));
}
