import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { audit } from '../../core/audit/audit';
import { usageAudit } from '../../core/audit/usageAudit';
import type { Usage } from '../../core/usage/usage';
import { printableData } from '../../core/text/printable';
import { parseUsage, UsageFileError } from '../../core/usage/usageFile';
import { collectCalls } from '../audit/collectCalls';
import { htmlAudit } from '../audit/htmlReport';
import { jsonAudit } from '../audit/jsonReport';
import { markdownAudit } from '../audit/markdownReport';
import type { AuditReport } from '../audit/report';
import { textAudit } from '../audit/textReport';
import { colorsFor } from '../colors';
import { EXIT, UsageError, type Finish } from '../exit';
import { catalogHere, scanInput } from '../input';
import { writeReport } from '../output';

const FORMATS = ['text', 'json', 'markdown', 'html'] as const;

interface AuditOptions {
  readonly format: (typeof FORMATS)[number];
  readonly output?: string;
  readonly usage?: string;
  readonly cache: boolean;
}

/** `tierlint audit`: what a code base's calls cost, what they could cost, and what to do first. */
export function auditCommand(finish: Finish): Command {
  return new Command('audit')
    .description('report what calls could cost less, by folder, owner and model, and what to do first')
    .argument('[paths...]', 'files, folders or globs (default: the working directory)')
    .addOption(new Option('-f, --format <name>', 'format of the report').choices(FORMATS).default('text'))
    .option('-o, --output <file>', 'write the report to a file')
    .option('-u, --usage <file>', 'real usage, as `tierlint usage pull` or `tierlint usage import` writes it')
    .option('--no-cache', 'neither use nor keep results of earlier runs')
    .action(async (paths: string[], { format, output, usage: usagePath, cache }: AuditOptions) => {
      const usage = usagePath === undefined ? undefined : readUsage(usagePath);
      const scan = await scanInput(paths, { cache });
      const { calls, oldestPrice } = await collectCalls(scan);
      const report: AuditReport = {
        audit: audit(calls, { date: scan.today, files: scan.files.length, ...(oldestPrice !== undefined && { oldestPrice }) }),
        ...(usage && { usage: usageAudit(usage, calls, catalogHere()) }),
      };
      writeReport(render(report, format, output), output);
      finish(EXIT.ok);
    });
}

function render(report: AuditReport, format: AuditOptions['format'], output: string | undefined): string {
  switch (format) {
    case 'text':
      return textAudit(printableData(report), colorsFor(output === undefined ? process.stdout : undefined));
    case 'json':
      return jsonAudit(report);
    case 'markdown':
      return markdownAudit(report);
    case 'html':
      return htmlAudit(report);
  }
}

function readUsage(path: string): Usage {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`can't read ${path}: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}`);
  }
  try {
    return parseUsage(text);
  } catch (error) {
    if (error instanceof UsageFileError) throw new UsageError(`${path} ${error.message}`);
    throw error;
  }
}
