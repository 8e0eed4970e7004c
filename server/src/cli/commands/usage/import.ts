import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { importUsage, ImportProblem } from '../../../batch';
import { EXIT, UsageError, type Finish } from '../../exit';
import { fileProblem, mustBeFile } from '../batch/shared';
import { DEFAULT_OUTPUT, mayWrite, usageTable, writeUsage } from './shared';

interface ImportOptions {
  readonly daily: boolean;
  readonly output: string;
  readonly force: boolean;
}

/** `tierlint usage import`: exports of the dashboard, without any key or network. */
export function importCommand(finish: Finish): Command {
  return new Command('import')
    .description('read exports of the usage dashboard: CSV, or JSON of the usage API')
    .argument('<files...>', 'usage and costs, together')
    .option('--daily', 'keep the rows as they are instead of one per month', false)
    .option('-o, --output <file>', 'where it goes', DEFAULT_OUTPUT)
    .option('--force', 'replace the file when it is there', false)
    .action((files: string[], { daily, output, force }: ImportOptions) => {
      mayWrite(output, force);
      const texts = files.map((name) => ({ name, text: read(name) }));
      try {
        const usage = importUsage(texts, new Date().toISOString(), daily);
        writeUsage(usage, output);
        process.stdout.write(`${output}: ${usageTable(usage)}`);
      } catch (error) {
        throw error instanceof ImportProblem ? new UsageError(error.message) : error;
      }
      finish(EXIT.ok);
    });
}

function read(file: string): string {
  mustBeFile(file);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file}: ${fileProblem(error)}`);
  }
}
