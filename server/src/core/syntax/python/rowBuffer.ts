import type { Rows } from './syntaxTree';

/** Grows the columns of a tree while it is read. */
export class RowBuffer {
  private count = 0;
  private types: Uint16Array;
  private fields: Uint8Array;
  private starts: Int32Array;
  private ends: Int32Array;
  private nexts: Int32Array;
  private ids: Int32Array;
  private commentStarts: number[] = [];
  private commentEnds: number[] = [];

  constructor(private capacity: number) {
    this.types = new Uint16Array(capacity);
    this.fields = new Uint8Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.nexts = new Int32Array(capacity);
    this.ids = new Int32Array(capacity);
  }

  clear(): void {
    this.count = 0;
    this.commentStarts = [];
    this.commentEnds = [];
  }

  /** Adds a row without children and returns its index. */
  add(type: number, field: number, start: number, end: number, id: number): number {
    if (this.count === this.capacity) this.grow(this.count + 1);
    const row = this.count++;
    this.types[row] = type;
    this.fields[row] = field;
    this.starts[row] = start;
    this.ends[row] = end;
    this.nexts[row] = row + 1;
    this.ids[row] = id;
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

  /** Adds a subtree of other rows, its comments included, moved by `shift` and put into `field`. */
  copy(from: Rows, row: number, shift: number, field: number): void {
    const at = this.count;
    this.copyRows(from, row, from.nexts[row]!, shift);
    this.fields[at] = field;
    this.copyComments(from, from.starts[row]!, row === 0 ? Infinity : from.ends[row]!, shift);
  }

  /** Adds all other rows from `row` on, a child of the root, to this root. */
  copyTail(from: Rows, row: number, shift: number): void {
    this.copyRows(from, row, from.types.length, shift);
    this.copyComments(from, from.starts[row]!, Infinity, shift);
    this.close(0);
  }

  private copyRows(from: Rows, row: number, end: number, shift: number): void {
    const length = end - row;
    if (this.count + length > this.capacity) this.grow(this.count + length);
    const at = this.count;
    const move = at - row;
    this.types.set(from.types.subarray(row, end), at);
    this.fields.set(from.fields.subarray(row, end), at);
    if (from.ids.length > 0) this.ids.set(from.ids.subarray(row, end), at);
    for (let i = 0; i < length; i++) {
      this.starts[at + i] = from.starts[row + i]! + shift;
      this.ends[at + i] = from.ends[row + i]! + shift;
      this.nexts[at + i] = from.nexts[row + i]! + move;
    }
    this.count += length;
  }

  private copyComments({ commentStarts, commentEnds }: Rows, start: number, end: number, shift: number): void {
    for (let i = firstAtLeast(commentStarts, start); i < commentStarts.length && commentStarts[i]! < end; i++) {
      this.addComment(commentStarts[i]! + shift, commentEnds[i]! + shift);
    }
  }

  /** The rows so far, in arrays of their own. */
  rows(withIds: boolean): Rows {
    return {
      types: this.types.slice(0, this.count),
      fields: this.fields.slice(0, this.count),
      starts: this.starts.slice(0, this.count),
      ends: this.ends.slice(0, this.count),
      nexts: this.nexts.slice(0, this.count),
      ids: this.ids.slice(0, withIds ? this.count : 0),
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
    this.ids = grown(new Int32Array(this.capacity), this.ids);
  }
}

/** The index of the first value of a sorted array that is at least `value`. */
export function firstAtLeast(sorted: Int32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
