import { Command, Option } from 'commander';
import type { Batch } from 'openai/resources/batches';
import { batchIdOf, createClient, errorsOf, newest, retrieve } from '../../../batch';
import { printable } from '../../../core/text/printable';
import { EXIT, type Finish } from '../../exit';
import { progress, talking, wholeNumber } from './shared';

interface StatusOptions {
  readonly format: 'text' | 'json';
  readonly limit: number;
}

/** `tierlint batch status`: how far batches are. */
export function statusCommand(finish: Finish): Command {
  return new Command('status')
    .description('show how far batches are (needs OPENAI_API_KEY)')
    .argument('[batches...]', 'ids, or files that were submitted (default: the newest batches)')
    .addOption(new Option('-f, --format <name>', 'format of the report').choices(['text', 'json']).default('text'))
    .option('--limit <n>', 'how many of the newest', wholeNumber('--limit'), 20)
    .action(async (asked: string[], { format, limit }: StatusOptions) => {
      const batches = await talking(async () => {
        const ids = asked.map(batchIdOf);
        const client = createClient({ key: process.env['OPENAI_API_KEY'], keyName: 'OPENAI_API_KEY' });
        if (asked.length === 0) return newest(client, limit);
        const found: Batch[] = [];
        for (const id of ids) found.push(await retrieve(client, id));
        return found;
      });
      if (format === 'json') process.stdout.write(`${JSON.stringify({ version: 1, batches }, null, 2)}\n`);
      else process.stdout.write(batches.length === 0 ? 'No batches.\n' : batches.map(line).join(''));
      finish(asked.length > 0 && batches.some(({ status }) => status === 'failed' || status === 'expired') ? EXIT.findings : EXIT.ok);
    });
}

function line(batch: Batch): string {
  const created = new Date(batch.created_at * 1000).toISOString().slice(0, 16).replace('T', ' ');
  const parts = [
    batch.id,
    batch.status.padEnd(11),
    created,
    batch.endpoint,
    ...(batch.model ? [batch.model] : []),
    ...(progress(batch) ? [progress(batch)] : []),
  ];
  return `${printable(parts.join('  '))}\n${errorsOf(batch)
    .map((error) => `    ${printable(error)}\n`)
    .join('')}`;
}
