/** Putting a whole file right, line by line: what `tierlint fix` does with Batch input of any size. */
import { readBatchLine } from './batchLine';
import { mendFor, mendLine } from './mend';
import { Spread } from './spread';

export class BatchMender {
  /** How many lines, or runs of lines, were changed. */
  changed = 0;
  private spread: Spread | undefined;
  private blank: string[] = [];
  private count = 0;

  constructor(private readonly lineEnd: string) {}

  /** The lines that come of the next one: none while a value goes on. */
  add(text: string): readonly string[] {
    const line = readBatchLine(text);
    const held = { text, line, bytes: 0, number: this.count++ };
    if (!this.spread && line.problems[0]?.messageId === 'blankLine') {
      this.blank.push(text);
      return [];
    }
    // Empty lines go where a line follows them.
    this.changed += this.blank.length;
    this.blank = [];
    if (!this.spread && line.problems.at(-1)?.messageId === 'invalidJson' && Spread.mayBegin(text)) this.spread = new Spread();
    if (!this.spread) return [this.mended(text)];
    const { spread } = this;
    const step = spread.add(held);
    if (step === 'open' && !spread.isLong) return [];
    this.spread = undefined;
    if (step === 'closed') return [this.joined(spread)];
    return [...spread.lines.map((each) => this.mended(each.text)), ...(spread.lines.at(-1) === held ? [] : [this.mended(text)])];
  }

  /** What is left at the end of the file. */
  end(): readonly string[] {
    const rest = [...(this.spread?.lines.map(({ text }) => this.mended(text)) ?? []), ...this.blank];
    this.spread = undefined;
    this.blank = [];
    return rest;
  }

  private mended(text: string): string {
    const mended = mendLine(text, this.lineEnd);
    if (mended !== undefined) this.changed++;
    return mended ?? text;
  }

  private joined(spread: Spread): string {
    const mend = mendFor('indented', spread.text, this.lineEnd);
    if (!mend) return spread.lines.map(({ text }) => text).join(this.lineEnd);
    this.changed++;
    const text = mend.edits[0]!.newText;
    return text
      .split(this.lineEnd)
      .map((line) => mendLine(line, this.lineEnd) ?? line)
      .join(this.lineEnd);
  }
}
