import { printable } from '../core/text/printable';

/** A line for people on standard error, whatever the words hold. */
export function note(text: string): void {
  process.stderr.write(`tierlint: ${printable(text)}\n`);
}
