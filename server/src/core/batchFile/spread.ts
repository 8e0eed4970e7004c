/** A value that is written over several lines: a request that was indented, an array of requests. */
import { scanValue } from './syntax/jsonScan';
import type { BatchLine } from './batchLine';

export interface HeldLine {
  readonly text: string;
  readonly line: BatchLine;
  readonly bytes: number;
  /** 0-based, in the file. */
  readonly number: number;
}

export type Step =
  /** It goes on. */
  | 'open'
  /** This line ends it. */
  | 'closed'
  /** It is none after all: each of its lines stands for itself. */
  | 'broken';

/** More than this is not put together again. */
const MOST_CHARACTERS = 16_000_000;
const MOST_LINES = 400_000;

export class Spread {
  readonly lines: HeldLine[] = [];
  private open = '';
  private characters = 0;
  /** Its lines are no longer kept: it is too long to be put together again. */
  isLong = false;

  /** Whether a line that is no JSON may be the first of several that are. */
  static mayBegin(text: string): boolean {
    const trimmed = text.trim();
    if (!/^[{[]/.test(trimmed) || !/[{[,]$/.test(trimmed)) return false;
    const { open, inString, wrong } = scanValue(trimmed);
    return open !== '' && !inString && wrong === undefined;
  }

  add(held: HeldLine): Step {
    // A whole request within an object: the object before it was cut off.
    if (this.open.startsWith('{') && held.line.customId !== undefined) return 'broken';
    const text = held.text.replace(/^\uFEFF/, '');
    const { open, inString, wrong, end } = scanValue(text, 0, this.open);
    this.characters += text.length;
    if (inString || wrong !== undefined) return 'broken';
    // After its end nothing but a comma may come.
    if (end !== undefined && !/^\s*,?\s*$/.test(text.slice(end))) return 'broken';
    if (this.characters > MOST_CHARACTERS || this.lines.length >= MOST_LINES) {
      if (!this.isArray) return 'broken';
      this.isLong = true;
    } else {
      this.lines.push(held);
    }
    this.open = open;
    return end === undefined ? 'open' : 'closed';
  }

  get isArray(): boolean {
    return /^\uFEFF?\s*\[/.test(this.lines[0]?.text ?? '');
  }

  /** Its lines as one text, a comma after its end left out. */
  get text(): string {
    return this.lines
      .map(({ text }) => text.replace(/^\uFEFF/, ''))
      .join('\n')
      .replace(/,\s*$/, '');
  }
}
