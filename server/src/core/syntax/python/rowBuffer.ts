import type { Span } from '../../text/span';
import type { Rows } from './syntaxTree';

/** Grows the columns of a tree while it is read. */
export class RowBuffer {
  private count = 0;
  private types: Uint16Array;
  private fields: Uint8Array;
  private starts: Int32Array;
  private ends: Int32Array;
  private nexts: Int32Array;
  private commentStarts: number[] = [];
  private commentEnds: number[] = [];

  constructor(private capacity: number) {
    this.types = new Uint16Array(capacity);
    this.fields = new Uint8Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.nexts = new Int32Array(capacity);
  }

  clear(): void {
    this.count = 0;
    this.commentStarts = [];
    this.commentEnds = [];
  }

  /** Adds a row without children and returns its index. */
  add(type: number, field: number, start: number, end: number): number {
    if (this.count === this.capacity) this.grow(this.count + 1);
    const row = this.count++;
    this.types[row] = type;
    this.fields[row] = field;
    this.starts[row] = start;
    this.ends[row] = end;
    this.nexts[row] = row + 1;
    return row;
  }

  type(row: number): number {
    return this.types[row]!;
  }

  /** Ends a row's subtree here. Comments it ends with are taken off: tree-sitter counts those after a block as its own. */
  close(row: number): void {
    this.nexts[row] = this.count;
    const comments = this.commentEnds;
    if (row === 0 || comments.length === 0 || comments[comments.length - 1] !== this.ends[row]) return;
    let last = row;
    for (let child = row + 1; child < this.count; child = this.nexts[child]!) last = child;
    if (last !== row) this.ends[row] = this.ends[last]!;
  }

  addComment(start: number, end: number): void {
    this.commentStarts.push(start);
    this.commentEnds.push(end);
  }

  /** Adds comments to those that are there, in the order of the text. */
  mergeComments(spans: readonly Span[]): void {
    if (spans.length === 0) return;
    const all = [...this.commentStarts.map((start, i) => ({ start, end: this.commentEnds[i]! })), ...spans];
    all.sort((a, b) => a.start - b.start);
    this.commentStarts = all.map(({ start }) => start);
    this.commentEnds = all.map(({ end }) => end);
  }

  /** Adds rows of another tree (whole subtrees) with their positions moved. */
  copyRows(from: Rows, row: number, end: number, shift: number): void {
    const length = end - row;
    if (this.count + length > this.capacity) this.grow(this.count + length);
    const at = this.count;
    const move = at - row;
    this.types.set(from.types.subarray(row, end), at);
    this.fields.set(from.fields.subarray(row, end), at);
    for (let i = 0; i < length; i++) {
      this.starts[at + i] = from.starts[row + i]! + shift;
      this.ends[at + i] = from.ends[row + i]! + shift;
      this.nexts[at + i] = from.nexts[row + i]! + move;
    }
    this.count += length;
  }

  /** Adds another tree's comments that start within the range. */
  copyComments({ commentStarts, commentEnds }: Rows, start: number, end: number, shift: number): void {
    for (let i = 0; i < commentStarts.length; i++) {
      if (commentStarts[i]! >= start && commentStarts[i]! < end) this.addComment(commentStarts[i]! + shift, commentEnds[i]! + shift);
    }
  }

  /** Gives a row that was copied its new end, in the text and among the rows. */
  reclose(row: number, end: number, next: number): void {
    this.ends[row] = end;
    this.nexts[row] = next;
  }

  get length(): number {
    return this.count;
  }

  /** The rows so far, in arrays of their own. */
  rows(): Rows {
    return {
      types: this.types.slice(0, this.count),
      fields: this.fields.slice(0, this.count),
      starts: this.starts.slice(0, this.count),
      ends: this.ends.slice(0, this.count),
      nexts: this.nexts.slice(0, this.count),
      commentStarts: Int32Array.from(this.commentStarts),
      commentEnds: Int32Array.from(this.commentEnds),
    };
  }

  private grow(needed: number): void {
    while (this.capacity < needed) this.capacity *= 2;
    const grown = <T extends { set(source: T): void }>(bigger: T, old: T): T => (bigger.set(old), bigger);
    this.types = grown(new Uint16Array(this.capacity), this.types);
    this.fields = grown(new Uint8Array(this.capacity), this.fields);
    this.starts = grown(new Int32Array(this.capacity), this.starts);
    this.ends = grown(new Int32Array(this.capacity), this.ends);
    this.nexts = grown(new Int32Array(this.capacity), this.nexts);
  }
}
