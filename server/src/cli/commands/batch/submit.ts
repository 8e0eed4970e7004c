import { Command } from 'commander';
import { createClient, failuresOf, submit } from '../../../batch';
import { colorsFor } from '../../colors';
import { EXIT, UsageError, type Finish } from '../../exit';
import { describe, findingLine, talking } from './shared';
import { validate } from './validate';

interface SubmitCommandOptions {
  readonly description?: string;
  readonly again: boolean;
}

/** `tierlint batch submit`: checks, uploads and starts. A file that is wrong is not uploaded. */
export function submitCommand(finish: Finish): Command {
  return new Command('submit')
    .description('upload files of Batch requests and start them (needs OPENAI_API_KEY)')
    .argument('<files...>', 'JSONL files')
    .option('--description <text>', 'kept with the batch, and shown in the dashboard')
    .option('--again', 'submit a file that was submitted before once more', false)
    .action(async (files: string[], { description, again }: SubmitCommandOptions) => {
      const endpoints = new Map<string, string>();
      for (const file of files) {
        const { findings, summary } = await validate(file);
        const colors = colorsFor(process.stderr);
        process.stderr.write(findings.map((finding) => findingLine(file, finding, colors)).join(''));
        if (findings.some(({ severity }) => severity === 'error')) {
          process.stderr.write(`tierlint: ${file}: nothing was submitted: put these lines right first\n`);
          return finish(EXIT.findings);
        }
        const [endpoint] = summary.urls;
        if (endpoint === undefined) throw new UsageError(`${file}: holds no requests`);
        endpoints.set(file, endpoint);
        process.stderr.write(`${file}: ${describe(summary)}\n`);
      }
      await talking(async () => {
        const client = createClient({ key: process.env['OPENAI_API_KEY'], keyName: 'OPENAI_API_KEY' });
        for (const [file, endpoint] of endpoints) {
          const { batch, resumed, failedBefore } = await submit(client, file, {
            endpoint,
            again,
            metadata: { ...(description && { description }), source: 'tierlint' },
          });
          if (failedBefore)
            process.stderr.write(
              `${file}: ${failedBefore.id} failed before: nothing was run, and it cost nothing:\n${failuresOf(failedBefore)}`,
            );
          process.stdout.write(`${file}: ${batch.id} ${batch.status}${resumed ? ' (going on from the run before)' : ''}\n`);
        }
      });
      process.stderr.write(`Answers come within 24 hours: \`tierlint batch results ${files[0]} --wait\` collects them.\n`);
      finish(EXIT.ok);
    });
}
