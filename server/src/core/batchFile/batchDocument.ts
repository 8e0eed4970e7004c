/** A Batch input file in an editor: after a change only the lines that changed are read again. */
import type { Catalog } from '../catalog/catalog';
import type { Span } from '../text/span';
import { BatchCheck, type BatchFinding } from './batchCheck';
import { readBatchLine, type BatchLine } from './batchLine';
import { looksLikeBatch, SNIFFED_CHARACTERS } from './looksLikeBatch';
import { mendFor, type Mend } from './mend';

export interface PlacedBatchFinding extends BatchFinding {
  /** Offsets in the text of the document. */
  readonly place: Span;
}

/** One finding of each kind in fewer lines than a file: an editor shows them all. */
const MOST_OF_A_KIND = 50;

export class BatchDocument {
  private lines: readonly string[] = [];
  private read: readonly BatchLine[] = [];

  /** `today`, an ISO date, tells which models are gone. */
  constructor(
    private readonly catalog: Catalog,
    private readonly today?: string,
  ) {}

  /** Findings of the text as it is now; none where it is no Batch input. */
  update(text: string): readonly PlacedBatchFinding[] {
    if (!looksLikeBatch(text.slice(0, SNIFFED_CHARACTERS))) {
      this.lines = this.read = [];
      return [];
    }
    const lines = text.split('\n');
    // Not a line: what comes after the last line end.
    if (lines.at(-1) === '') lines.pop();
    this.read = this.readAgain(lines);
    this.lines = lines;
    return this.check();
  }

  private readAgain(lines: readonly string[]): readonly BatchLine[] {
    const old = this.lines;
    const most = Math.min(old.length, lines.length);
    let before = 0;
    while (before < most && old[before] === lines[before]) before++;
    let after = 0;
    while (after < most - before && old[old.length - 1 - after] === lines[lines.length - 1 - after]) after++;
    const changed = lines.slice(before, lines.length - after).map((line) => readBatchLine(withoutReturn(line)));
    return [...this.read.slice(0, before), ...changed, ...this.read.slice(old.length - after)];
  }

  private check(): readonly PlacedBatchFinding[] {
    const check = new BatchCheck({
      catalog: this.catalog,
      mostOfAKind: MOST_OF_A_KIND,
      ...(this.today !== undefined && { today: this.today }),
    });
    // UTF-16 units: no more than there are bytes, so a limit is never said to be passed before it is.
    this.lines.forEach((line, index) => check.add(withoutReturn(line), this.read[index]!, line.length + 1));
    return this.placed(check.findings());
  }

  private placed(findings: readonly BatchFinding[]): readonly PlacedBatchFinding[] {
    const wanted = new Set(findings.map(({ line }) => line));
    const starts = new Map<number, number>();
    let offset = 0;
    this.lines.forEach((line, index) => {
      if (wanted.has(index)) starts.set(index, offset);
      offset += line.length + 1;
    });
    return findings.map((finding) => {
      const start = starts.get(finding.line) ?? 0;
      return { ...finding, place: { start: start + finding.span.start, end: start + finding.span.end } };
    });
  }

  /** What puts a finding of the last update right, with offsets in the text of then. */
  mender(): (finding: PlacedBatchFinding) => Mend | undefined {
    const { lines } = this;
    return (finding) => mendAt(finding, finding.place.start - finding.span.start, lines);
  }
}

/** The mend of a finding whose first line begins at `start`. */
function mendAt({ messageId, line, lines: count = 1 }: BatchFinding, start: number, lines: readonly string[]): Mend | undefined {
  const text = lines.slice(line, line + count).join('\n');
  if (messageId === 'blankLine')
    return { title: 'Delete the empty line', edits: [{ span: { start, end: start + text.length + 1 }, newText: '' }] };
  const lineEnd = text.endsWith('\r') ? '\r\n' : '\n';
  const mend = mendFor(messageId, withoutReturn(text), lineEnd);
  const moved = (span: Span): Span => ({ start: start + span.start, end: start + span.end });
  return mend && { ...mend, edits: mend.edits.map(({ span, newText }) => ({ span: moved(span), newText })) };
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
