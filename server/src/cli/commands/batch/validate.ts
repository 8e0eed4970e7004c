import { Command, Option } from 'commander';
import { defaultCatalog } from '../../../core/catalog/catalog';
import { batchJsonl } from '../../../core/rules/batchJsonl';
import { checkBatchFile, type CheckedBatchFile } from '../../../workspace/batchFile';
import { colorsFor } from '../../colors';
import { EXIT, UsageError, type Finish } from '../../exit';
import { writeReport } from '../../output';
import { count } from '../../count';
import { FAIL_ON, reaches, type FailOn } from '../../severity';
import { describe, fileProblem, findingLine, mustBeFile, today } from './shared';

interface ValidateOptions {
  readonly format: 'text' | 'json';
  readonly output?: string;
  readonly failOn: FailOn;
}

/** `tierlint batch validate`: the rule batch-jsonl on named files, whatever they look like. */
export function validateCommand(finish: Finish): Command {
  return new Command('validate')
    .description('check files of Batch requests before they are submitted')
    .argument('<files...>', 'JSONL files')
    .addOption(new Option('-f, --format <name>', 'format of the report').choices(['text', 'json']).default('text'))
    .option('-o, --output <file>', 'write the report to a file')
    .addOption(new Option('--fail-on <level>', 'exit with 1 from this severity on').choices(FAIL_ON).default('warning'))
    .action(async (files: string[], { format, output, failOn }: ValidateOptions) => {
      const checked: [string, CheckedBatchFile][] = [];
      for (const file of files) checked.push([file, await validate(file)]);
      writeReport(format === 'json' ? jsonReport(checked) : textReport(checked, output !== undefined), output);
      const severities = checked.flatMap(([, { findings }]) => findings.map(({ severity }) => severity));
      const hasNothing = checked.some(([, { summary }]) => summary.requests === 0);
      finish(hasNothing || reaches(severities, failOn) ? EXIT.findings : EXIT.ok);
    });
}

/** @throws UsageError when the file can't be read. */
export async function validate(file: string): Promise<CheckedBatchFile> {
  mustBeFile(file);
  try {
    return await checkBatchFile(file, { catalog: defaultCatalog, today: today() });
  } catch (error) {
    throw new UsageError(`${file}: ${fileProblem(error)}`);
  }
}

function textReport(checked: readonly (readonly [string, CheckedBatchFile])[], toFile: boolean): string {
  const colors = colorsFor(toFile ? undefined : process.stdout);
  return checked
    .map(([file, { findings, summary }]) => {
      const verdict = summary.requests === 0 ? 'no requests' : summary.problems === 0 ? 'no problems' : count(summary.problems, 'problem');
      return `${findings.map((finding) => findingLine(file, finding, colors)).join('')}${file}: ${describe(summary)}: ${verdict}\n`;
    })
    .join('');
}

function jsonReport(checked: readonly (readonly [string, CheckedBatchFile])[]): string {
  const files = checked.map(([path, { findings, summary }]) => ({
    path,
    ...summary,
    findings: findings.map(({ messageId, severity, message, line, span }) => ({
      rule: batchJsonl.id,
      messageId,
      severity,
      message,
      line: line + 1,
      column: span.start + 1,
      endLine: line + 1,
      endColumn: span.end + 1,
    })),
  }));
  return `${JSON.stringify({ version: 1, files }, null, 2)}\n`;
}
