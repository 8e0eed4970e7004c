import { Command, Option } from 'commander';
import { applyBaseline, DEFAULT_BASELINE, saveBaseline } from '../baseline/applyBaseline';
import { checkResult } from '../checkResult';
import { colorsFor } from '../colors';
import { EXIT, type Finish } from '../exit';
import { scanInput } from '../input';
import { writeReport } from '../output';
import { DEFAULT_FORMAT, REPORTERS, type Format } from '../reporters';
import { FAIL_ON, reaches, type FailOn } from '../severity';
import { levelsOf, ruleOption } from '../ruleOption';
import { note } from '../say';

interface CheckOptions {
  readonly format: Format;
  readonly output?: string;
  readonly failOn: FailOn;
  readonly cache: boolean;
  readonly rule?: readonly string[];
  readonly baseline?: string;
  readonly writeBaseline?: true | string;
}

/** `tierlint check`: reports calls and findings. */
export function checkCommand(finish: Finish): Command {
  return new Command('check')
    .description('report OpenAI calls and what could run cheaper')
    .argument('[paths...]', 'files, folders or globs (default: the working directory)')
    .addOption(new Option('-f, --format <name>', 'format of the report').choices(Object.keys(REPORTERS)).default(DEFAULT_FORMAT))
    .option('-o, --output <file>', 'write the report to a file')
    .addOption(new Option('--fail-on <level>', 'exit with 1 from this severity on').choices(FAIL_ON).default('warning'))
    .addOption(ruleOption())
    .option('--baseline <file>', 'leave out the findings of this file: report and fail on new ones only')
    .option('--write-baseline [file]', `write all findings to the baseline (default: that of --baseline, or ${DEFAULT_BASELINE})`)
    .option('--no-cache', 'neither use nor keep results of earlier runs')
    .action(async (given: string[], { format, output, failOn, cache, rule, baseline, writeBaseline }: CheckOptions) => {
      const start = performance.now();
      const { paths, file } =
        writeBaseline === undefined ? { paths: given, file: undefined } : baselineTarget(given, writeBaseline, baseline);
      const scanned = await scanInput(paths, { cache, levels: levelsOf(rule) });
      const all = checkResult(scanned, (performance.now() - start) / 1000);
      if (file !== undefined) {
        process.stdout.write(`${saveBaseline(all, scanned, file)}\n`);
        return finish(EXIT.ok);
      }
      const { result, notes } = baseline === undefined ? { result: all, notes: [] } : applyBaseline(all, scanned, baseline);
      notes.forEach(note);
      const colors = colorsFor(output === undefined ? process.stdout : undefined);
      writeReport(REPORTERS[format].report(result, colors), output);
      finish(
        reaches(
          result.findings.map(({ severity }) => severity),
          failOn,
        )
          ? EXIT.findings
          : EXIT.ok,
      );
    });
}

/** `--write-baseline src` means the folder, `--write-baseline base.json` the file: its value may be left out. */
function baselineTarget(
  given: readonly string[],
  value: true | string,
  baseline: string | undefined,
): { readonly paths: readonly string[]; readonly file: string } {
  const isFile = value !== true && value.endsWith('.json');
  return { paths: value === true || isFile ? given : [value, ...given], file: isFile ? value : (baseline ?? DEFAULT_BASELINE) };
}
