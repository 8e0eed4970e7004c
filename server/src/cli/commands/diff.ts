import { Command, Option } from 'commander';
import { isCostIncrease } from '../../core/comparison/comparison';
import { GitError, Repository } from '../../workspace/git/git';
import { colorsFor } from '../colors';
import { collectChanges } from '../diff/collectChanges';
import { diffJson, diffMarkdown, diffText, type DiffReport } from '../diff/reports';
import { EXIT, UsageError, type Finish } from '../exit';
import { scanInput, workingFolder } from '../input';
import { writeReport } from '../output';

interface DiffOptions {
  readonly format: 'text' | 'markdown' | 'json';
  readonly output?: string;
  readonly failOn: 'cost-increase' | 'never';
  readonly cache: boolean;
}

/** `tierlint diff REF`: what the working tree does to the calls, against a commit. */
export function diffCommand(finish: Finish): Command {
  return new Command('diff')
    .description('compare the OpenAI calls of the working tree with those of a git commit')
    .argument('<ref>', 'a commit, branch or tag: main, HEAD~3, v1.2')
    .addOption(new Option('-f, --format <name>', 'format of the report').choices(['text', 'markdown', 'json']).default('text'))
    .option('-o, --output <file>', 'write the report to a file')
    .addOption(
      new Option('--fail-on <policy>', 'exit with 1 when a call that was there costs more')
        .choices(['cost-increase', 'never'])
        .default('never'),
    )
    .option('--no-cache', 'neither use nor keep results of earlier runs')
    .action(async (ref: string, { format, output, failOn, cache }: DiffOptions) => {
      const folder = workingFolder();
      try {
        const repository = Repository.around(folder);
        const commit = repository.commit(ref);
        const changes = await collectChanges(await scanInput([], { cache }), repository, commit, folder);
        writeReport(render({ ref, changes }, format, output), output);
        finish(failOn === 'cost-increase' && changes.some(isCostIncrease) ? EXIT.findings : EXIT.ok);
      } catch (error) {
        if (error instanceof GitError) throw new UsageError(error.message);
        throw error;
      }
    });
}

function render(report: DiffReport, format: DiffOptions['format'], output: string | undefined): string {
  if (format === 'json') return diffJson(report);
  return format === 'markdown' ? diffMarkdown(report) : diffText(report, colorsFor(output === undefined ? process.stdout : undefined));
}
