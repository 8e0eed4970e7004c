import { writeWhole } from '../workspace/writeFile';
import { UsageError } from './exit';

/** Writes a report to a file, or to standard output. @throws UsageError when the file can't be written. */
export function writeReport(report: string, file: string | undefined): void {
  if (file === undefined) {
    process.stdout.write(report);
    return;
  }
  try {
    writeWhole(file, report);
  } catch (error) {
    throw new UsageError(`can't write ${file}: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}`);
  }
}
