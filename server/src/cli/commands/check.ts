import { Command, Option } from 'commander';
import { checkResult } from '../checkResult';
import { colorsFor } from '../colors';
import { EXIT, type Finish } from '../exit';
import { scanInput } from '../input';
import { writeReport } from '../output';
import { FORMATS, reporterFor, type Format } from '../reporters';
import { FAIL_ON, reaches, type FailOn } from '../severity';

interface CheckOptions {
  readonly format: Format;
  readonly output?: string;
  readonly failOn: FailOn;
  readonly cache: boolean;
}

/** `tierlint check`: reports calls and findings. */
export function checkCommand(finish: Finish): Command {
  return new Command('check')
    .description('report OpenAI calls and what could run cheaper')
    .argument('[paths...]', 'files, folders or globs (default: the working directory)')
    .addOption(new Option('-f, --format <name>', 'format of the report').choices(FORMATS).default('text'))
    .option('-o, --output <file>', 'write the report to a file')
    .addOption(new Option('--fail-on <level>', 'exit with 1 from this severity on').choices(FAIL_ON).default('warning'))
    .option('--no-cache', 'neither use nor keep results of earlier runs')
    .action(async (paths: string[], { format, output, failOn, cache }: CheckOptions) => {
      const start = performance.now();
      const scanned = await scanInput(paths, { cache });
      const result = checkResult(scanned, (performance.now() - start) / 1000);
      const colors = colorsFor(output === undefined ? process.stdout : undefined);
      writeReport(reporterFor(format, colors)(result), output);
      finish(reaches(result.findings.map(({ severity }) => severity), failOn) ? EXIT.findings : EXIT.ok);
    });
}
