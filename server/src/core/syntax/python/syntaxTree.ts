import { FIELDS, Treatment, type Field, type Grammar } from './grammar';

/** The columns of a syntax tree: one row per node, in preorder. */
export interface Rows {
  readonly types: Uint16Array;
  readonly fields: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The first row after the node's subtree. */
  readonly nexts: Int32Array;
  /** Comments by start; they are no rows. */
  readonly commentStarts: Int32Array;
  readonly commentEnds: Int32Array;
}

/**
 * A Python syntax tree copied out of wasm memory: named nodes only (all tokens inside an ERROR node), without comments.
 * Node 0 is the module; where a method gives a node, 0 stands for "none", since the module is nobody's child.
 */
export class SyntaxTree {
  private readonly names: readonly string[];

  constructor(
    readonly grammar: Grammar,
    readonly text: string,
    readonly rows: Rows,
    readonly hasErrors: boolean,
    /** The offset of the text's first character, for a text that is part of a file. */
    private readonly origin = 0,
  ) {
    this.names = grammar.typeNames;
  }

  type(node: number): string {
    return this.names[this.rows.types[node]!]!;
  }

  symbol(node: number): number {
    return this.rows.types[node]!;
  }

  start(node: number): number {
    return this.rows.starts[node]!;
  }

  end(node: number): number {
    return this.rows.ends[node]!;
  }

  slice(node: number): string {
    return this.textBetween(this.rows.starts[node]!, this.rows.ends[node]!);
  }

  textBetween(start: number, end: number): string {
    return this.text.slice(start - this.origin, end - this.origin);
  }

  firstChild(node: number): number {
    return this.rows.nexts[node]! > node + 1 ? node + 1 : 0;
  }

  /** The child of `parent` after `child`. */
  nextChild(child: number, parent: number): number {
    const next = this.rows.nexts[child]!;
    return next < this.rows.nexts[parent]! ? next : 0;
  }

  /** The first child in the field. */
  child(node: number, field: Field): number {
    const code = FIELDS[field];
    const { fields, nexts } = this.rows;
    const end = nexts[node]!;
    for (let child = node + 1; child < end; child = nexts[child]!) if (fields[child] === code) return child;
    return 0;
  }

  isField(node: number, field: Field): boolean {
    return this.rows.fields[node] === FIELDS[field];
  }

  /** Whether the node is a token without a name: only ERROR nodes hold them. */
  isToken(node: number): boolean {
    return this.grammar.treatments[this.rows.types[node]!] === Treatment.Token;
  }

  /** All children in order. */
  children(node: number): number[] {
    const children: number[] = [];
    for (let child = this.firstChild(node); child !== 0; child = this.nextChild(child, node)) children.push(child);
    return children;
  }

  /** The node itself, or what stands in its parentheses. */
  unwrap(node: number): number {
    let inner = node;
    while (inner !== 0 && this.type(inner) === 'parenthesized_expression') inner = this.firstChild(inner);
    return inner === 0 ? node : inner;
  }
}
