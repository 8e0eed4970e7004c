/** What holds for every program, whatever it holds. Each check gives what is wrong in words; nothing where all is well. */
import { combineFixes } from '../../server/src/core/fixes/combine';
import type { Fix } from '../../server/src/core/findings/fix';
import { applyEdits } from '../../server/src/core/text/textEdit';
import { FixProof } from '../../server/src/workspace/fixProof';
import { scanLimits } from '../../server/src/workspace/limits';
import { Workspace } from '../../server/src/workspace/workspace';
import { testFrontEnds } from '../support/frontEnds';
import { memoryFileSystem } from '../support/memoryFileSystem';

const TODAY = '2026-11-28';

export function workspaceOf(path: string, text: string): Workspace {
  const files = {
    [path]: text,
    '/p/requirements.txt': 'openai\n',
    '/p/package.json': '{"dependencies":{"openai":"^7.0.0","undici":"^7.0.0"}}',
  };
  return new Workspace({ fileSystem: memoryFileSystem(files), frontEnds: testFrontEnds, roots: ['/p'], limits: scanLimits() });
}

/** Findings as they are shown, with the names of their fixes. */
export function shownIn(path: string, workspace: Workspace): readonly string[] {
  const { findings } = workspace.analyze(path, workspace.optionsFor(path, TODAY));
  return findings.map(
    ({ rule, message, span, fixes }) => `${rule} ${span.start}-${span.end} ${message} ${fixes.map(({ id }) => id).join()}`,
  );
}

/** Every fix by itself, and all of one kind together. */
export function checkFixes(path: string, text: string): string | undefined {
  const workspace = workspaceOf(path, text);
  const { findings } = workspace.analyze(path, workspace.optionsFor(path, TODAY));
  const proof = new FixProof(workspace);
  const before = workspace.problems(path, text);
  const byKind = new Map<string, Fix[]>();
  for (const { fixes, rule, span } of findings) {
    for (const fix of fixes) {
      if (!proof.keepsAll(fix)) continue;
      byKind.set(`${fix.id} ${fix.tier ?? ''}`, [...(byKind.get(`${fix.id} ${fix.tier ?? ''}`) ?? []), fix]);
      const problem = checkFix(path, text, fix, before, { rule, start: span.start });
      if (problem) return `${fix.id} (${rule} at ${span.start}): ${problem}`;
    }
  }
  for (const [kind, fixes] of byKind) {
    const { edits } = combineFixes(fixes);
    try {
      applyEdits(text, edits.get(path) ?? []);
    } catch {
      return `all of ${kind} together: edits overlap`;
    }
  }
  return undefined;
}

function checkFix(path: string, text: string, fix: Fix, before: number, finding: { rule: string; start: number }): string | undefined {
  const own = fix.changes.find(({ file }) => file === path);
  if (!own) return undefined;
  const after = applyEdits(text, own.edits);
  const fresh = workspaceOf(path, after);
  if (fresh.problems(path, after) > before) return 'the text after it does not parse';
  if (newKindOfLineEnd(text, after)) return 'it writes line ends that the file has not got';
  const again = fresh
    .analyze(path, fresh.optionsFor(path, TODAY))
    .findings.filter(({ rule, span }) => rule === finding.rule && span.start === finding.start)
    .flatMap(({ fixes }) => fixes)
    .find((each) => each.id === fix.id && each.tier === fix.tier && own.edits.every(({ span }) => span.start >= finding.start));
  return again && new FixProof(fresh).keepsAll(again) ? 'applied once, it is offered again' : undefined;
}

function newKindOfLineEnd(before: string, after: string): boolean {
  const kinds = (text: string): Set<string> => new Set(text.match(/\r\n|\r|\n/g));
  const known = kinds(before);
  return known.size > 0 && [...kinds(after)].some((kind) => !known.has(kind));
}

/** Edits one after the other through one workspace, as an editor sends them, against a fresh look at each text. */
export function checkEdits(path: string, texts: readonly string[]): string | undefined {
  const edited = workspaceOf(path, texts[0]!);
  for (const text of texts) {
    edited.setOverlay(path, text);
    const fresh = workspaceOf(path, '');
    fresh.setOverlay(path, text);
    const [kept, anew] = [shownIn(path, edited), shownIn(path, fresh)];
    if (JSON.stringify(kept) !== JSON.stringify(anew)) return `after edits: ${JSON.stringify(kept)}; a fresh look: ${JSON.stringify(anew)}`;
  }
  edited.dispose();
  return undefined;
}
