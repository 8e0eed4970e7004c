import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { defaultCatalog } from '../../../core/catalog/catalog';
import { spendingOf } from '../../../core/usage/spending';
import type { Usage } from '../../../core/usage/usage';
import { parseUsage, UsageFileError } from '../../../core/usage/usageFile';
import { EXIT, UsageError, type Finish } from '../../exit';
import { fileProblem } from '../batch/shared';
import { DEFAULT_OUTPUT, usageTable } from './shared';

/** `tierlint usage show`: what a usage file says, and what the same tokens would have cost on cheaper tiers. */
export function showCommand(finish: Finish): Command {
  return new Command('show')
    .description('show what was used per project and model, and what it would have cost on cheaper tiers')
    .argument('[file]', 'written by pull or import', DEFAULT_OUTPUT)
    .addOption(new Option('-f, --format <name>', 'format of the report').choices(['text', 'json']).default('text'))
    .action((file: string, { format }: { readonly format: 'text' | 'json' }) => {
      const usage = readUsageFile(file);
      process.stdout.write(
        format === 'json'
          ? `${JSON.stringify({ version: 1, start: usage.start, end: usage.end, ...spendingOf(usage, defaultCatalog) }, null, 2)}\n`
          : usageTable(usage),
      );
      finish(EXIT.ok);
    });
}

/** @throws UsageError when the file can't be read or is no usage file. */
function readUsageFile(file: string): Usage {
  try {
    return parseUsage(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(error instanceof UsageFileError ? `${file} ${error.message}` : `${file}: ${fileProblem(error)}`);
  }
}
