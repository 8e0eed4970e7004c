import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command, Option } from 'commander';
import { defaultCatalog } from '../../../core/catalog/catalog';
import { splitBatchFile, type Split } from '../../../workspace/splitBatch';
import { colorsFor } from '../../colors';
import { EXIT, UsageError, type Finish } from '../../exit';
import { count } from '../../count';
import { fileProblem, findingLine, mustBeFile, size, today, wholeNumber } from './shared';

interface SplitCommandOptions {
  readonly outDir?: string;
  readonly maxLines?: number;
  readonly maxBytes?: number;
  readonly force: boolean;
  readonly format: 'text' | 'json';
}

/** `tierlint batch split`: by endpoint, model, 50,000 lines and 200 MB. */
export function splitCommand(finish: Finish): Command {
  return new Command('split')
    .description('split files of Batch requests by endpoint, model, 50,000 lines and 200 MB')
    .argument('<files...>', 'JSONL files')
    .option('-d, --out-dir <folder>', 'where the parts go (default: beside the file)')
    .option('--max-lines <n>', 'most lines of a part', wholeNumber('--max-lines'))
    .option('--max-bytes <n>', 'most bytes of a part', wholeNumber('--max-bytes'))
    .option('--force', 'replace files that are there', false)
    .addOption(new Option('-f, --format <name>', 'format of the report').choices(['text', 'json']).default('text'))
    .action(async (files: string[], options: SplitCommandOptions) => {
      const done: (readonly [string, Split])[] = [];
      for (const file of files) done.push([file, await splitOne(file, options)]);
      process.stdout.write(options.format === 'json' ? jsonReport(done) : done.map(([file, split]) => textReport(file, split)).join(''));
      finish(done.some(([, { kind }]) => kind === 'wrong') ? EXIT.findings : EXIT.ok);
    });
}

async function splitOne(file: string, { outDir, maxLines, maxBytes, force }: SplitCommandOptions): Promise<Split> {
  mustBeFile(file);
  const folder = outDir ?? dirname(file);
  try {
    mkdirSync(folder, { recursive: true });
    return await splitBatchFile(file, {
      catalog: defaultCatalog,
      today: today(),
      folder,
      overwrite: force,
      ...(maxLines && { lines: maxLines }),
      ...(maxBytes && { bytes: maxBytes }),
    });
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new UsageError(
        `${path} is there already, and nothing was written: name another folder with --out-dir, or replace it with --force`,
      );
    throw new UsageError(`${file}: ${fileProblem(error)}`);
  }
}

function textReport(file: string, split: Split): string {
  switch (split.kind) {
    case 'whole':
      return `${file}: needs no splitting\n`;
    case 'wrong':
      return `${split.findings.map((finding) => findingLine(file, finding, colorsFor(process.stdout))).join('')}${file}: nothing was written: put these lines right first\n`;
    case 'split':
      return split.parts
        .map(
          ({ path, lines, bytes, url, model }) =>
            `${path}: ${count(lines, 'request')} to ${url}${model === undefined ? '' : `, ${model}`}, ${size(bytes)}\n`,
        )
        .join('');
  }
}

function jsonReport(done: readonly (readonly [string, Split])[]): string {
  const files = done.map(([path, split]) => ({
    path,
    result: split.kind,
    ...(split.kind === 'split' && { parts: split.parts }),
    ...(split.kind === 'wrong' && {
      findings: split.findings.map(({ messageId, message, line }) => ({ messageId, message, line: line + 1 })),
    }),
  }));
  return `${JSON.stringify({ version: 1, files }, null, 2)}\n`;
}
