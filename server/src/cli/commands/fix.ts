import { setImmediate as breathe } from 'node:timers/promises';
import { Command } from 'commander';
import type { Fix } from '../../core/findings/fix';
import type { EditableFile } from '../../workspace/editableFile';
import type { MendedBatch } from '../../workspace/mendBatch';
import { EXIT, UsageError, type Finish } from '../exit';
import { fixBatchFiles } from '../fixing/fixBatchFiles';
import { fixFiles, type FixedFiles } from '../fixing/fixFiles';
import { selectionOf } from '../fixing/selection';
import { unifiedDiff } from '../fixing/unifiedDiff';
import { scanInput, shown } from '../input';
import { count } from '../count';
import { levelsOf, ruleOption } from '../ruleOption';
import { note } from '../say';
import { endCleanly } from '../signals';
import { reaches } from '../severity';

interface FixOptions {
  readonly apply?: string;
  readonly tier?: string;
  readonly diff?: true;
  readonly cache: boolean;
  readonly rule?: readonly string[];
}

/** `tierlint fix`: applies fixes and writes the files, or shows what it would change. */
export function fixCommand(finish: Finish): Command {
  return new Command('fix')
    .description('apply fixes; without --apply only those that leave behaviour as it is')
    .argument('[paths...]', 'files, folders or globs (default: the working directory)')
    .option('--apply <ids>', 'fixes to apply, separated by commas: add-flex, raise-timeout, ...')
    .option('--tier <name>', 'the tier to write: standard, priority, auto or flex')
    .option('--diff', 'show the changes and write nothing')
    .addOption(ruleOption())
    .option('--no-cache', 'neither use nor keep results of earlier runs')
    .action(async (paths: string[], { apply, tier, diff, cache, rule }: FixOptions) => {
      const selection = selectionOf({ apply, tier });
      const scanned = await scanInput(paths, { cache, levels: levelsOf(rule) });
      const failures: string[] = [];
      const onProblem = (path: string, reason: string): void => void failures.push(`${shown(path)}: ${reason}`);
      const batch = await fixBatchFiles(scanned, selection, onProblem);
      const { files, applied, leftOut, left } = await fixFiles(batch.scan, selection, onProblem);
      const fixed: AllFixed = { files: [...files, ...batch.files], applied: [...applied, ...batch.applied], leftOut, left };
      for (const file of diff ? fixed.files : []) {
        const [before, after] = file.beforeAndAfter;
        process.stdout.write(file.encode(unifiedDiff(shown(file.path), before, after, file.isNew)));
      }
      const written = diff ? fixed.files : await writeAll(fixed, failures);
      failures.forEach(note);
      for (const { file, line, id, reason } of fixed.leftOut) note(`${shown(file)}:${line}: ${id} left out: ${reason}`);
      const summary = summarize(diff ? 'would change' : 'changed', fixed, written);
      (diff ? process.stderr : process.stdout).write(`${summary} ${count(fixed.left.length, 'finding')} left.\n`);
      const packages = [...new Set(appliedTo(written, fixed).flatMap(({ needs = [] }) => needs))];
      if (packages.length > 0)
        process.stderr.write(`The changed files import packages that their project does not list: npm install ${packages.join(' ')}\n`);
      const failed = written.length < fixed.files.length || fixed.leftOut.some(({ isFault }) => isFault);
      finish(
        failed
          ? EXIT.failure
          : reaches(
                fixed.left.map(({ severity }) => severity),
                'warning',
              )
            ? EXIT.findings
            : EXIT.ok,
      );
    });
}

/** Code and Batch input: both are written in the same way. */
type FixedFile = EditableFile | MendedBatch;
type AllFixed = Omit<FixedFiles, 'files'> & { readonly files: readonly FixedFile[] };

/** New files first: what would import one that can't be made is left alone. */
async function writeAll({ files, applied }: AllFixed, failures: string[]): Promise<readonly FixedFile[]> {
  endCleanly();
  const lost = new Set<string>();
  const written: FixedFile[] = [];
  for (const file of [...files].sort((a, b) => Number(b.isNew) - Number(a.isNew))) {
    const missing = applied.flatMap(({ changes }) =>
      changes.some((change) => change.file === file.path) ? changes.filter((change) => lost.has(change.file)) : [],
    )[0];
    if (missing) failures.push(`${shown(file.path)}: left alone: it needs ${shown(missing.file)}`);
    else if (write(file, failures)) written.push(file);
    else lost.add(file.path);
    // Lets a signal be heard: between two files nothing is half-written.
    await breathe();
  }
  return written;
}

function write(file: FixedFile, failures: string[]): boolean {
  try {
    const { wasHardLinked } = file.save();
    if (wasHardLinked) failures.push(`${shown(file.path)}: was a hard link: its other names keep the old text`);
    return true;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    failures.push(`${shown(file.path)}: left alone: ${error instanceof UsageError || !code ? message : code}`);
    return false;
  }
}

/** The fixes whose changes all reached their files. */
function appliedTo(written: readonly FixedFile[], { applied, files }: AllFixed): readonly Fix[] {
  const done = new Set(written.map(({ path }) => path));
  const lost = new Set(files.map(({ path }) => path).filter((path) => !done.has(path)));
  return applied.filter(({ changes }) => changes.every(({ file }) => !lost.has(file)));
}

/** `Fixed 3 findings in 2 files (2 add-flex, 1 raise-timeout).` */
function summarize(verb: string, fixed: AllFixed, files: readonly FixedFile[]): string {
  if (fixed.files.length === 0) return 'Nothing to fix.';
  if (files.length === 0) return `Fixed nothing: ${count(fixed.files.length, 'file')} could not be written.`;
  const counts = new Map<string, number>();
  for (const { id } of appliedTo(files, fixed)) counts.set(id, (counts.get(id) ?? 0) + 1);
  const parts = [...counts].map(([id, number]) => `${number} ${id}`);
  return `${verb.replace(/^./, (first) => first.toUpperCase())} ${count(files.length, 'file')}: ${parts.join(', ')}.`;
}
