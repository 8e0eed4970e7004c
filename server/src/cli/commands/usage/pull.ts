import { Command } from 'commander';
import { createClient, lastDays, pullUsage } from '../../../batch';
import { EXIT, UsageError, type Finish } from '../../exit';
import { talking, wholeNumber } from '../batch/shared';
import { DEFAULT_OUTPUT, mayWrite, usageTable, writeUsage } from './shared';

interface PullCommandOptions {
  readonly days: number;
  readonly start?: string;
  readonly end?: string;
  readonly daily: boolean;
  readonly output: string;
  readonly force: boolean;
}

/** `tierlint usage pull`: through the admin API, with the key in OPENAI_ADMIN_KEY. */
export function pullCommand(finish: Finish): Command {
  return new Command('pull')
    .description('read usage and costs of the organisation (needs OPENAI_ADMIN_KEY)')
    .option('--days <n>', 'the last so many days, today not included', wholeNumber('--days'), 30)
    .option('--start <date>', 'first day, such as 2026-10-01, instead of --days')
    .option('--end <date>', 'day after the last one (default: today)')
    .option('--daily', 'keep a row per day instead of per month', false)
    .option('-o, --output <file>', 'where it goes', DEFAULT_OUTPUT)
    .option('--force', 'replace the file when it is there', false)
    .action(async (options: PullCommandOptions) => {
      const range = rangeOf(options, new Date());
      mayWrite(options.output, options.force);
      const usage = await talking(() => {
        const client = createClient({ key: process.env['OPENAI_ADMIN_KEY'], keyName: 'OPENAI_ADMIN_KEY' });
        return pullUsage(client, {
          ...range,
          daily: options.daily,
          keyName: 'OPENAI_ADMIN_KEY',
          onPage: (what, page, until) => process.stderr.write(`${what}: page ${page}, until ${until}\n`),
        });
      });
      writeUsage(usage, options.output);
      process.stdout.write(`${options.output}: ${usageTable(usage)}`);
      finish(EXIT.ok);
    });
}

/** @throws UsageError for dates that are none, or in the wrong order. */
function rangeOf(
  { days, start, end }: Pick<PullCommandOptions, 'days' | 'start' | 'end'>,
  now: Date,
): { readonly start: string; readonly end: string } {
  const until = end === undefined ? now.toISOString().slice(0, 10) : dateOf('--end', end);
  const from = start === undefined ? lastDays(days, until).start : dateOf('--start', start);
  if (from >= until) throw new UsageError(`--start ${from} is not before --end ${until}`);
  return { start: from, end: until };
}

function dateOf(option: string, text: string): string {
  const isDate = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!isDate || new Date(text).toISOString().slice(0, 10) !== text)
    throw new UsageError(`${option} takes a date such as 2026-10-01: not "${text}"`);
  return text;
}
